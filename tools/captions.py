"""Makes a chapter of a recorded webinar from a script: `python -m tools.captions SCRIPT COURSE CHAPTER REVIEWED NEXT`.

A script holds both languages side by side; the slower of the two decides how long a caption stands, so that both can
be played on one timeline:

    title: Title | Teitl
    sources: SEED-GOV, CTSA

    = slide-id | Title of the slide | Teitl y sleid
    - a line of it | llinell ohoni

    What is said.
    Yr hyn a ddywedir.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import wrap

from prevent_tui.content.part_rules import WIDTH
from prevent_tui.content.parts import file_of, written
from prevent_tui.domain.captions import seconds_for

LANGUAGES = ("en", "cy")
BREATH = 2
"""Seconds between two slides."""


@dataclass(slots=True)
class Script:
    """What a script holds, by language."""

    titles: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    slides: dict[str, tuple[list[str], list[list[str]]]] = field(default_factory=dict)
    said: list[tuple[str, list[str]]] = field(default_factory=list)


def read(text: str) -> Script:
    """The script in a text."""
    script, slide, waiting = Script(), "", list[str]()
    for line in filter(None, map(str.strip, text.splitlines())):
        cells = [cell.strip() for cell in line.lstrip("=-").split("|")]
        if line.startswith("title:"):
            script.titles = [cell.strip() for cell in line.removeprefix("title:").split("|")]
        elif line.startswith("sources:"):
            script.sources = [cell.strip() for cell in line.removeprefix("sources:").split(",")]
        elif line.startswith("="):
            slide = cells[0]
            script.slides[slide] = cells[1:], []
        elif line.startswith("-"):
            script.slides[slide][1].append(cells)
        else:
            waiting.append(line)
            if len(waiting) == len(LANGUAGES):
                script.said.append((slide, waiting))
                waiting = []
    return script


def balanced(text: str) -> str:
    """A caption on one line or two of about the same width."""
    if len(text) <= WIDTH:
        return text
    for width in range(len(text) // 2, WIDTH + 1):
        lines = wrap(text, width)
        if len(lines) == 2:
            return "\n".join(lines)
    raise SystemExit(f"too long for two lines of {WIDTH}: {text}")


def file(script: Script, number: int, *, reviewed: str, next_review: str) -> str:
    """The chapter's file in the language of that number."""
    sources = ", ".join(f'"{source}"' for source in script.sources)
    lines = ["+++", f'title = "{script.titles[number]}"', f"reviewed = {reviewed}", f"next_review = {next_review}"]
    lines.append(f"sources = [{sources}]")
    for name, (titles, rows) in script.slides.items():
        lines += ["", f"[slides.{name}]", f'title = "{titles[number]}"', "lines = ["]
        lines += [f'  "{row[number]}",' for row in rows] + ["]"]
    lines.append("+++")
    second, before = 1, script.said[0][0]
    for slide, words in script.said:
        second += BREATH if slide != before else 0
        end = second + seconds_for(words)
        lines += [f"{written(second)} --> {written(end)} {slide}", balanced(words[number]), ""]
        second, before = end, slide
    return "\n".join(lines).rstrip("\n") + "\n"


if __name__ == "__main__":
    source, course, chapter, reviewed, next_review = sys.argv[1:]
    script = read(Path(source).read_text(encoding="utf-8"))
    for number, language in enumerate(LANGUAGES):
        destination = Path(course) / file_of(language, chapter)
        destination.write_text(file(script, number, reviewed=reviewed, next_review=next_review), encoding="utf-8")

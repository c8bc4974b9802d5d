"""A page's file: front matter between two lines of `+++`, and Markdown below it.

The page of a reflect step has a third line of `+++`, and below it the model answer.
"""

from __future__ import annotations

from dataclasses import dataclass

from prevent_tui.content import documents
from prevent_tui.content.folder import Folder, UnreadableError, fault
from prevent_tui.content.forms import FrontMatter
from prevent_tui.domain.courses import ModelAnswer, PageWords

FENCE = "+++\n"


@dataclass(frozen=True, slots=True)
class PageFile:
    """A page's words, the hash of the English they were made from, and the line where the Markdown begins.

    `model_line` is the line where the Markdown of the model answer begins, 0 where there is none.
    """

    words: PageWords
    english: str
    line: int
    model_line: int = 0


def file_of(language: str, step_id: str) -> str:
    """The name of the file of a page."""
    return f"{language}/{step_id}.md"


def read(folder: Folder, name: str) -> PageFile:
    """The page in that file; raises UnreadableError."""
    matter, whole = split(folder.text(name), name)
    document = documents.parse(folder, name, matter, before=1)
    front = document.form(FrontMatter)
    markdown, _, answer = whole.partition("\n" + FENCE)
    model = ModelAnswer(answer.strip("\n"), front.points) if answer.strip() else None
    if not markdown.strip():
        raise UnreadableError(fault("page_empty", name))
    if bool(model) != bool(front.points):
        code = "points_missing" if model else "model_missing"
        raise UnreadableError(fault(code, name))
    words = PageWords(front.title, markdown.strip("\n"), front.sources, front.reviewed, front.next_review, model)
    first = matter.count("\n") + 3
    below = first + markdown.count("\n") + 2
    return PageFile(words, front.english, first + _blank(markdown), below + _blank(answer) if model else 0)


def _blank(text: str) -> int:
    """How many empty lines a text begins with."""
    return len(text) - len(text.lstrip("\n"))


def split(text: str, name: str) -> tuple[str, str]:
    """A page's front matter and its Markdown; raises UnreadableError."""
    matter, closing, markdown = text.removeprefix(FENCE).partition("\n" + FENCE)
    if not text.startswith(FENCE) or not closing:
        raise UnreadableError(fault("front_matter_missing", name, 1))
    return matter + "\n", markdown

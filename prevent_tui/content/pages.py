"""A page's file: front matter between two lines of `+++`, and Markdown below it."""

from __future__ import annotations

from dataclasses import dataclass

from prevent_tui.content import documents
from prevent_tui.content.folder import Folder, UnreadableError, fault
from prevent_tui.content.forms import FrontMatter
from prevent_tui.domain.courses import PageWords

FENCE = "+++\n"


@dataclass(frozen=True, slots=True)
class PageFile:
    """A page's words, the hash of the English they were made from, and the line where the Markdown begins."""

    words: PageWords
    english: str
    line: int


def file_of(language: str, step_id: str) -> str:
    """The name of the file of a page."""
    return f"{language}/{step_id}.md"


def read(folder: Folder, name: str) -> PageFile:
    """The page in that file; raises UnreadableError."""
    matter, markdown = split(folder.text(name), name)
    document = documents.parse(folder, name, matter, before=1)
    front = document.form(FrontMatter)
    words = PageWords(front.title, markdown.strip("\n"), front.sources, front.reviewed, front.next_review)
    if not markdown.strip():
        raise UnreadableError(fault("page_empty", name))
    blank = len(markdown) - len(markdown.lstrip("\n"))
    return PageFile(words, front.english, matter.count("\n") + 3 + blank)


def split(text: str, name: str) -> tuple[str, str]:
    """A page's front matter and its Markdown; raises UnreadableError."""
    matter, closing, markdown = text.removeprefix(FENCE).partition("\n" + FENCE)
    if not text.startswith(FENCE) or not closing:
        raise UnreadableError(fault("front_matter_missing", name, 1))
    return matter + "\n", markdown

"""Searching the pages of a course and the glossary.

Questions and model answers are never found: they would be given away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from prevent_tui.content import prose
from prevent_tui.content.audience import chosen
from prevent_tui.content.markdown import blocks
from prevent_tui.domain.courses import Audience, Course, StepKind
from prevent_tui.domain.finding import folded, wanted
from prevent_tui.domain.glossary import Glossary


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the course (`step`), with the number of its module from 1, or a term of the glossary (`term`)."""

    title: str
    texts: tuple[str, ...]
    step: str = ""
    module: int = 0
    term: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """An entry, the text of it that shows best what was looked for, and the words to be marked."""

    entry: Entry
    text: str
    words: tuple[str, ...]


class Index:
    """What can be found in one language, as one learner is shown it."""

    def __init__(self, entries: Iterable[Entry], *, language: str) -> None:
        self.language = language
        self._entries = [(entry, folded(entry.title), tuple(map(folded, entry.texts))) for entry in entries]

    def find(self, typed: str) -> tuple[Found, ...]:
        """The entries with every word that is typed: first those with all in the title, then in their order."""
        words = wanted(typed)
        if not words:
            return ()
        titled, others = list[Found](), list[Found]()
        for entry, title, texts in self._entries:
            whole = "\n".join((title, *texts))
            if all(word in whole for word in words):
                best = max(range(len(texts)), key=lambda n: sum(word in texts[n] for word in words), default=None)
                text = entry.texts[best] if best is not None else ""
                (titled if all(word in title for word in words) else others).append(Found(entry, text, words))
        return (*titled, *others)


def index(course: Course, audience: Audience, terms: Glossary) -> Index:
    """The pages of a course, in its order, then the terms of the glossary, in its language."""
    return Index([*_pages(course, audience, terms.language), *_terms(terms, audience)], language=terms.language)


def _pages(course: Course, audience: Audience, language: str) -> Iterator[Entry]:
    spoken = course.words.get(language) or next(iter(course.words.values()))
    for number, module in enumerate(course.modules, start=1):
        for step in module.steps:
            if step.kind is StepKind.PAGE and step.id in spoken.pages:
                page = spoken.pages[step.id]
                texts = tuple(text for text in prose.texts(blocks(chosen(page.markdown, audience))) if text)
                yield Entry(page.title, texts, step.id, number)


def _terms(terms: Glossary, audience: Audience) -> Iterator[Entry]:
    for term in terms.terms:
        yield Entry(term.name, (term.meaning, *term.more(audience).values()), term=term.id)

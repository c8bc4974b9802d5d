"""The glossary from its files: `glossary.toml` says which terms there are, a file a language says what they mean."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec

from prevent_tui.content import documents
from prevent_tui.content.folder import Folder
from prevent_tui.content.forms import Form, Id, Text
from prevent_tui.content.prose import Block, texts
from prevent_tui.content.wrapping import wrapped
from prevent_tui.domain.courses import Nation
from prevent_tui.domain.glossary import Glossary, Term

DIRECTORY = Path(__file__).parent / "glossary"
STRUCTURE = "glossary.toml"
LANGUAGES = ("en", "cy")
"""The first is the one the others are made from."""

T = TypeVar("T", bound=Form)

_HARD_SPACE = "\N{NO-BREAK SPACE}"


class TermForm(Form):
    """One table of `glossary.toml`."""

    sources: Annotated[tuple[Text, ...], msgspec.Meta(min_length=1)]
    reviewed: dt.date
    next_review: dt.date
    see: tuple[Id, ...] = ()


class TermWordsForm(Form):
    """One table of `<language>.toml`; `english` is the hash of the words it was translated from."""

    term: Text
    meaning: Text
    forms: tuple[Text, ...] = ()
    nations: dict[Nation, Text] = msgspec.field(default_factory=dict)
    english: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """What could be read of a glossary's files: the terms, and their words by language."""

    terms: Mapping[str, TermForm]
    words: Mapping[str, Mapping[str, TermWordsForm]]


def file_of(language: str) -> str:
    """The name of the file with the words of a language."""
    return f"{language}.toml"


def read(folder: Folder) -> Read:
    """The glossary in a folder as far as it is whole; what is broken is noted."""
    terms = _tables(folder, STRUCTURE, TermForm)
    return Read(terms, {language: _tables(folder, file_of(language), TermWordsForm) for language in LANGUAGES})


def _tables(folder: Folder, name: str, shape: type[T]) -> dict[str, T]:
    found: dict[str, T] = {}
    with folder.noting():
        document = documents.read(folder, name)
        for table in document.values:
            with folder.noting():
                found[table] = document.table(table, shape)
    return found


def made(read: Read, language: str) -> Glossary:
    """The glossary of one language: the terms that have words in it."""
    words = read.words.get(language, {})
    return Glossary(
        (
            Term(name, own.term, own.meaning, own.forms, own.nations, read.terms[name].see)
            for name, own in words.items()
            if name in read.terms
        ),
        language=language,
    )


@lru_cache(maxsize=4)
def glossary(language: str) -> Glossary:
    """The program's own glossary in a language; what is broken in its files is missing."""
    return made(read(Folder(DIRECTORY)), language)


def used_on(terms: Glossary, title: str, page: Iterable[Block]) -> tuple[Term, ...]:
    """The terms that a page uses: in its title, its text, and what its drawings say."""
    return terms.used_in("\n".join((title, *_texts(page))))


def _texts(page: Iterable[Block]) -> Iterator[str]:
    for block in page:
        yield from texts((block,))
        yield block.alt


def listed(terms: Iterable[Term], lead: str, width: int) -> tuple[str, ...]:
    """The terms behind a lead, in lines of a width; no line break parts the words of a term."""
    names = " · ".join(term.name.replace(" ", _HARD_SPACE) for term in terms)
    return tuple(line.replace(_HARD_SPACE, " ") for line in wrapped(f"{lead} {names}", width)) if names else ()

"""A glossary as values: terms in plain words, and which of them a text uses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from prevent_tui.domain import welsh
from prevent_tui.domain.courses import Audience, Nation
from prevent_tui.domain.people import fold

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Term:
    """A term in one language and what it means; `nations` says what more there is to know in each of them.

    `forms` are the words by which texts use it, `see` the ids of other terms. A form that is written with capitals is
    found only with them.
    """

    id: str
    name: str
    meaning: str
    forms: tuple[str, ...]
    nations: Mapping[Nation, str] = field(default_factory=dict)
    see: tuple[str, ...] = ()

    def more(self, audience: Audience | None) -> Mapping[Nation, str]:
        """What is said by nation: to a reader whose nation is known, of that nation only."""
        if audience is None or audience.nation is None:
            return self.nations
        return {nation: text for nation, text in self.nations.items() if nation is audience.nation}


class Glossary:
    """The terms of one language, in its alphabetical order."""

    def __init__(self, terms: Iterable[Term] = (), *, language: str = "en") -> None:
        order = welsh.sort_key if language == "cy" else fold
        self.language = language
        self.terms = tuple(sorted(terms, key=lambda term: (order(term.name), term.id)))
        self._by_id = {term.id: term for term in self.terms}
        self._found_by: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for term in self.terms:
            for form in self.forms(term):
                words = _words(form)
                self._found_by.setdefault(words[0].lower(), []).append((words, term.id))
        for forms in self._found_by.values():
            forms.sort(key=lambda form: -len(form[0]))

    def forms(self, term: Term) -> tuple[str, ...]:
        """Everything by which a text uses a term: in Welsh, with the first letter changed too."""
        forms = [form for form in (term.name, *term.forms) if _words(form)]
        if self.language == "cy":
            forms = [changed for form in forms for changed in welsh.mutated(form)]
        return tuple(dict.fromkeys(forms))

    def get(self, term_id: str) -> Term | None:
        """The term of that id, where there is one."""
        return self._by_id.get(term_id)

    def used_in(self, text: str) -> tuple[Term, ...]:
        """The terms that a text uses, in the order it first does; the longest that fits is meant."""
        words, at = _words(text), 0
        found: dict[str, None] = {}
        while at < len(words):
            size, term_id = self._at(words, at)
            if term_id:
                found[term_id] = None
            at += size
        return tuple(self._by_id[term_id] for term_id in found)

    def _at(self, words: tuple[str, ...], at: int) -> tuple[int, str]:
        for form, term_id in self._found_by.get(words[at].lower(), ()):
            if len(form) <= len(words) - at and all(map(_is, form, words[at : at + len(form)])):
                return len(form), term_id
        return 1, ""


def _is(form: str, word: str) -> bool:
    return form == word or (form.islower() and form == word.lower())


def _words(text: str) -> tuple[str, ...]:
    """The words of a text without accents."""
    if not text.isascii():
        text = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return tuple(_WORD.findall(text))

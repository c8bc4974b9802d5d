"""How hard English is to read: Flesch–Kincaid over sentences, with syllables counted by rule.

The grade is 0.39 × words a sentence + 11.8 × syllables a word − 15.59; a reading age is five years more. Words that
the course is about and explains, names of its bodies, numbers and abbreviations are left out of the syllables, so that
they don't count against a page, but they still make its sentences long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

YEARS_AT_GRADE_NOUGHT = 5
"""A child of the first grade is six."""

_SUBJECT = """
    radicalise radicalised radicaliser radicalisers radicalises radicalising radicalisation
    terrorism terrorist terrorists counter-terrorism non-terrorist
    extremism extremist extremists ideology ideologies ideological
    susceptible susceptibility vulnerable vulnerability
    safeguard safeguards safeguarded safeguarding referral referrals multi-agency
    authority authorities organisation organisations probation education confidential confidentiality
    proportion proportionate england wales scotland scottish northern ireland
"""
SUBJECT_WORDS = frozenset(_SUBJECT.split())
"""Words a page can't do without: the subject's own, which the course explains, and the names of bodies and nations."""

_WORD = re.compile(r"[^\W_]+(?:[-'’.,:/][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?…]+[’”'\")]*(?:\s+|$)")
_VOWELS = re.compile(r"[aeiouy]+")
_INNER_SILENT_E = re.compile(
    r"(?<=[aeiouy][bcdfgklmnprstvz])e(?=(?:ly|ty|ment|ments|ful|fully|less|ness|one|body|thing|times|where|how|what)$)"
)
_SILENT_END = re.compile(r"(?<=[^aeiouy])e$|(?<=[^aeiouylcgsxz])es$|(?<=[aeiouy])les$|(?<=[aeiou][cg])ely$")
_SILENT_ED = re.compile(r"(?<=[^aeioutd])ed$")
_SOUNDED_LE = re.compile(r"[^aeiouylr]les?$")
_SOUNDED_SIBILANT = re.compile(r"(?:[cgsxz]|sh|ch)es$")
_TWO_VOWELS = re.compile(
    r"i(?:a(?!l|n$|ns$|nt)|o(?!us|n)|um|ety|et$)|(?<![cst])ia[ln]|[dlnrv]io(?:us|n)|[^gq]ua[lt]|uou|eo(?!p)|creat[eio]"
    r"|[aeiou]ing|iest|iers?$|[oue]ism|oing|ya|uit[yi]|rea$|dea|real(?!m)|uel|ruin|poem|[^aeo]uen"
)
_ENDING_SM = re.compile(r"s(?:m|ms)$")
_CONTRACTED = re.compile(r"[ds]n[’']t$|[^aeiouy][’']ve$")
_EXCEPTIONS = {
    "area": 3, "areas": 3, "being": 2, "business": 2, "colleague": 2, "colleagues": 2, "every": 2, "everyone": 3,
    "everything": 3, "everybody": 4, "evening": 2, "different": 2, "family": 3, "families": 3, "the": 1, "people": 2,
    "people's": 2, "idea": 3, "ideas": 3, "interest": 2, "interests": 2, "someone": 2, "something": 2, "sometimes": 2,
    "used": 1, "view": 1, "views": 1, "whole": 1, "whose": 1, "police": 2, "else": 1, "review": 2, "reviews": 2,
    "create": 2, "creates": 2, "created": 3, "client": 2, "clients": 2, "society": 4, "science": 2, "quiet": 2,
    "diary": 3, "trial": 2, "lion": 2, "hour": 1, "hours": 1, "our": 1, "social": 2, "wednesday": 2, "february": 4,
    "hatred": 2, "sacred": 2, "belief": 2, "beliefs": 2, "prejudice": 3, "service": 2, "services": 3, "voice": 1,
    "advice": 2, "cafe": 2, "café": 2, "recipe": 3, "they're": 1, "you're": 1, "we're": 1, "they've": 1, "you've": 1,
    "we've": 1, "i've": 1, "forest": 2, "honest": 2, "interview": 3, "mosque": 1, "unique": 2, "league": 1,
    "dialogue": 3, "vague": 1, "tongue": 1, "via": 2, "video": 3, "videos": 3, "radio": 3,
    "curious": 3, "serious": 3, "various": 3, "previous": 3, "religion": 3, "religions": 3, "religious": 3,
    "opinion": 3, "opinions": 3, "union": 2, "material": 4, "special": 2, "official": 3, "officials": 3,
    "initial": 3, "racial": 2, "crucial": 2, "commercial": 3, "racism": 3, "lives": 1, "lived": 1, "reason": 2,
    "season": 2, "real": 2, "really": 2, "area's": 3, "therefore": 2, "somebody": 3, "household": 2, "homework": 2,
    "notebook": 2, "placement": 2, "statement": 2, "statements": 2, "lifestyle": 2, "wherever": 3, "whatever": 3,
    "however": 3, "whoever": 3, "fiery": 3, "naked": 2, "wicked": 2, "aged": 1, "supposed": 2, "biased": 2, "bias": 2,
    "behaviour": 3, "behaviours": 3, "caretaker": 3, "caretakers": 3, "everywhere": 3, "elsewhere": 2,
}  # fmt: skip
"""What the rules get wrong, of the words that pages use."""


@dataclass(frozen=True, slots=True)
class Readability:
    """How many words and sentences were read, and their Flesch–Kincaid grade."""

    words: int
    sentences: int
    grade: float

    @property
    def reading_age(self) -> float:
        """The age, in years, at which this can be read."""
        return self.grade + YEARS_AT_GRADE_NOUGHT


def read(texts: Iterable[str]) -> Readability:
    """Measure texts, such as paragraphs and list items, each of which ends a sentence; nothing is of grade 0."""
    sentences = [words for text in texts for words in _sentences(text)]
    words = [word for sentence in sentences for word in sentence]
    counted = [syllables(word) for word in words if not _left_out(word)]
    if not counted:
        return Readability(len(words), len(sentences), 0.0)
    grade = 0.39 * len(words) / len(sentences) + 11.8 * sum(counted) / len(counted) - 15.59
    return Readability(len(words), len(sentences), max(grade, 0.0))


@lru_cache(maxsize=4096)
def syllables(word: str) -> int:
    """How many syllables an English word has, at least one; those of the parts of a hyphened word together."""
    return sum(_of_part(part) for part in word.casefold().replace("’", "'").split("-"))


def words_of(text: str) -> Sequence[str]:
    """The words of a text, without punctuation."""
    return _WORD.findall(text)


def _sentences(text: str) -> list[list[str]]:
    found = (_WORD.findall(part) for part in _SENTENCE_END.split(text))
    return [words for words in found if words]


def _left_out(word: str) -> bool:
    plain = word.casefold().replace("’", "'").removesuffix("'s")
    address = "." in plain or "/" in plain
    return plain in SUBJECT_WORDS or address or (len(word) > 1 and word.isupper()) or any(map(str.isdigit, word))


def _of_part(part: str) -> int:
    if part in _EXCEPTIONS:
        return _EXCEPTIONS[part]
    contracted = 1 if _CONTRACTED.search(part) else 0
    stem = re.sub(r"'\w*$", "", part)
    if stem in _EXCEPTIONS:
        return _EXCEPTIONS[stem] + contracted
    spoken = _INNER_SILENT_E.sub("", stem)
    groups = len(_VOWELS.findall(spoken)) + len(_TWO_VOWELS.findall(spoken)) + len(_ENDING_SM.findall(spoken))
    silent = _SILENT_END.search(spoken) or _SILENT_ED.search(spoken)
    if silent and not _SOUNDED_LE.search(spoken) and not _SOUNDED_SIBILANT.search(spoken):
        groups -= 1
    return max(groups, 1) + contracted

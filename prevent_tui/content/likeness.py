"""How alike two English texts are, by the words in them that carry meaning."""

from __future__ import annotations

import re

from prevent_tui.content.readability import words_of

_SHORTEST = 3
"""Letters: shorter words, and what is left of a word without its ending, say too little."""

_ENDINGS = 2
"""How many endings a word may have, as in referr-al-s."""

_COMMON_WORDS = """
    about after again all also always and any anyone are ask asks because been before being but can could did does
    don't done even ever every first for from get give gives goes good had has have her here him his how into its
    itself just keep know let like make makes may might more most much must need needs never nobody none nor not
    nothing now off often once one only other others our out over own part people person put right say says see she
    should some someone something still such take than that the their them then there these they thing things this
    those through too two under until use very want was way well were what when where whether which while who whom
    why will with without work works would wrong yes yet you your yours
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_ENDING = re.compile(
    r"(?:isation|ations?|ities|ingly|ments?|ness|ings?|ions?|able|ible|ies|ity|ied|ers|est|ed|er|ly|es|al|s|e|y)$"
)


def meaning(text: str) -> dict[str, str]:
    """The words that carry meaning by what they are without endings: no common ones and none of one or two letters."""
    parts = [part.casefold() for word in words_of(text.replace("’", "'")) for part in word.split("-")]
    return {_stem(part): part for part in parts if part not in _COMMON and (len(part) >= _SHORTEST or _numbered(part))}


def alike(one: str, other: str) -> float:
    """The share of the words of meaning in either text that both have, from 0 to 1."""
    first, second = meaning(one).keys(), meaning(other).keys()
    return len(first & second) / len(first | second) if first and second else 0.0


def _numbered(part: str) -> bool:
    return any(map(str.isdigit, part))


def _stem(word: str) -> str:
    """A word without its endings: rough, and the same for the forms of one word, which is all that counts here."""
    word = re.sub(r"'s?$", "", word)
    for _ in range(_ENDINGS):
        ending = _ENDING.search(word, _SHORTEST)
        word = word[: ending.start()] if ending else word
        doubled = len(word) > _SHORTEST and word[-1] == word[-2]
        word = word[:-1] if doubled else word
    return word

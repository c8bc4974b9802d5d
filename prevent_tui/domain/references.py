"""References that people read out and type: short, in groups of four, with a character that finds mistakes.

A reference is written in 32 letters and digits (no I, L, O or U), each a number of the field with 32 elements. The
last is chosen so that the sum of all, each weighted by a power of the field's generator, is nought. All weights differ
up to 31 characters, so one wrong character and two that changed places are always found.
"""

from __future__ import annotations

import unicodedata

from prevent_tui.domain.errors import PreventError

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
RANDOM_BYTES = 7

_READ_AS = str.maketrans("OIL", "011")
_BITS = 5
_GROUP = 4
_FIELD = 0b100101  # x⁵ + x² + 1, of which x is a generator


def make(random: bytes) -> str:
    """A reference from that many random bytes: 7 give twelve characters (55 bits), 12 give twenty (95 bits)."""
    count = len(random) * 8 // _BITS
    number = int.from_bytes(random) >> (len(random) * 8 - count * _BITS)
    values = [number >> (_BITS * place) & (len(ALPHABET) - 1) for place in range(count)]
    values.reverse()
    return _grouped("".join(ALPHABET[value] for value in [*values, _sum(values)]))


def parse(text: str, *, length: int = LENGTH) -> str:
    """The reference as it is kept, whatever case, spaces and hyphens it was typed with; O is read as 0, I and L as 1.

    Raises `reference_character` (character), `reference_length` (found, wanted), and `reference_mistyped` where a
    character is wrong or two have changed places.
    """
    typed = [character for character in unicodedata.normalize("NFKC", text) if not _apart(character)]
    letters = "".join(typed).upper().translate(_READ_AS)
    for character in letters:
        if character not in ALPHABET:
            raise PreventError("reference_character", character=character)
    if len(letters) != length:
        raise PreventError("reference_length", found=len(letters), wanted=length)
    values = [ALPHABET.index(letter) for letter in letters]
    if _sum(values[:-1]) != values[-1]:
        raise PreventError("reference_mistyped")
    return _grouped(letters)


def _apart(character: str) -> bool:
    """Whether a character only stands between the groups: a space or a hyphen of any kind."""
    return character.isspace() or unicodedata.category(character) in ("Pd", "Zs", "Cf")


def _grouped(letters: str) -> str:
    return "-".join(letters[place : place + _GROUP] for place in range(0, len(letters), _GROUP))


def _sum(values: list[int]) -> int:
    """The values, each times a higher power of the generator the further from the end, added up; the check is x⁰."""
    total = 0
    for value in values:
        total = _times_x(total ^ value)
    return total


def _times_x(value: int) -> int:
    doubled = value << 1
    return doubled ^ _FIELD if doubled > len(ALPHABET) - 1 else doubled

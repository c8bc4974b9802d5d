"""Words in the reader's language: one Translator, handed down to whoever speaks to a person."""

from __future__ import annotations

import os
from functools import lru_cache

TYPE_CHECKING = False  # `typing` takes longer to import than the first frame may
if TYPE_CHECKING:
    import datetime as dt
    import gettext

DOMAIN = "prevent_tui"
LANGUAGES = ("en", "cy")
LANGUAGE_NAMES = {"en": "English", "cy": "Cymraeg"}

_HERE = os.path.dirname(os.path.abspath(__file__))
_PLACES = (os.path.join(_HERE, "locales"), os.path.join(os.path.dirname(_HERE), "locales"))


def N_(message: str) -> str:  # noqa: N802 - the name every translator's tool knows
    """Mark a message for translation where it is written, to be translated where it is shown."""
    return message


def other(language: str) -> str:
    """The language the switch offers."""
    return "en" if language == "cy" else "cy"


@lru_cache(maxsize=4)
def _catalogue(language: str) -> gettext.NullTranslations:
    import gettext

    for place in _PLACES:
        if gettext.find(DOMAIN, place, [language]):
            return gettext.translation(DOMAIN, place, [language])
    return gettext.NullTranslations()


class Translator:
    """Messages, counted messages and dates in one language (`en` or `cy`)."""

    def __init__(self, language: str = "en") -> None:
        self.language = language if language in LANGUAGES else "en"

    def tr(self, message: str, /, **values: object) -> str:
        """The message in this language, its `%(name)s` filled in."""
        # the messages are English, and have no catalogue of their own
        text = message if self.language == "en" else _catalogue(self.language).gettext(message)
        return text % values if values else text

    def ngettext(self, one: str, many: str, number: int, /, **values: object) -> str:
        """The message for that number, `%(number)s` filled in with it."""
        text = _catalogue(self.language).ngettext(one, many, number)
        return text % {"number": number, **values}

    def month(self, day: dt.date) -> str:
        """The month of a day: November 2026, Tachwedd 2026."""
        from babel.dates import format_date

        return format_date(day, "MMMM y", locale="cy" if self.language == "cy" else "en_GB")

    def short_date(self, day: dt.date) -> str:
        """A day where room is scarce: 18 Nov 2026, 18 Tach 2026."""
        from babel.dates import format_date

        return format_date(day, "d MMM y", locale="cy" if self.language == "cy" else "en_GB")

    def date(self, day: dt.date) -> str:
        """A day in full: 18 November 2026, 18 Tachwedd 2026."""
        return _day_in_words(day, self.language)


@lru_cache(maxsize=4096)  # a list of many people names the same few thousand days
def _day_in_words(day: dt.date, language: str) -> str:
    # Babel's dates are slow to import and no first screen shows one.
    from babel.dates import format_date

    return format_date(day, "d MMMM y", locale="cy" if language == "cy" else "en_GB")

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


# Messages like any other; Babel, which knows them too, would load 6 MiB of locales for these few words.
_MONTHS = (N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"), N_("August"),
           N_("September"), N_("October"), N_("November"), N_("December"))  # fmt: skip
_SHORT_MONTHS = (N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"), N_("Jul"), N_("Aug"), N_("Sept"),
                 N_("Oct"), N_("Nov"), N_("Dec"))  # fmt: skip
_WEEKDAYS = (N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"),
             N_("Sunday"))  # fmt: skip


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
        return f"{self.tr(_MONTHS[day.month - 1])} {day.year}"

    def date(self, day: dt.date) -> str:
        """A day in full: 18 November 2026, 18 Tachwedd 2026."""
        return f"{day.day} {self.month(day)}"

    def short_date(self, day: dt.date) -> str:
        """A day where room is scarce: 18 Nov 2026, 18 Tach 2026."""
        return f"{day.day} {self.tr(_SHORT_MONTHS[day.month - 1])} {day.year}"

    def weekday(self, day: dt.date) -> str:
        """The day of the week: Wednesday, Dydd Mercher."""
        return self.tr(_WEEKDAYS[day.weekday()])

"""The catalogues: the template is current, and every message is translated, whole, in every form."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from babel.dates import format_date
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from prevent_tui.i18n import Translator
from tools.messages import LOCALES, TEMPLATE, template

CATALOGUES = sorted(LOCALES.glob("*/LC_MESSAGES/prevent_tui.po"))
SIX_FORMS = "(n==0) ? 0 : (n==1) ? 1 : (n==2) ? 2 : (n==3) ? 3 : (n==6) ? 4 : 5"
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%|\$\w+|\{\w*\}")


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as po:
        return read_po(po)


def messages(path: Path) -> list[Message]:
    return [message for message in catalogue(path) if message.id]


def sources(message: Message) -> tuple[str, ...]:
    """What is translated: one text, or the text for one and the text for many."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def forms(message: Message) -> tuple[str, ...]:
    """The translation: one text, or one for each plural form."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def test_the_template_is_current() -> None:
    assert TEMPLATE.read_text(encoding="utf-8") == template(), "run: make messages"


def test_there_is_welsh() -> None:
    assert [path.parent.parent.name for path in CATALOGUES] == ["cy"]


@pytest.mark.parametrize(("language", "locale"), [("en", "en_GB"), ("cy", "cy")])
def test_days_are_called_as_the_locale_calls_them(language: str, locale: str) -> None:
    t = Translator(language)
    for day in (dt.date(2026, 1, 1) + dt.timedelta(days=29 * number) for number in range(24)):
        assert t.date(day) == format_date(day, "d MMMM y", locale=locale)
        assert t.short_date(day) == format_date(day, "d MMM y", locale=locale)
        assert t.month(day) == format_date(day, "MMMM y", locale=locale)
        assert t.weekday(day) == format_date(day, "EEEE", locale=locale)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.parent.name)
class TestCatalogue:
    def test_it_holds_the_messages_of_the_template(self, path: Path) -> None:
        assert {sources(each) for each in messages(path)} == {sources(each) for each in messages(TEMPLATE)}

    def test_every_message_is_translated(self, path: Path) -> None:
        assert not [each.id for each in messages(path) if not all(forms(each))]

    def test_no_translation_is_a_guess(self, path: Path) -> None:
        assert not [each.id for each in messages(path) if each.fuzzy]

    def test_counted_messages_have_the_six_forms_of_welsh(self, path: Path) -> None:
        held = catalogue(path)
        assert (held.num_plurals, held.plural_expr) == (6, SIX_FORMS)
        assert not [each.id for each in messages(path) if len(sources(each)) == 2 and len(forms(each)) != 6]

    def test_every_form_has_the_placeholders(self, path: Path) -> None:
        """None that the program doesn't fill in, and all that the message has; one needs no number."""
        wrong = []
        for each in messages(path):
            texts = [placeholders(text) for text in sources(each)]
            for form in filter(None, forms(each)):
                if not set.intersection(*texts) <= placeholders(form) <= set.union(*texts):
                    wrong.append((each.id, form))
        assert not wrong

"""Drafts of reminders: to whom, in which language, with what in them, and where they are written."""

from __future__ import annotations

from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

import pytest

from prevent_tui.bootstrap import Services
from prevent_tui.domain.certification import Colour
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.people import StaffRow
from prevent_tui.services.access import Actor
from prevent_tui.services.team import Question
from prevent_tui.storage import accounts
from tests.clocks import TODAY
from tests.factories import NEW_STAFF_SINCE, completed, id_of, person, staff


def team(services: Services) -> tuple[Actor, dict[str, Actor]]:
    """A manager with somebody red, amber, green; one who reads Welsh, and one without an e-mail."""
    boss = person(services, "boss", given="Rhian", family="Boss")
    rows = [
        StaffRow(number, given, family, email=email, language=language, started_on=NEW_STAFF_SINCE)
        for number, given, family, email, language in (
            ("red", "Ali", "Red", "ali@example.org", None),
            ("../amber", "Siân", "O'[/b]Brien", "sian@example.org", "cy"),
            ("green", "Zed", "Green", "zed@example.org", None),
            ("none", "No", "Address", None, None),
            ("bad", "Bad", "Address", "bad@example.org, other@example.org", None),
        )
    ]
    people = dict(
        zip(("red", "amber", "green", "none", "bad"), staff(services, rows, managers=[boss] * 5), strict=True)
    )
    completed(services, people["amber"], "2025-01-15")
    completed(services, people["green"], "2026-11-01")
    return boss, people


def question(boss: Actor, **filters: object) -> Question:
    return Question(id_of(boss), TODAY, **filters)  # type: ignore[arg-type]


def text_of(message: EmailMessage) -> str:
    """The words of an e-mail."""
    return str(message.get_content()).replace("\r", "")


def written(folder: Path | None) -> dict[str, str]:
    """The text of each draft by its address."""
    assert folder is not None
    parser = BytesParser(EmailMessage, policy=policy.default)
    messages = [parser.parsebytes(file.read_bytes()) for file in sorted(folder.iterdir())]
    return {message["To"].addresses[0].addr_spec: text_of(message) for message in messages}


def test_everyone_who_is_red_or_amber_in_their_language(services: Services, tmp_path: Path) -> None:
    boss, _ = team(services)
    told = []
    found = services.reminders.write(
        boss, question(boss), tmp_path, contact="hr@example.org", progress=lambda done, of: told.append((done, of))
    )
    assert (found.drafts, found.without, told) == (2, ("Bad Address", "No Address"), [(2, 2)])
    assert found.folder == tmp_path / f"reminders-{TODAY}"
    assert sorted(file.name for file in found.folder.iterdir()) == ["1-red.eml", "2--amber.eml"]
    texts = written(found.folder)
    assert "Dear Ali Red," in texts["ali@example.org"]
    assert "as soon as possible" in " ".join(texts["ali@example.org"].split())
    assert "Prevent e-learning, about 1 hour" in texts["ali@example.org"]
    assert "hr@example.org" in texts["ali@example.org"]
    assert texts["ali@example.org"].rstrip().endswith("Rhian Boss")
    assert "Annwyl Siân O'[/b]Brien," in texts["sian@example.org"]
    assert "15 Ionawr 2027" in texts["sian@example.org"]


def test_the_preview_is_what_is_written(services: Services, tmp_path: Path) -> None:
    boss, _ = team(services)
    shown = services.reminders.preview(boss, question(boss), contact="hr@example.org")
    assert not list(tmp_path.glob("reminders*"))
    found = services.reminders.write(boss, question(boss), tmp_path, contact="hr@example.org")
    assert shown.draft is not None
    assert (shown.drafts, shown.without) == (found.drafts, found.without)
    assert written(found.folder)[shown.draft.address] == shown.draft.text


def test_the_language_somebody_chose_wins(services: Services) -> None:
    boss, people = team(services)
    with services.store.write():
        accounts.set_language(id_of(people["red"]), "cy")
    first = services.reminders.preview(boss, question(boss)).draft
    assert first is not None
    assert first.text.startswith("Annwyl Ali Red,")


def test_filters_leave_people_out_and_the_day_is_always_today(services: Services) -> None:
    boss, _ = team(services)
    assert services.reminders.preview(boss, question(boss, colours=frozenset({Colour.AMBER}))).drafts == 1
    assert services.reminders.preview(boss, question(boss, colours=frozenset({Colour.GREEN}))).drafts == 0
    later = Question(id_of(boss), TODAY.replace(year=2030))
    assert services.reminders.preview(boss, later).drafts == 2


def test_one_person_and_nobody(services: Services, tmp_path: Path) -> None:
    boss, people = team(services)
    assert services.reminders.write(boss, id_of(people["amber"]), tmp_path).drafts == 1
    again = services.reminders.write(boss, id_of(people["amber"]), tmp_path)
    assert again.folder is not None
    assert again.folder.name == f"reminders-{TODAY}-2"
    nobody = services.reminders.write(boss, id_of(people["green"]), tmp_path / "elsewhere")
    assert (nobody.drafts, nobody.folder) == (0, None)
    assert not (tmp_path / "elsewhere").exists()
    with pytest.raises(PreventError) as refused:
        services.reminders.preview(people["red"], id_of(people["amber"]))
    assert refused.value.code == "not_permitted"

"""The files of a register: a spreadsheet's, Totara's, and a page to print."""

from __future__ import annotations

import csv
import io
import stat
from html.parser import HTMLParser
from pathlib import Path

import pytest

from prevent_tui.bootstrap import Services
from prevent_tui.content.talks import TalkShelf
from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import Translator
from prevent_tui.services.access import Actor
from prevent_tui.services.register_exports import RegisterExports
from prevent_tui.services.talks import TalkRow
from tests.clocks import TODAY
from tests.factories import completed, person, policy
from tests.talks import begun, presenter, signed_in, signed_off

ENGLISH = Translator("en")


@pytest.fixture
def boss(services: Services) -> Actor:
    """Somebody who may give a talk."""
    return presenter(services)


@pytest.fixture
def talk(services: Services, boss: Actor) -> TalkRow:
    """A talk with somebody it counts for, somebody it is practice for, somebody hostile, and two walk-ins."""
    row = begun(services, boss, "=Depot")
    completed(services, person(services, "early"), "2026-06-01")
    person(services, "evil", given="=cmd|'/c calc'!A1", family="<script>")
    signed_in(services, boss, row, "boss-1", "early", "evil")
    services.registers.walk_in(boss, row.id, "+Nia", "N-1")
    gone = services.registers.walk_in(boss, row.id, "Ola").line.entry.number
    services.registers.remove(boss, row.id, gone, "-left")
    services.registers.count_hands(boss, row.id, "who-first", {"a": 1, "b": 3, "c": 0})
    return row


def rows(services: Services, boss: Actor, talk: TalkRow, layout: str) -> list[dict[str, str]]:
    text = services.register_exports.text(boss, talk.id, layout, ENGLISH)
    return list(csv.DictReader(io.StringIO(text)))


def test_the_csv_has_everybody_and_no_formula(services: Services, boss: Actor, talk: TalkRow) -> None:
    signed_off(services, boss, talk)
    found = rows(services, boss, talk, "csv")
    assert [(row["payroll_number"], row["state"], row["signed_in_by"]) for row in found] == [
        ("boss-1", "present", "number"),
        ("early", "present", "number"),
        ("evil", "present", "number"),
        ("N-1", "present", "walk_in"),
        ("", "removed", "walk_in"),
    ]
    assert {row["held_on"] for row in found} == {"2026-11-18"}
    assert {row["register"] for row in found} == {talk.reference}
    assert not [cell for row in found for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
    assert [bool(row["completion_id"]) for row in found] == [True, True, True, True, False]


def test_totaras_upload_has_those_that_count(services: Services, boss: Actor, talk: TalkRow) -> None:
    policy(services, certification_short_name="prevent", certification_id_number="C-7")
    with pytest.raises(PreventError) as refused:
        services.register_exports.text(boss, talk.id, "totara", ENGLISH)
    assert refused.value.code == "register_not_signed"
    view = signed_off(services, boss, talk)
    head = {"certificationshortname": "prevent", "certificationidnumber": "C-7", "completiondate": "2026-11-18"}
    assert rows(services, boss, talk, "totara") == [
        {"username": number, **head, "duedate": "2028-11-18"} for number in ("boss-1", "evil")
    ]
    services.registers.void(boss, talk.id, view.present[0].entry.number, "was not there")
    assert [row["username"] for row in rows(services, boss, talk, "totara")] == ["evil"]


class Tags(HTMLParser):
    """The elements of a page, with what they say."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.opened.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.said.append(data.strip())


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_page_to_print_is_whole_and_inert(services: Services, boss: Actor, talk: TalkRow, language: str) -> None:
    t = Translator(language)
    signed_off(services, boss, talk)
    page = Tags()
    page.feed(services.register_exports.text(boss, talk.id, "html", t))
    names = [name for name, _ in page.opened]
    assert dict(page.opened)["html"] == {"lang": language}
    assert not {"script", "link", "img", "iframe"} & set(names)
    assert names.count("caption") == names.count("h1") == 1
    scopes = [attributes.get("scope") for name, attributes in page.opened if name == "th"]
    assert (scopes.count("col"), scopes.count("row")) == (4, 5)
    for words in (talk.reference, t.date(TODAY), "=cmd|'/c calc'!A1 <script>", t.tr("Place")):
        assert words in page.said


def test_files_are_their_owners_alone_and_can_be_made_again(
    services: Services, boss: Actor, talk: TalkRow, tmp_path: Path
) -> None:
    signed_off(services, boss, talk)
    directory = tmp_path / "new" / "place"
    for _ in range(2):
        files = services.register_exports.save(boss, talk.id, directory, ENGLISH)
    assert sorted(file.name for file in files) == sorted(path.name for path in directory.iterdir())
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_where_nothing_can_be_written_it_says_so(
    services: Services, boss: Actor, talk: TalkRow, tmp_path: Path
) -> None:
    signed_off(services, boss, talk)
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(PreventError) as refused:
        services.register_exports.save(boss, talk.id, tmp_path / "file", ENGLISH)
    assert refused.value.code == "cannot_create"


def test_a_register_is_printed_without_its_slides_too(services: Services, boss: Actor, tmp_path: Path) -> None:
    row = begun(services, boss)
    signed_in(services, boss, row, "boss-1")
    services.registers.count_hands(boss, row.id, "who-first", {"a": 1, "b": 3})
    bare = RegisterExports(services.store, services.clock, TalkShelf(tmp_path))
    assert "who-first" in bare.text(boss, row.id, "html", ENGLISH)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_handout_is_one_page_with_its_numbers(
    services: Services, boss: Actor, tmp_path: Path, language: str
) -> None:
    page = Tags()
    page.feed(services.register_exports.save_handout(boss, tmp_path, language).read_text(encoding="utf-8"))
    names = [name for name, _ in page.opened]
    assert dict(page.opened)["html"] == {"lang": language}
    assert (names.count("h1"), names.count("h2"), names.count("ul")) == (1, 5, 3)
    assert {"999", "101", "0800 011 3764", "0800 789 321"} <= set(page.said)

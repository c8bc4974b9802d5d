"""A session's files: the sign-in sheet in its language, and everybody's calendar file."""

from __future__ import annotations

import csv
import datetime as dt
import re
from pathlib import Path

import icalendar
import pytest

from prevent_tui.bootstrap import Services
from prevent_tui.domain.errors import PreventError
from prevent_tui.services.access import OPERATOR, Actor
from prevent_tui.storage import people
from tests.clocks import StillClock
from tests.factories import person
from tests.sessions import booked, learners, session_line, sessions_file, timetable

WELSH = {"language": "cy", "title": "<b>Gweminar</b>", "place": "Neuadd Tresaith"}


@pytest.fixture
def leader(services: Services, tmp_path: Path) -> Actor:
    """The trainer of a Welsh webinar with two places; a third person waits."""
    leader = timetable(services, tmp_path, session_line(**WELSH))
    booked(services, "w1", learners(services, 3))
    return leader


def test_the_page_is_in_the_sessions_language_and_can_be_signed(services: Services, leader: Actor) -> None:
    page = services.session_files.sign_in_sheet(leader, "w1", "html")
    assert '<html lang="cy">' in page
    assert "<h1>Taflen lofnodi: &lt;b&gt;Gweminar&lt;/b&gt;</h1>" in page
    for told in ("Dydd Mercher 2 Rhagfyr 2026", "14:00 tan 15:30", "Neuadd Tresaith", "Tegwen Trainer"):
        assert f"<dd>{told}</dd>" in page
    captions = re.findall(r"<caption>([^<]+)", page)
    assert captions == ["2 berson â lle", "Rhestr aros", "Heb gadw lle"]
    assert page.count('<th scope="row" class="name">') == 3 + 8
    assert page.count('<th scope="col">Llofnod</th>') == 3
    assert "Llofnod yr hyfforddwr a'r dyddiad" in page.replace("&#x27;", "'")
    assert not re.search(r"(src|href)=", page)


def test_the_text_fits_a_page_and_has_room_to_sign(services: Services, leader: Actor) -> None:
    text = services.session_files.sign_in_sheet(leader, "w1", "text")
    lines = text.splitlines()
    assert max(map(len, lines)) <= 78
    (line,) = [line for line in lines if "Learner01" in line]
    assert line.split() == ["2", "Elin", "Learner01", "1002", "_" * 22]
    assert sum(1 for line in lines if line.endswith(" " + "_" * 22)) == 3 + 8


def test_long_names_and_titles_stay_in_their_columns(services: Services, tmp_path: Path) -> None:
    title = "A very long title of a webinar that goes on and on beyond what any line of a page can hold " * 2
    leader = timetable(services, tmp_path, session_line(title=title.strip(), capacity="3"))
    long = person(services, "9" * 30, given="Llanfairpwllgwyngyll" * 2, family="Gogerychwyrndrobwll")
    booked(services, "w1", [long])
    text = services.session_files.sign_in_sheet(leader, "w1", "text")
    assert max(map(len, text.splitlines())) <= 78
    assert "Gogerychwyrndrobwll" in text


def test_a_table_for_a_spreadsheet_runs_nothing(services: Services, tmp_path: Path) -> None:
    leader = timetable(services, tmp_path, session_line(title="=cmd()"))
    booked(services, "w1", [person(services, "1001", given="=Elin", family="+1")])
    (row,) = csv.DictReader(services.session_files.sign_in_sheet(leader, "w1", "csv").splitlines())
    assert (row["title"], row["name"], row["list"], row["signature"]) == ("'=cmd()", "'=Elin +1", "booked", "")


def test_an_empty_session_has_lines_for_whoever_comes(services: Services, tmp_path: Path) -> None:
    leader = timetable(services, tmp_path)
    page = services.session_files.sign_in_sheet(leader, "w1", "html")
    assert re.findall(r"<caption>([^<]+)", page) == ["Not booked"]


def test_the_same_sheet_again_is_the_same_file_and_a_changed_one_another(
    services: Services, leader: Actor, tmp_path: Path
) -> None:
    folder = tmp_path / "files"
    first = services.session_files.save_sheet(leader, "w1", folder)
    assert services.session_files.save_sheet(leader, "w1", folder) == first
    assert [file.stat().st_mode & 0o777 for file in first] == [0o600] * 3
    services.sessions.release(leader, "w1", "1003")
    assert [file.name for file in services.session_files.save_sheet(leader, "w1", folder)] == [
        "sign-in-sheet-w1-2.html", "sign-in-sheet-w1-2.txt", "sign-in-sheet-w1-2.csv",
    ]  # fmt: skip


def entry(file: Path) -> tuple[str, str, int, str, dt.datetime, list[str]]:
    """What a calendar program reads in a file."""
    calendar = icalendar.Calendar.from_ical(file.read_bytes())
    (event,) = calendar.walk("VEVENT")
    attendee = event["ATTENDEE"]
    told = [str(attendee), str(attendee.params["CN"])]
    return str(calendar["METHOD"]), str(event["UID"]), int(event["SEQUENCE"]), str(event["STATUS"]), event.start, told


def test_a_change_and_a_cancellation_reach_every_calendar_in_order(
    services: Services, leader: Actor, clock: StillClock, tmp_path: Path
) -> None:
    folders = [services.session_files.save_calendars(leader, "w1", tmp_path / "out").folder]
    later = session_line(**WELSH, starts_at="2026-12-02T16:00", ends_at="2026-12-02T17:30")
    services.sessions.import_sessions(OPERATOR, sessions_file(tmp_path, later))
    folders.append(services.session_files.save_calendars(leader, "w1", tmp_path / "out").folder)
    services.sessions.cancel_session(leader, "w1", "Eira")
    folders.append(services.session_files.save_calendars(leader, "w1", tmp_path / "out").folder)
    assert [folder.name for folder in folders] == [
        "calendar-w1-places", "calendar-w1-places-2", "calendar-w1-cancelled",
    ]  # fmt: skip
    assert {file.name for folder in folders for file in folder.iterdir()} == {"1001.ics", "1002.ics"}
    read = [entry(folder / "1001.ics") for folder in folders]
    assert [(method, status) for method, _, _, status, *_ in read] == [
        ("REQUEST", "CONFIRMED"), ("REQUEST", "CONFIRMED"), ("CANCEL", "CANCELLED"),
    ]  # fmt: skip
    assert len({uid for _, uid, *_ in read}) == 1
    sequences = [sequence for _, _, sequence, *_ in read]
    assert sequences == sorted(set(sequences))
    assert [start.astimezone(dt.UTC).hour for *_, start, _ in read] == [14, 16, 16]
    assert read[-1][-1] == ["mailto:no-reply@prevent-tui.invalid", "Elin Learner00"]


def test_ones_own_file_of_the_cancellation_is_the_same_step(services: Services, leader: Actor, tmp_path: Path) -> None:
    services.sessions.cancel_session(leader, "w1", "Eira")
    folder = services.session_files.save_calendars(leader, "w1", tmp_path / "out").folder
    with services.store.read():
        learner = people.by_payroll("1001")
    assert learner is not None
    own = tmp_path / "own.ics"
    own.write_bytes(services.bookings.calendar(Actor(learner.id), "w1", learner.id))
    assert entry(own)[:3] == entry(folder / "1001.ics")[:3]


def test_numbers_that_differ_in_signs_alone_have_a_file_each(services: Services, tmp_path: Path) -> None:
    leader = timetable(services, tmp_path)
    booked(services, "w1", [person(services, number) for number in ("A/1", "a 1")])
    folder = services.session_files.save_calendars(leader, "w1", tmp_path / "out").folder
    assert sorted(file.name for file in folder.iterdir()) == ["A-1.ics", "a-1_2.ics"]


def test_there_is_no_folder_where_nobody_has_a_place(services: Services, tmp_path: Path) -> None:
    leader = timetable(services, tmp_path)
    with pytest.raises(PreventError) as refused:
        services.session_files.save_calendars(leader, "w1", tmp_path / "out")
    assert refused.value.code == "nobody_booked"
    assert not (tmp_path / "out").exists()


def test_who_cancelled_before_gets_no_file_of_the_sessions_end(
    services: Services, leader: Actor, clock: StillClock, tmp_path: Path
) -> None:
    services.sessions.release(leader, "w1", "1001")
    clock.move(minutes=1)
    services.sessions.cancel_session(leader, "w1", "Eira")
    folder = services.session_files.save_calendars(leader, "w1", tmp_path / "out").folder
    assert {file.name for file in folder.iterdir()} == {"1002.ics", "1003.ics"}
    assert services.sessions.cancellation(leader, "w1").had_places == 2

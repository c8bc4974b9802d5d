"""Booking, the queue, and what people are told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import icalendar
import pytest

from prevent_tui.bootstrap import Services
from prevent_tui.domain.bookings import News, State
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.options import OptionId
from prevent_tui.domain.people import StaffRow
from prevent_tui.services.access import OPERATOR, Actor
from prevent_tui.services.bookings import Offer
from tests.clocks import StillClock
from tests.factories import completed, id_of, person, staff
from tests.sessions import booked, learners, session_line, sessions_file, timetable


def book(services: Services, who: Actor, session: str = "w1") -> Offer:
    return services.bookings.book(who, session, id_of(who))


def cancel(services: Services, who: Actor, session: str = "w1") -> Offer:
    return services.bookings.cancel(who, session, id_of(who))


def refusal(services: Services, who: Actor, session: str = "w1") -> str:
    with pytest.raises(PreventError) as refused:
        book(services, who, session)
    return refused.value.code


def states(services: Services, whom: list[Actor], session: str = "w1") -> list[State | None]:
    return [services.bookings.offer(one, session, id_of(one)).state for one in whom]


def change(services: Services, directory: Path, **values: str) -> None:
    services.sessions.import_sessions(OPERATOR, sessions_file(directory, session_line(**values)))


def test_places_are_taken_and_then_there_is_a_queue(services: Services, tmp_path: Path) -> None:
    timetable(services, tmp_path)
    people = learners(services, 4)
    offers = [book(services, one) for one in people]
    assert [offer.state for offer in offers] == [State.BOOKED, State.BOOKED, State.WAITING, State.WAITING]
    assert [offer.turn for offer in offers] == [None, None, 1, 2]
    assert [offer.places_left for offer in offers] == [1, 0, 0, 0]
    assert offers[-1].waiting == 2


def test_whoever_waits_longest_moves_up_and_is_told_until_they_have_seen_it(services: Services, tmp_path: Path) -> None:
    timetable(services, tmp_path)
    people = learners(services, 4)
    booked(services, "w1", people)
    cancel(services, people[0])
    assert states(services, people) == [None, State.BOOKED, State.BOOKED, State.WAITING]
    (notice,) = services.bookings.notices(people[2])
    assert (notice.news, notice.state, notice.session.id) == (News.MOVED_UP, State.BOOKED, "w1")
    assert not services.bookings.notices(people[3])
    services.bookings.seen(people[2], [notice])
    assert not services.bookings.notices(people[2])
    cancel(services, people[3])
    cancel(services, people[1])
    assert services.bookings.offer(people[2], "w1", id_of(people[2])).places_left == 1


def test_whoever_comes_back_goes_to_the_end_of_the_queue(services: Services, tmp_path: Path) -> None:
    timetable(services, tmp_path)
    people = learners(services, 4)
    booked(services, "w1", people)
    cancel(services, people[0])
    assert book(services, people[0]).turn == 2
    held = services.bookings.mine(people[0], id_of(people[0]))
    assert [one.booking.state for one in held] == [State.CANCELLED, State.WAITING]
    assert held[0].booking.booked_at is not None
    assert held[0].booking.cancelled_at is not None


def test_nobody_is_booked_twice(services: Services, tmp_path: Path) -> None:
    timetable(services, tmp_path)
    people = learners(services, 3)
    booked(services, "w1", people)
    assert refusal(services, people[0]) == "already_booked"
    assert refusal(services, people[2]) == "already_booked"


@pytest.mark.parametrize(
    ("starts", "ends", "clashes"),
    [("15:00", "16:00", True), ("13:00", "18:00", True), ("15:30", "16:00", False), ("13:00", "14:00", False)],
)
def test_two_sessions_at_once(services: Services, tmp_path: Path, starts: str, ends: str, clashes: bool) -> None:
    times = {"starts_at": f"2026-12-02T{starts}", "ends_at": f"2026-12-02T{ends}"}
    timetable(services, tmp_path, session_line(), session_line(session_id="w2", title="Another one", **times))
    (learner,) = learners(services, 1)
    book(services, learner)
    if clashes:
        with pytest.raises(PreventError) as refused:
            book(services, learner, "w2")
        assert (refused.value.code, refused.value.details["title"]) == ("booking_clash", "Prevent webinar")
        cancel(services, learner)
    assert book(services, learner, "w2").state is State.BOOKED


def test_waiting_clashes_too_so_that_moving_up_never_does(services: Services, tmp_path: Path) -> None:
    timetable(services, tmp_path, session_line(capacity="1"), session_line(session_id="w2"))
    people = learners(services, 2)
    booked(services, "w1", people)
    assert refusal(services, people[1], "w2") == "booking_clash"


def test_what_has_begun_or_is_cancelled_or_unknown_cannot_be_booked(
    services: Services, clock: StillClock, tmp_path: Path
) -> None:
    timetable(services, tmp_path, session_line(), session_line(session_id="w2", starts_at="2026-12-02T09:00",
                                                              ends_at="2026-12-02T10:00"))  # fmt: skip
    people = learners(services, 2)
    book(services, people[0])
    services.sessions.cancel_session(OPERATOR, "w2", "The trainer is ill")
    assert refusal(services, people[1], "w2") == "session_cancelled"
    assert refusal(services, people[1], "nothing") == "unknown_session"
    clock.moment = dt.datetime(2026, 12, 2, 14, 0, tzinfo=dt.UTC)
    assert refusal(services, people[1]) == "session_past"
    with pytest.raises(PreventError) as refused:
        cancel(services, people[0])
    assert refused.value.code == "session_past"
    assert not services.bookings.to_come(people[1], id_of(people[1]))


def test_giving_up_what_one_does_not_have(services: Services, tmp_path: Path) -> None:
    timetable(services, tmp_path)
    (learner,) = learners(services, 1)
    with pytest.raises(PreventError) as refused:
        cancel(services, learner)
    assert refused.value.code == "not_booked"


def test_nobody_is_booked_beyond_their_last_day(services: Services, tmp_path: Path) -> None:
    timetable(services, tmp_path)
    assert refusal(services, person(services, "8", left_on=dt.date(2026, 12, 1))) == "person_left"
    assert book(services, person(services, "9", left_on=dt.date(2026, 12, 2))).state is State.BOOKED


def test_whether_it_counts_is_judged_by_the_day_on_which_it_ends(services: Services, tmp_path: Path) -> None:
    late = session_line(session_id="late", starts_at="2026-12-09T22:30", ends_at="2026-12-10T00:30")
    timetable(services, tmp_path, session_line(starts_at="2026-12-09T14:00", ends_at="2026-12-09T15:30"), late)
    learner = person(services)
    completed(services, learner, "2025-06-10")  # its window opens on 10 December 2026
    before, on = services.bookings.to_come(learner, id_of(learner))
    assert (before.would.counts, before.would.on) == (False, dt.date(2026, 12, 9))
    assert (on.would.counts, on.would.on) == (True, dt.date(2026, 12, 10))
    assert on.would.certified_until == dt.date(2028, 12, 10)


def test_sessions_of_one_option_the_earliest_first(services: Services, tmp_path: Path) -> None:
    timetable(
        services,
        tmp_path,
        session_line(session_id="b", starts_at="2026-12-03T09:00", ends_at="2026-12-03T12:30", option="wrap"),
        session_line(session_id="a"),
    )
    (learner,) = learners(services, 1)
    assert [one.session.id for one in services.bookings.to_come(learner, id_of(learner))] == ["a", "b"]
    (found,) = services.bookings.to_come(learner, id_of(learner), option=OptionId.WRAP)
    assert (found.session.id, found.trainer) == ("b", "Tegwen Trainer")


def test_what_happened_after_the_notices_were_read_is_still_told(services: Services, tmp_path: Path) -> None:
    timetable(services, tmp_path)
    people = learners(services, 3)
    booked(services, "w1", people)
    cancel(services, people[0])
    shown = services.bookings.notices(people[2])
    change(services, tmp_path, place="Room 4")
    services.bookings.seen(people[2], shown)
    assert [one.news for one in services.bookings.notices(people[2])] == [News.CHANGED]


class TestForOthers:
    def test_a_manager_books_for_a_report_and_not_for_the_reports_of_one(
        self, services: Services, tmp_path: Path
    ) -> None:
        timetable(services, tmp_path)
        above = person(services, "1")
        manager = person(services, "2", manager=above)
        (learner,) = learners(services, 1, manager=manager)
        assert services.bookings.book(manager, "w1", id_of(learner)).state is State.BOOKED
        for stranger in (above, person(services, "3")):
            with pytest.raises(PreventError) as refused:
                services.bookings.cancel(stranger, "w1", id_of(learner))
            assert refused.value.code == "not_permitted"
        services.bookings.cancel(OPERATOR, "w1", id_of(learner))

    def test_a_number_that_nobody_has_is_told_to_administrators_alone(self, services: Services) -> None:
        for actor, code in ((OPERATOR, "unknown_person"), (person(services), "not_permitted")):
            with pytest.raises(PreventError) as refused:
                services.bookings.person(actor, "404")
            assert refused.value.code == code


class TestChanges:
    def test_another_time_keeps_bookings_and_tells_everybody(self, services: Services, tmp_path: Path) -> None:
        timetable(services, tmp_path)
        people = learners(services, 3)
        booked(services, "w1", people)
        change(services, tmp_path, starts_at="2026-12-03T14:00", ends_at="2026-12-03T15:30")
        assert states(services, people) == [State.BOOKED, State.BOOKED, State.WAITING]
        for one in people:
            (notice,) = services.bookings.notices(one)
            assert (notice.news, notice.session.sequence) == (News.CHANGED, 1)
            assert notice.session.ends_on == dt.date(2026, 12, 3)

    def test_more_places_move_the_queue_up_and_are_no_change_for_the_others(
        self, services: Services, tmp_path: Path
    ) -> None:
        timetable(services, tmp_path)
        people = learners(services, 5)
        booked(services, "w1", people)
        change(services, tmp_path, capacity="4")
        assert states(services, people) == [State.BOOKED] * 4 + [State.WAITING]
        assert [len(services.bookings.notices(one)) for one in people] == [0, 0, 1, 1, 0]

    def test_a_cancelled_session_tells_everybody_why_they_have_no_place(
        self, services: Services, tmp_path: Path
    ) -> None:
        leader = timetable(services, tmp_path)
        people = learners(services, 3)
        booked(services, "w1", people)
        services.sessions.cancel_session(leader, "w1", "Snow")
        assert states(services, people) == [None] * 3
        for one in people:
            (notice,) = services.bookings.notices(one)
            assert (notice.news, notice.state) == (News.SESSION_CANCELLED, State.CANCELLED)


class TestCalendarFiles:
    @staticmethod
    def entry(services: Services, who: Actor, whose: Actor) -> tuple[str, str, int, str]:
        data = services.bookings.calendar(who, "w1", id_of(whose))
        calendar = icalendar.Calendar.from_ical(data)
        (event,) = calendar.walk("VEVENT")
        return str(calendar["METHOD"]), str(event["UID"]), int(event["SEQUENCE"]), str(event["ATTENDEE"])

    def test_every_later_file_outdoes_the_earlier_ones(self, services: Services, tmp_path: Path) -> None:
        timetable(services, tmp_path)
        (learner,) = learners(services, 1)
        book(services, learner)
        entries = [self.entry(services, learner, learner)]
        change(services, tmp_path, starts_at="2026-12-02T13:00")
        entries.append(self.entry(services, learner, learner))
        cancel(services, learner)
        entries.append(self.entry(services, learner, learner))
        book(services, learner)
        entries.append(self.entry(services, learner, learner))
        change(services, tmp_path, starts_at="2026-12-02T12:00")
        entries.append(self.entry(services, learner, learner))
        services.sessions.cancel_session(OPERATOR, "w1", "Snow")
        entries.append(self.entry(services, learner, learner))
        assert [one[0] for one in entries] == ["REQUEST", "REQUEST", "CANCEL", "REQUEST", "REQUEST", "CANCEL"]
        assert len({one[1] for one in entries}) == 1
        sequences = [one[2] for one in entries]
        assert sequences == sorted(set(sequences))

    def test_nobody_else_sees_ones_address(self, services: Services, tmp_path: Path) -> None:
        timetable(services, tmp_path)
        manager = person(services, "2")
        row = StaffRow("1", "Elin", "Example", email="elin@example.org", started_on=dt.date(2020, 9, 1))
        (learner,) = staff(services, [row], managers=[manager])
        book(services, learner)
        assert self.entry(services, learner, learner)[3] == "mailto:elin@example.org"
        assert "elin" not in self.entry(services, manager, learner)[3]

    def test_there_is_none_for_those_who_wait_or_never_asked(self, services: Services, tmp_path: Path) -> None:
        timetable(services, tmp_path)
        people = learners(services, 4)
        booked(services, "w1", people[:3])
        for one in people[2:]:
            with pytest.raises(PreventError) as refused:
                services.bookings.calendar(one, "w1", id_of(one))
            assert refused.value.code == "not_booked"


def test_a_suspended_option_is_not_booked_anew_and_says_so(services: Services, tmp_path: Path) -> None:
    timetable(services, tmp_path)
    early, late = learners(services, 2)
    assert book(services, early).state is State.BOOKED
    day = services.bookings.offer(early, "w1", id_of(early)).session.ends_on
    option = services.bookings.offer(early, "w1", id_of(early)).session.option
    services.suspensions.suspend(OPERATOR, option, day, day, reason_en="No room", reason_cy="Dim ystafell")
    assert refusal(services, late) == "option_suspended"
    offer = services.bookings.offer(late, "w1", id_of(late))
    assert offer.suspension is not None
    assert offer.suspension.reason_cy == "Dim ystafell"
    assert cancel(services, early).state is None

"""Without an account: started anywhere, gone on with by number, and added to one staff record only."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from prevent_tui.bootstrap import Services, services_on
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.references import ALPHABET
from prevent_tui.services import standing
from prevent_tui.services.access import OPERATOR, SignedIn
from prevent_tui.storage import people, records
from tests import factories
from tests.clocks import TODAY, StillClock
from tests.courses import COURSE, Shelf, finish, small_course, walk_to
from tests.databases import contents
from tests.races import outcomes


def reference(guest: SignedIn) -> str:
    assert guest.reference is not None
    return guest.reference


def refused(work: Callable[[], object]) -> PreventError:
    with pytest.raises(PreventError) as refusal:
        work()
    return refusal.value


def mistyped(number: str) -> str:
    return number[:-1] + ALPHABET[ALPHABET.index(number[-1]) - 1]


@pytest.fixture
def guest(services: Services) -> SignedIn:
    return services.guests.start(language="cy")


# -- starting and coming back -------------------------------------------------------------------------------------


def test_whoever_knows_the_number_opens_the_same_place_at_any_terminal(
    services: Services, guest: SignedIn, clock: StillClock
) -> None:
    place = walk_to(services, guest.actor, "first-page").place
    elsewhere = services_on(services.store, clock, Shelf(small_course()))
    typed = reference(guest).lower().replace("-", " ")
    back = elsewhere.guests.resume(typed, terminal="another")
    assert back == guest
    assert back.language == "cy"
    assert elsewhere.learning.start(back.actor, COURSE).place == place


def test_the_number_is_kept_nowhere(services: Services, guest: SignedIn) -> None:
    assert reference(guest) not in repr(contents(services.store))
    assert reference(guest).replace("-", "") not in repr(contents(services.store))


def test_a_guest_is_on_no_staff_list_and_in_no_grid(services: Services, guest: SignedIn) -> None:
    finish(services, guest.actor)
    held = contents(services.store)
    assert held["standing"] == []
    assert services.admin.staff(OPERATOR) == []
    services.learning.leave(guest.actor, COURSE)
    (completion,) = services.guests.record(guest.actor).completions
    assert (completion.option, completion.completed_on) == ("elearning", TODAY)


def test_nobody_signs_in_with_what_stands_for_a_guests_payroll_number(services: Services, guest: SignedIn) -> None:
    stored = factories.id_of(guest.actor)
    assert refused(lambda: services.access.sign_in(stored, "")).code == "details_do_not_match"
    assert refused(lambda: services.access.set_password(guest.actor, "three quiet otters")).code == "not_permitted"


def test_the_language_last_chosen_is_remembered(services: Services, guest: SignedIn) -> None:
    services.access.remember_language(guest.actor, "en")
    assert services.guests.resume(reference(guest)).language == "en"


def test_a_slip_is_told_apart_from_a_number_nobody_has_and_costs_nothing(services: Services, guest: SignedIn) -> None:
    for _ in range(12):
        assert refused(lambda: services.guests.resume(mistyped(reference(guest)))).code == "reference_mistyped"
    assert refused(lambda: services.guests.resume("0000-0000-0000")).details["wanted"] == 15
    assert refused(lambda: services.guests.resume("0000-0000-0000-00U")).code == "reference_character"
    assert services.guests.resume(reference(guest)).actor == guest.actor


def test_guessing_slows_down_and_locks_the_terminal_only(
    services: Services, guest: SignedIn, clock: StillClock
) -> None:
    wrong = "0000-0000-0000-000"
    for _ in range(10):
        clock.move(seconds=31)
        assert refused(lambda: services.guests.resume(wrong, terminal="kiosk")).code == "reference_unknown"
    locked = refused(lambda: services.guests.resume(reference(guest), terminal="kiosk"))
    assert (locked.code, locked.details["seconds"]) == ("sign_in_wait", 900)
    assert services.guests.resume(reference(guest), terminal="desk").actor == guest.actor
    clock.move(minutes=15)
    assert services.guests.resume(reference(guest), terminal="kiosk").actor == guest.actor


def test_terminals_without_a_name_are_slowed_down_too(services: Services) -> None:
    for _ in range(4):
        refused(lambda: services.guests.resume("0000-0000-0000-000"))
    assert refused(lambda: services.guests.resume("0000-0000-0000-000")).code == "sign_in_wait"


def test_a_name_for_the_certificate_is_cleaned_and_kept(services: Services, guest: SignedIn) -> None:
    assert services.guests.record(guest.actor).name == ""
    services.guests.keep_name(guest.actor, "  Siân\x1b[31m \u202e O'[/b]Brien\n")
    assert services.guests.record(guest.actor).name == "Siân[31m O'[/b]Brien"
    back = services.guests.resume(reference(guest))
    assert (back.given_name, back.language) == ("Siân[31m O'[/b]Brien", "cy")
    assert refused(lambda: services.guests.keep_name(guest.actor, " \x00 ")).code == "name_missing"
    assert refused(lambda: services.guests.keep_name(guest.actor, "x" * 101)).code == "name_too_long"


# -- claiming -----------------------------------------------------------------------------------------------------


def test_a_claim_makes_the_completion_theirs_and_their_standing_follows(services: Services, guest: SignedIn) -> None:
    finish(services, guest.actor)
    member = factories.person(services)
    before = services.standing.status(member, factories.id_of(member), as_at=TODAY).explanation
    claim = services.guests.claim(member, reference(guest))
    after = services.standing.status(member, factories.id_of(member), as_at=TODAY).explanation
    assert (before.colour, after.colour) == ("red", "green")
    assert [row.completed_on for row in claim.completions] == [TODAY]
    with services.store.read():
        derived = {
            factories.stored_text(row) for row in standing.rows_of(people.all_staff(), standing.policy_in_force())
        }
        assert set(records.all_standing()) == derived


def test_the_open_run_goes_on_under_its_owner(services: Services, guest: SignedIn) -> None:
    place = walk_to(services, guest.actor, "first-page").place
    member = factories.person(services)
    services.guests.claim(member, reference(guest))
    assert services.learning.start(member, COURSE).place == place
    assert refused(lambda: services.learning.current(guest.actor, COURSE)).code == "not_started"
    assert refused(lambda: services.learning.start(guest.actor, COURSE)).code == "guest_claimed"
    assert refused(lambda: services.guests.resume(reference(guest))).code == "guest_claimed"


@pytest.mark.parametrize("guest_is_further", [True, False])
def test_of_two_open_runs_the_one_further_on_stays_open(
    services: Services, guest: SignedIn, guest_is_further: bool
) -> None:
    member = factories.person(services)
    far, near = (guest.actor, member) if guest_is_further else (member, guest.actor)
    place = walk_to(services, far, "second-page").place
    services.learning.start(near, COURSE)
    services.guests.claim(member, reference(guest))
    assert services.learning.start(member, COURSE).place == place
    assert services.learning.overview(member, COURSE).finished_before == 1


def test_a_second_claim_is_harmless_by_the_same_and_refused_to_another(services: Services, guest: SignedIn) -> None:
    finish(services, guest.actor)
    member, other = factories.person(services), factories.person(services, "00043")
    first = services.guests.claim(member, reference(guest))
    held = contents(services.store)
    assert services.guests.claim(member, reference(guest)) == first
    assert refused(lambda: services.guests.claim(other, reference(guest))).code == "guest_claimed_by_another"
    assert contents(services.store) == held


def test_guests_and_the_operator_claim_nothing(services: Services, guest: SignedIn) -> None:
    another = services.guests.start()
    for actor in (another.actor, OPERATOR):
        assert refused(lambda actor=actor: services.guests.claim(actor, reference(guest))).code == "not_permitted"


def test_a_completion_made_after_the_claim_is_the_owners(services: Services, guest: SignedIn) -> None:
    walk_to(services, guest.actor, "first-page")
    member = factories.person(services)
    services.guests.claim(member, reference(guest))
    finish(services, member)
    colour = services.standing.status(member, factories.id_of(member), as_at=TODAY).explanation.colour
    assert colour == "green"


def test_of_many_claims_at_once_one_wins(services: Services, guest: SignedIn, database_url: str) -> None:
    finish(services, guest.actor)
    members = [factories.person(services, f"{n:05}") for n in range(4)]
    url, number = database_url, reference(guest)
    services.store.close()
    came_to = outcomes(CLAIM, [[url, number, factories.id_of(member)] for member in members])
    assert came_to == ["claimed", *["guest_claimed_by_another"] * 3]
    services.store.database.connect()
    held = contents(services.store)
    assert len(held["link"]) == 1
    assert len(held["attempt"]) == 1


CLAIM = """
import sys
from prevent_tui.bootstrap import services_on
from prevent_tui.domain.errors import PreventError
from prevent_tui.services.access import Actor
from prevent_tui.storage import schema
services = services_on(schema.open_store(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
try:
    services.guests.claim(Actor(sys.argv[3]), sys.argv[2])
    print("claimed")
except PreventError as problem:
    print(problem.code)
"""

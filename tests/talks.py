"""A talk in a database of a test: somebody to present it, and people to sign in."""

from __future__ import annotations

from prevent_tui.bootstrap import Services
from prevent_tui.services.access import Actor
from prevent_tui.services.registers import RegisterView
from prevent_tui.services.talks import TalkRow
from tests import factories
from tests.clocks import TODAY


def presenter(services: Services, number: str = "boss", *, family: str = "Manager") -> Actor:
    """A manager with one report, whose number is the manager's with a dash."""
    boss = factories.person(services, number, given="Marged", family=family)
    factories.person(services, f"{number}-1", given="Rhys", family="Report", manager=boss)
    return boss


def begun(services: Services, boss: Actor, place: str = "Depot canteen") -> TalkRow:
    """A talk that has begun today."""
    planned = services.talks.plan(boss, TODAY, place)
    return services.talks.begin(boss, planned.id)


def signed_in(services: Services, boss: Actor, talk: TalkRow, *numbers: str) -> RegisterView:
    """The register after these people, who are on the staff list, signed in."""
    for number in numbers:
        services.registers.sign_in(boss, talk.id, number)
    return services.registers.read(boss, talk.id)


def signed_off(services: Services, boss: Actor, talk: TalkRow) -> RegisterView:
    """The register, signed off as it stands."""
    return services.registers.sign_off(boss, talk.id, services.registers.preview(boss, talk.id))

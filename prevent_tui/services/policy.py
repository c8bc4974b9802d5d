"""The policy: showing it, and changing it with its effect told first."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from prevent_tui.clock import Clock
from prevent_tui.domain import certification
from prevent_tui.domain.certification import Basis, Colour, Policy
from prevent_tui.domain.errors import PreventError
from prevent_tui.services import access, standing
from prevent_tui.services.access import Actor
from prevent_tui.storage import audit, installation, people
from prevent_tui.storage.database import Store
from prevent_tui.storage.people import Person

MOST_MONTHS = 600
"""No length of time in a policy is longer."""

Progress = Callable[[str, int, int], None]
"""Is told the stage (`counted`, then `rebuilt`) and how many people of how many are done."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change of policy does: each person's colour today under either, counted; None is "not on the pathway"."""

    before: Policy
    after: Policy
    changes: Mapping[tuple[Colour | None, Colour | None], int]

    @property
    def people(self) -> int:
        """How many people change colour."""
        return sum(self.changes.values())


def values_of(policy: Policy) -> dict[str, str]:
    """A policy as the texts it is typed and kept as."""
    return {
        "validity": str(policy.validity_months),
        "window": str(policy.window_months),
        "starter_period": str(policy.starter_months),
        "basis": policy.basis.value,
        "launched_on": policy.launched_on.isoformat() if policy.launched_on else "",
    }


def changed(policy: Policy, values: Mapping[str, str]) -> Policy:
    """The policy with those values; `unknown_policy`, `bad_months`, `bad_basis`, `bad_launch` or `window_too_long`."""
    held = values_of(policy)
    for name in values:
        if name not in held:
            raise PreventError("unknown_policy", name=name, choices=", ".join(held))
    held |= values
    after = Policy(
        validity_months=_months("validity", held["validity"], fewest=1),
        window_months=_months("window", held["window"]),
        starter_months=_months("starter_period", held["starter_period"]),
        basis=_basis(held["basis"]),
        launched_on=_launch(held["launched_on"]),
    )
    if after.window_months >= after.validity_months:
        raise PreventError("window_too_long", window=after.window_months, validity=after.validity_months)
    return after


class PolicyService:
    """An administrator's look at the policy; `not_permitted` for anyone else."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def show(self, actor: Actor) -> Policy:
        """The policy in force."""
        access.require_administrator(actor)
        with self._store.read():
            return standing.policy_in_force()

    def change(
        self,
        actor: Actor,
        values: Mapping[str, str],
        *,
        dry_run: bool = False,
        announce: Callable[[Effect], None] = lambda effect: None,
        progress: Progress = lambda stage, done, of: None,
    ) -> Effect:
        """Change the policy, everybody's standing and the audit log in one transaction; a dry run only counts.

        `announce` is told the effect before anything is written. Raises what `changed` raises.
        """
        access.require_administrator(actor)
        now, today = self._clock.now(), self._clock.today()
        with self._store.read() if dry_run else self._store.write(everyone=True):
            before = standing.policy_in_force()
            after = changed(before, values)
            staff = people.all_staff() if after != before else []
            effect = Effect(before, after, _counted(staff, before, after, today, progress))
            announce(effect)
            if after != before and not dry_run:
                _keep(before, after, by=actor.person_id, at=now)
                everybody = [person.id for person in staff]
                standing.rebuild(everybody, progress=lambda done, of: progress("rebuilt", done, of))
        return effect


def _counted(
    staff: Sequence[Person], before: Policy, after: Policy, today: dt.date, progress: Progress
) -> Mapping[tuple[Colour | None, Colour | None], int]:
    """Everybody who has another colour today under the other policy, by both colours."""
    counted: Counter[tuple[Colour | None, Colour | None]] = Counter()
    for start in range(0, len(staff), people.CHUNK):
        part = staff[start : start + people.CHUNK]
        records = standing.records_of(part, before)
        for person in part:
            old = records[person.id]
            new = replace(old, assigned_on=certification.assigned_on(person.started_on, person.listed_on, after))
            was = certification.explain(old, today, policy=before).colour
            becomes = certification.explain(new, today, policy=after).colour
            if was is not becomes:
                counted[was, becomes] += 1
        progress("counted", start + len(part), len(staff))
    return counted


def _keep(before: Policy, after: Policy, *, by: str | None, at: dt.datetime) -> None:
    old, new = values_of(before), values_of(after)
    differing = {name: [old[name], new[name]] for name in new if new[name] != old[name]}
    for name in differing:
        installation.keep_setting(name, new[name])
    audit.append("policy", "policy", differing, by=by, at=at)


def _months(name: str, text: str, *, fewest: int = 0) -> int:
    text = text.strip()
    if not (text.isascii() and text.isdigit() and fewest <= int(text[:9]) <= MOST_MONTHS and len(text) < 9):
        raise PreventError("bad_months", name=name, fewest=fewest, most=MOST_MONTHS)
    return int(text)


def _basis(text: str) -> Basis:
    if text not in tuple(Basis):
        raise PreventError("bad_basis", choices=", ".join(Basis))
    return Basis(text)


def _launch(text: str) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise PreventError("bad_launch") from None
    if day is not None and day.isoformat() != text:
        raise PreventError("bad_launch")
    return day

"""The composition root: settings become a database, a database services, services a face."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prevent_tui.clock import Clock, FixedDay, SystemClock
from prevent_tui.content.loader import Library, courses_directory
from prevent_tui.content.talks import TalkShelf, talk_directory
from prevent_tui.services.access import Access
from prevent_tui.services.accounts import Accounts
from prevent_tui.services.admin import Administration
from prevent_tui.services.alone import Alone
from prevent_tui.services.arrangements import Arrangements
from prevent_tui.services.attendance import Attendance
from prevent_tui.services.attention import Administering
from prevent_tui.services.audit import Audit
from prevent_tui.services.bookings import Bookings
from prevent_tui.services.certificates import Certificates, key_file_of
from prevent_tui.services.delegations import Delegations
from prevent_tui.services.guests import Guests
from prevent_tui.services.learning import Learning
from prevent_tui.services.options import Options, Suspensions
from prevent_tui.services.pending import Pending
from prevent_tui.services.policy import PolicyService
from prevent_tui.services.recorded import Recorded
from prevent_tui.services.register_exports import RegisterExports
from prevent_tui.services.registers import Registers
from prevent_tui.services.registration import Registration
from prevent_tui.services.reminders import Reminders
from prevent_tui.services.reports import Reports
from prevent_tui.services.requests import Requests
from prevent_tui.services.sessions import Sessions
from prevent_tui.services.standing import Standing
from prevent_tui.services.talks import Talks
from prevent_tui.services.team import Team
from prevent_tui.services.team_exports import TeamExports
from prevent_tui.settings import Settings
from prevent_tui.storage import installation, schema
from prevent_tui.storage.database import Store


@dataclass(frozen=True, slots=True)
class Services:
    """Every service on one open database."""

    store: Store
    clock: Clock
    library: Library
    access: Access
    learning: Learning
    recorded: Recorded
    standing: Standing
    team: Team
    admin: Administration
    certificates: Certificates
    guests: Guests
    registration: Registration
    bookings: Bookings
    sessions: Sessions
    attendance: Attendance
    options: Options
    suspensions: Suspensions
    requests: Requests
    policy: PolicyService
    audit: Audit
    talks: Talks
    registers: Registers
    register_exports: RegisterExports
    alone: Alone
    delegations: Delegations
    reports: Reports
    reminders: Reminders
    team_exports: TeamExports
    administering: Administering
    accounts: Accounts
    pending: Pending
    arrangements: Arrangements


def clock_of(store: Store) -> Clock:
    """The machine's clock, or the day a demo database was made for."""
    with store.read():
        held = installation.settings(("demo", "today"))
    if held.get("demo") and held.get("today"):
        return FixedDay(dt.date.fromisoformat(held["today"]))
    return SystemClock()


def services_on(
    store: Store,
    clock: Clock | None = None,
    library: Library | None = None,
    *,
    key_file: Path | None = None,
    issuer: str = "",
) -> Services:
    """The services of an open database with the current schema; certificates are signed with the key in `key_file`."""
    clock = clock or clock_of(store)
    library = library or Library((courses_directory(),))
    shelf = TalkShelf(talk_directory())
    return Services(
        store=store,
        clock=clock,
        library=library,
        access=Access(store, clock),
        learning=Learning(store, clock, library),
        recorded=Recorded(store, clock, library),
        standing=Standing(store, clock),
        admin=Administration(store, clock),
        certificates=Certificates(store, clock, key_file or key_file_of(store), issuer=issuer),
        guests=Guests(store, clock),
        registration=Registration(store, clock),
        bookings=Bookings(store, clock),
        sessions=Sessions(store, clock),
        attendance=Attendance(store, clock),
        options=Options(store, clock, library),
        suspensions=Suspensions(store, clock),
        requests=Requests(store, clock),
        policy=PolicyService(store, clock),
        audit=Audit(store),
        talks=Talks(store, clock, shelf),
        registers=Registers(store, clock),
        register_exports=RegisterExports(store, clock, shelf),
        alone=Alone(store, shelf),
        **_for_managers(store, clock, library),
        administering=Administering(store, clock, library),
        accounts=Accounts(store, clock),
        pending=Pending(store, clock),
    )


def _for_managers(store: Store, clock: Clock, library: Library) -> dict[str, Any]:
    """The services of a manager's work, by their names in `Services`."""
    team = Team(store, clock)
    return {
        "team": team,
        "delegations": Delegations(store, clock),
        "reports": Reports(store, clock, library),
        "reminders": Reminders(store, clock, library, team),
        "team_exports": TeamExports(store, clock, team),
        "arrangements": Arrangements(store, clock, team),
    }


def open_services(settings: Settings) -> Services:
    """Open the settings' database and make the services on it; raises what opening raises."""
    store = schema.open_store(settings.database)
    key_file = key_file_of(store, configured=settings.certificate_key)
    return services_on(store, key_file=key_file, issuer=settings.organisation)

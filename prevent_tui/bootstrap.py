"""The composition root: settings become a database, a database services, services a face."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from prevent_tui.clock import Clock, FixedDay, SystemClock
from prevent_tui.content.loader import Library, courses_directory
from prevent_tui.settings import Settings
from prevent_tui.storage import installation, schema
from prevent_tui.storage.database import Store

if TYPE_CHECKING:
    from prevent_tui.content.talks import TalkShelf
    from prevent_tui.services.access import Access
    from prevent_tui.services.accounts import Accounts
    from prevent_tui.services.admin import Administration
    from prevent_tui.services.alone import Alone
    from prevent_tui.services.arrangements import Arrangements
    from prevent_tui.services.attendance import Attendance
    from prevent_tui.services.attention import Administering
    from prevent_tui.services.audit import Audit
    from prevent_tui.services.bookings import Bookings
    from prevent_tui.services.certificates import Certificates
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
    from prevent_tui.services.session_files import SessionFiles
    from prevent_tui.services.sessions import Sessions
    from prevent_tui.services.standing import Standing
    from prevent_tui.services.talks import Talks
    from prevent_tui.services.team import Team
    from prevent_tui.services.team_exports import TeamExports
    from prevent_tui.services.walk_ins import WalkIns

_ALWAYS_ASKED = ("access", "standing", "learning", "options", "requests", "bookings", "delegations")


class Services:
    """Every service on one open database, each made (and its module loaded) when it is first asked for.

    Most sessions need few of them; all of them with what they import take 3 MiB more than a learner's do.
    """

    def __init__(
        self, store: Store, clock: Clock, library: Library, *, key_file: Path | None = None, issuer: str = ""
    ) -> None:
        self.store = store
        self.clock = clock
        self.library = library
        self._key_file = key_file
        self._issuer = issuer

    def get_ready(self) -> None:
        """Make, before anybody waits for them, the services that every session with an account asks."""
        for name in _ALWAYS_ASKED:
            getattr(self, name)

    @cached_property
    def access(self) -> Access:
        from prevent_tui.services.access import Access

        return Access(self.store, self.clock)

    @cached_property
    def learning(self) -> Learning:
        from prevent_tui.services.learning import Learning

        return Learning(self.store, self.clock, self.library)

    @cached_property
    def recorded(self) -> Recorded:
        from prevent_tui.services.recorded import Recorded

        return Recorded(self.store, self.clock, self.library)

    @cached_property
    def standing(self) -> Standing:
        from prevent_tui.services.standing import Standing

        return Standing(self.store, self.clock)

    @cached_property
    def options(self) -> Options:
        from prevent_tui.services.options import Options

        return Options(self.store, self.clock, self.library)

    @cached_property
    def suspensions(self) -> Suspensions:
        from prevent_tui.services.options import Suspensions

        return Suspensions(self.store, self.clock)

    @cached_property
    def requests(self) -> Requests:
        from prevent_tui.services.requests import Requests

        return Requests(self.store, self.clock)

    @cached_property
    def bookings(self) -> Bookings:
        from prevent_tui.services.bookings import Bookings

        return Bookings(self.store, self.clock)

    @cached_property
    def certificates(self) -> Certificates:
        from prevent_tui.services.certificates import Certificates, key_file_of

        key_file = key_file_of(self.store, configured=str(self._key_file or ""))
        return Certificates(self.store, self.clock, key_file, issuer=self._issuer)

    @cached_property
    def guests(self) -> Guests:
        from prevent_tui.services.guests import Guests

        return Guests(self.store, self.clock)

    @cached_property
    def registration(self) -> Registration:
        from prevent_tui.services.registration import Registration

        return Registration(self.store, self.clock)

    @cached_property
    def team(self) -> Team:
        from prevent_tui.services.team import Team

        return Team(self.store, self.clock)

    @cached_property
    def team_exports(self) -> TeamExports:
        from prevent_tui.services.team_exports import TeamExports

        return TeamExports(self.store, self.clock, self.team)

    @cached_property
    def reports(self) -> Reports:
        from prevent_tui.services.reports import Reports

        return Reports(self.store, self.clock, self.library)

    @cached_property
    def reminders(self) -> Reminders:
        from prevent_tui.services.reminders import Reminders

        return Reminders(self.store, self.clock, self.library, self.team)

    @cached_property
    def delegations(self) -> Delegations:
        from prevent_tui.services.delegations import Delegations

        return Delegations(self.store, self.clock)

    @cached_property
    def sessions(self) -> Sessions:
        from prevent_tui.services.sessions import Sessions

        return Sessions(self.store, self.clock)

    @cached_property
    def attendance(self) -> Attendance:
        from prevent_tui.services.attendance import Attendance

        return Attendance(self.store, self.clock)

    @cached_property
    def talks(self) -> Talks:
        from prevent_tui.services.talks import Talks

        return Talks(self.store, self.clock, self._shelf)

    @cached_property
    def registers(self) -> Registers:
        from prevent_tui.services.registers import Registers

        return Registers(self.store, self.clock)

    @cached_property
    def register_exports(self) -> RegisterExports:
        from prevent_tui.services.register_exports import RegisterExports

        return RegisterExports(self.store, self.clock, self._shelf)

    @cached_property
    def admin(self) -> Administration:
        from prevent_tui.services.admin import Administration

        return Administration(self.store, self.clock)

    @cached_property
    def policy(self) -> PolicyService:
        from prevent_tui.services.policy import PolicyService

        return PolicyService(self.store, self.clock)

    @cached_property
    def audit(self) -> Audit:
        from prevent_tui.services.audit import Audit

        return Audit(self.store)

    @cached_property
    def alone(self) -> Alone:
        from prevent_tui.services.alone import Alone

        return Alone(self.store, self._shelf)

    @cached_property
    def walk_ins(self) -> WalkIns:
        from prevent_tui.services.walk_ins import WalkIns

        return WalkIns(self.store, self.clock, self.attendance)

    @cached_property
    def session_files(self) -> SessionFiles:
        from prevent_tui.services.session_files import SessionFiles

        return SessionFiles(self.store, self.clock)

    @cached_property
    def arrangements(self) -> Arrangements:
        from prevent_tui.services.arrangements import Arrangements

        return Arrangements(self.store, self.clock, self.team)

    @cached_property
    def administering(self) -> Administering:
        from prevent_tui.services.attention import Administering

        return Administering(self.store, self.clock, self.library)

    @cached_property
    def accounts(self) -> Accounts:
        from prevent_tui.services.accounts import Accounts

        return Accounts(self.store, self.clock)

    @cached_property
    def pending(self) -> Pending:
        from prevent_tui.services.pending import Pending

        return Pending(self.store, self.clock)

    @cached_property
    def _shelf(self) -> TalkShelf:
        from prevent_tui.content.talks import TalkShelf, talk_directory

        return TalkShelf(talk_directory())


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
    library = library or Library((courses_directory(),))
    return Services(store, clock or clock_of(store), library, key_file=key_file, issuer=issuer)


def open_services(settings: Settings) -> Services:
    """Open the settings' database; raises what opening raises."""
    store = schema.open_store(settings.database)
    key_file = Path(settings.certificate_key) if settings.certificate_key else None
    return services_on(store, key_file=key_file, issuer=settings.organisation)

"""`init`, `migrate` and `doctor`: care of the database."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from prevent_tui.bootstrap import clock_of
from prevent_tui.commands import output
from prevent_tui.commands.call import Call
from prevent_tui.commands.outcome import CORRUPT, DONE, FAILED
from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_, Translator
from prevent_tui.services import care
from prevent_tui.services.care import Finding, Verdict

_VERDICTS: Mapping[Verdict, str] = MappingProxyType(
    {Verdict.FINE: N_("fine"), Verdict.WRONG: N_("to put right"), Verdict.CORRUPT: N_("damaged")}
)

_FINDINGS: Mapping[str, str] = MappingProxyType(
    {
        "certificate_key": N_("Certificates are signed with the key %(number)s; only this user can reach %(path)s."),
        "certificate_key_missing": N_(
            "The key that certificates were signed with is not at %(path)s. Put it back from a copy; "
            "otherwise the next certificate makes a new one."
        ),
        "certificate_key_none": N_("No certificate was issued yet; the key will be made at %(path)s."),
        "content": N_("The courses have no faults."),
        "content_faults": N_("The courses have faults (%(count)s). To see them: prevent-tui content check"),
        "damaged": N_("The database is damaged: %(problem)s. Stop using it and restore a backup."),
        "database": N_("The database is %(location)s."),
        "database_library": N_("The database runs on %(version)s."),
        "demo": N_("This is a demo with invented people."),
        "integrity": N_("The database is sound."),
        "key_exposed": N_(
            "The key of certificates is not this user's alone (its mode is %(mode)s): chmod 600 %(path)s"
        ),
        "key_unreadable": N_("The key of certificates at %(path)s can't be read or is none."),
        "libraries": N_("Libraries: %(versions)s."),
        "permissions": N_("Only this user can reach the database's files."),
        "permissions_too_wide": N_(
            "Others can reach %(path)s (its mode is %(mode)s). Take their rights away: chmod go= %(path)s"
        ),
        "pragmas": N_("Settings of the database: %(values)s."),
        "python": N_("Python %(version)s."),
        "schema": N_("The database fits this program (%(name)s)."),
        "standing": N_("Everyone's standing follows from the records (%(rows)s periods worked out again)."),
        "standing_differs": N_("The kept standing of %(people)s people does not follow from their records."),
    }
)

_KEYS = ("check", "result", "sentence")


def init(call: Call) -> int:
    """Make a new database and print its administrator's one-time code."""
    options, t = call.options, call.t
    if options.acting_as is not None:
        # Nobody has rights in a database that isn't there yet.
        raise PreventError("not_permitted")
    code = care.begin(
        call.settings.database,
        options.administrator,
        given_name=options.given_name,
        family_name=options.family_name,
    )
    output.say(t.tr(N_("The database was made.")))
    message = N_("The one-time code of %(number)s, to set a password with in the next 14 days: %(code)s")
    output.say(t.tr(message, number=options.administrator, code=code))
    return DONE


def migrate(call: Call) -> int:
    """Bring the database up to date."""
    applied = care.migrate(call.settings.database, acting_as=call.options.acting_as)
    for name in applied:
        output.say(call.t.tr(N_("Applied: %(name)s"), name=name))
    if not applied:
        output.say(call.t.tr(N_("The database is up to date; nothing was changed.")))
    return DONE


def doctor(call: Call) -> int:
    """Look for what is wrong: 1 with findings, 5 where the database is damaged."""
    settings = call.settings
    found = care.examine(
        settings.database, acting_as=call.options.acting_as, clock_of=clock_of, key=settings.certificate_key
    )
    records = [
        {
            "check": one.code,
            "result": one.verdict.value,
            "verdict": call.t.tr(_VERDICTS[one.verdict]),
            "sentence": _sentence(call.t, one),
        }
        for one in found
    ]
    headings = {"verdict": N_("Result"), "sentence": N_("What was found")}
    output.listing(call.t, records, headings, form=call.options.format, keys=_KEYS)
    verdicts = {one.verdict for one in found}
    if Verdict.CORRUPT in verdicts:
        return CORRUPT
    return FAILED if Verdict.WRONG in verdicts else DONE


def _sentence(t: Translator, finding: Finding) -> str:
    return t.tr(_FINDINGS[finding.code], **dict(finding.details))

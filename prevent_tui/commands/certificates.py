"""`certificate`: shown or saved, checked by its reference or its file, and the keys it is signed with."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from prevent_tui import wording
from prevent_tui.bootstrap import Services
from prevent_tui.clock import SystemClock
from prevent_tui.commands import output
from prevent_tui.commands.call import Call
from prevent_tui.commands.outcome import DONE, FAILED, REFUSED, complain
from prevent_tui.content.characters import cells
from prevent_tui.domain.errors import PreventError
from prevent_tui.exchange import saving
from prevent_tui.i18n import N_, Translator
from prevent_tui.services import certificates
from prevent_tui.services.certificates import Checked, Form, State, Verdict

_COMPLETION = re.compile(r"[0-9a-f]{64}")
_LARGEST = 1 << 23

_STATES = {
    State.VALID: N_("The certificate is valid."),
    State.WITHDRAWN: N_("The certificate is withdrawn: the completion it was issued for was voided."),
    State.NOT_COUNTED: N_(
        "The certificate stands no longer: by records that came in since, the completion is practice."
    ),
}


def certificate(call: Call) -> int:
    """`certificate REF`, `certificate verify REF|FILE`, or `certificate key`."""
    asked = call.options
    first, *rest = asked.words
    if first == "verify" and len(rest) == 1 and not (asked.form or asked.output or asked.rotate):
        return _verify(call, rest[0])
    if first == "key" and not rest and not (asked.form or asked.key):
        return _key(call)
    if not rest and first not in ("verify", "key") and not (asked.key or asked.rotate):
        return _show(call, first)
    raise PreventError("certificate_usage")


# -- showing and saving ----------------------------------------------------------------------------------------------


def _show(call: Call, wanted: str) -> int:
    form = Form(call.options.form or Form.TEXT)
    if form is Form.PDF and call.options.output is None and sys.stdout.isatty():
        raise PreventError("pdf_needs_file")
    with call.services() as services:
        actor = call.actor(services)
        if _COMPLETION.fullmatch(wanted):
            wanted = services.certificates.issue(actor, wanted).facts.reference
        data = services.certificates.render(actor, wanted, form, call.t.language)
    _put(call, data)
    return DONE


def _put(call: Call, data: bytes) -> None:
    """Into the file that was named, else onto the output, byte for byte."""
    file: Path | None = call.options.output
    if file is not None:
        saving.write_new(file, data)
        output.say(call.t.tr(N_("Saved: %(path)s"), path=file))
    elif sys.stdout.isatty():
        for line in data.decode("utf-8").splitlines():
            output.say(line)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)


def _key(call: Call) -> int:
    with call.services() as services:
        actor = call.actor(services)
        if call.options.rotate:
            number = services.certificates.rotate(actor)
            output.say(call.t.tr(N_("Certificates are signed with the key %(number)s from now on."), number=number))
            return DONE
        keys = services.certificates.public_keys()
    _put(call, keys.encode("ascii"))
    return DONE


# -- checking --------------------------------------------------------------------------------------------------------


def _verify(call: Call, subject: str) -> int:
    if any(mark in subject for mark in "./\\") or Path(subject).is_file():
        return _verify_file(call, Path(subject))
    if call.options.key is not None:
        raise PreventError("certificate_usage")
    with call.services() as services:
        verdict = services.certificates.verify(subject)
        today = services.clock.today()
    return _tell_verdict(call.t, verdict, today)


def _verify_file(call: Call, file: Path) -> int:
    data = _read(file)
    if call.options.key is not None:
        checked = certificates.check_file(data, _read(call.options.key).decode("ascii", "replace"))
        status = _tell_checked(call.t, checked)
        if status == DONE:
            _tell_run_out(call.t, checked.facts.certified_until, SystemClock().today())
            message = N_("Whether it was withdrawn since, only the issuer can tell, from the reference.")
            output.say(call.t.tr(message))
        return status
    with _own(call) as services:
        checked = certificates.check_file(data, services.certificates.known_keys())
        status = _tell_checked(call.t, checked)
        if status != DONE:
            return status
        verdict = services.certificates.verify(checked.facts.reference)
        return _tell_state(call.t, verdict, services.clock.today())


@contextlib.contextmanager
def _own(call: Call) -> Iterator[Services]:
    """The services of this installation; where there is none, the issuer's key must be named."""
    try:
        with call.services() as services:
            yield services
    except PreventError as problem:
        if problem.code in ("no_database", "schema_empty"):
            raise PreventError("certificate_key_needed") from problem
        raise


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(_LARGEST)
    except OSError as error:
        raise PreventError("cannot_read", path=str(file), reason=error.strerror or "") from error


# -- telling ---------------------------------------------------------------------------------------------------------


def _tell_checked(t: Translator, checked: Checked) -> int:
    facts = checked.facts
    output.say(t.tr(N_("The certificate is signed with the key %(number)s. What was signed:"), number=facts.key))
    _tell(t, facts.name, facts.option, facts.certified_on, facts.certified_until, facts.reference, facts.issuer)
    if checked.words_agree is False:
        complain(wording.error(t, PreventError("certificate_words_differ")))
        return REFUSED
    if checked.words_agree:
        output.say(t.tr(N_("The words of the file are those that were signed.")))
    else:
        output.say(t.tr(N_("The words of this PDF can't be compared: compare them yourself with what was signed.")))
    return DONE


def _tell_verdict(t: Translator, verdict: Verdict, today: dt.date) -> int:
    status = _tell_state(t, verdict, today)
    name = verdict.name if verdict.name is not None else t.tr(N_("erased"))
    dates = verdict.certified_on, verdict.certified_until
    _tell(t, name, verdict.option, *dates, verdict.reference, verdict.issuer or "")
    return status


def _tell_state(t: Translator, verdict: Verdict, today: dt.date) -> int:
    output.say(t.tr(_STATES[verdict.state]))
    if verdict.state is not State.VALID:
        return FAILED
    _tell_run_out(t, verdict.certified_until, today)
    return DONE


def _tell_run_out(t: Translator, until: dt.date, today: dt.date) -> None:
    if until < today:
        output.say(t.tr(N_("What it certifies ended on %(day)s."), day=t.date(until)))


def _tell(t: Translator, name: str, option: str, on: dt.date, until: dt.date, reference: str, issuer: str) -> None:
    rows = [
        (t.tr(N_("Name")), name),
        (t.tr(N_("Option")), wording.option_name(t, option)),
        (t.tr(N_("Completed on")), t.date(on)),
        (t.tr(N_("Certified until")), t.date(until)),
        (t.tr(N_("Reference")), reference),
    ]
    _aligned([*rows, (t.tr(N_("Issued by")), issuer)] if issuer else rows)


def _aligned(rows: Sequence[tuple[str, str]]) -> None:
    width = max(cells(label) for label, _ in rows) + 2
    for label, value in rows:
        output.say(f"  {label}{' ' * (width - cells(label))}{value}")

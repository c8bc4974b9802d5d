"""A register as files, in the reader's language; and the hand-out of its talk."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from prevent_tui.clock import Clock
from prevent_tui.content.markdown import blocks
from prevent_tui.content.prose import Block, BlockKind
from prevent_tui.content.talks import TalkShelf
from prevent_tui.domain import certification
from prevent_tui.domain.certification import Judged
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.registers import Stage
from prevent_tui.domain.talks import Talk
from prevent_tui.exchange import handout_page, register_files
from prevent_tui.exchange.register_files import Sheet, Upload
from prevent_tui.i18n import N_, Translator
from prevent_tui.services import standing
from prevent_tui.services.access import Actor
from prevent_tui.services.registers import Line, RegisterView, view_of
from prevent_tui.services.talks import TALK, require_header, require_own
from prevent_tui.storage import installation, people
from prevent_tui.storage.database import Store

LAYOUTS = ("csv", "totara", "html")
_SUFFIXES = {"csv": ".csv", "totara": "-totara.csv", "html": ".html"}
_SHORT_NAME, _ID_NUMBER = "certification_short_name", "certification_id_number"

_STATES = {
    "present": N_("on the register"),
    "removed": N_("removed before sign-off: %(reason)s"),
    "voided": N_("voided after sign-off: %(reason)s"),
}
_VIA = {
    "number": N_("own number"),
    "name": N_("picked by name"),
    "walk_in": N_("not on the staff list"),
}


class RegisterExports:
    """Makes the files of a register, for its presenter and administrators."""

    def __init__(self, store: Store, clock: Clock, shelf: TalkShelf) -> None:
        self._store = store
        self._clock = clock
        self._shelf = shelf

    def text(self, actor: Actor, register_id: str, layout: str, t: Translator) -> str:
        """One file's text: `csv`, `totara` or `html`. Totara's takes a signed register only: `register_not_signed`."""
        with self._store.read():
            header = require_header(register_id)
            require_own(actor, header, on=self._clock.today())
            view = view_of(header)
            if layout == "totara":
                return _totara(view)
        if layout == "csv":
            return register_files.as_csv(_record(view, line) for line in view.lines)
        return register_files.as_html(sheet(t, view, self._talk(header.talk)))

    def _talk(self, talk_id: str) -> Talk | None:
        """The talk's words; a register can be printed without them."""
        try:
            return self._shelf.talk(talk_id)
        except PreventError:
            return None

    def save(self, actor: Actor, register_id: str, directory: Path, t: Translator) -> tuple[Path, ...]:
        """Write all three files into a directory, readable by their owner alone; `cannot_create` where that fails.

        They are named by the register's reference; files of an earlier time are replaced, each at once.
        """
        texts = {layout: self.text(actor, register_id, layout, t) for layout in LAYOUTS}
        with self._store.read():
            name = view_of(require_header(register_id)).row.reference
        files = []
        for layout, text in texts.items():
            file = directory / f"register-{name}{_SUFFIXES[layout]}"
            _write(file, text)
            files.append(file)
        return tuple(files)

    def save_handout(self, actor: Actor, directory: Path, language: str) -> Path:
        """Write the hand-out of the talk as a page to print; anybody may. Raises `cannot_create`."""
        handout = self._shelf.talk(TALK).words_in(language).handout
        file = directory / f"handout-{language}.html"
        _write(file, handout_page.as_html(handout.title, language, _parts(blocks(handout.markdown))))
        return file


def _parts(found: Iterable[Block]) -> Iterator[handout_page.Part]:
    for block in found:
        lines = block.items or (block.spans,)
        kind = "heading" if block.kind is BlockKind.HEADING else "list" if block.items else "paragraph"
        yield kind, [[(span.text, span.bold) for span in line] for line in lines]


def _write(file: Path, text: str) -> None:
    unfinished = file.with_name(f"{file.name}.part")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        handle = os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
        unfinished.replace(file)
    except OSError as error:
        raise PreventError("cannot_create", path=str(file), reason=error.strerror or "") from error


def _judged(view: RegisterView) -> Mapping[str, Judged]:
    """What the rules say of a signed register's completions, by their identity; inside a transaction."""
    ours = {line.completion_id for line in view.lines}
    owners = {line.payroll_number for line in view.lines if line.pending is None}
    persons = [person for number in sorted(owners) if (person := people.by_payroll(number))]
    policy = standing.policy_in_force()
    found: dict[str, Judged] = {}
    for record in standing.records_of(persons, policy).values():
        latest = max((one.completed_on for one in record.completions), default=None)
        if latest is not None:
            judged = certification.explain(record, latest, policy=policy).judged
            found |= {one.completion.id: one for one in judged if one.completion.id in ours}
    return found


def _record(view: RegisterView, line: Line) -> dict[str, str]:
    row, register = view.row, view.register
    state = _state(line)
    return {
        "register": row.reference,
        "talk_number": str(row.number),
        "held_on": register.held_on.isoformat() if register.held_on else "",
        "place": register.place,
        "presenter_payroll_number": row.presenter_payroll_number,
        "presenter": row.presenter,
        "payroll_number": line.payroll_number,
        "name": line.name,
        "signed_in_by": line.entry.via.value,
        "state": state,
        "reason": line.removed or line.voided or "",
        "completion_id": line.completion_id or "" if register.stage is Stage.SIGNED and state != "removed" else "",
    }


def _state(line: Line) -> str:
    return "removed" if line.removed is not None else "voided" if line.voided is not None else "present"


def _totara(view: RegisterView) -> str:
    if view.register.stage is not Stage.SIGNED:
        raise PreventError("register_not_signed")
    judged = _judged(view)
    held = installation.settings((_SHORT_NAME, _ID_NUMBER))
    uploads = [
        Upload(line.payroll_number, one.completion.completed_on, one.due_on)
        for line in view.present
        if (one := judged.get(line.completion_id or "")) and one.counts and one.due_on
    ]
    return register_files.as_totara(
        uploads, short_name=held.get(_SHORT_NAME, "prevent-wrap"), id_number=held.get(_ID_NUMBER, "")
    )


def sheet(t: Translator, view: RegisterView, talk: Talk | None) -> Sheet:
    """The register to print, in the reader's language."""
    register, row = view.register, view.row
    day = t.date(register.held_on) if register.held_on else ""
    facts = [
        (t.tr(N_("Reference")), row.reference),
        (t.tr(N_("Date")), day),
        (t.tr(N_("Place")), register.place),
        (t.tr(N_("Presenter")), f"{row.presenter} ({row.presenter_payroll_number})"),
        (t.tr(N_("State")), _stage(t, view)),
    ]
    columns = (N_("Name"), N_("Payroll number"), N_("Signed in by"), N_("State"))
    return Sheet(
        language=t.language,
        title=t.tr(N_("Register of a Prevent toolbox talk")),
        facts=facts,
        caption=t.ngettext("%(number)s person on the register", "%(number)s people on the register", len(view.present)),
        columns=[t.tr(name) for name in columns],
        rows=[
            (line.name, line.payroll_number, t.tr(_VIA[line.entry.via.value]), _told(t, line)) for line in view.lines
        ],
        sections=_hands(t, view, talk),
        signature=() if register.stage is Stage.SIGNED else (t.tr(N_("Presenter's signature and date")),),
    )


def _told(t: Translator, line: Line) -> str:
    state = t.tr(_STATES[_state(line)], reason=line.removed or line.voided or "")
    waits = {
        "staff_list": N_("waits for a staff list with this number"),
        "left": N_("left, says the staff list"),
        "name": N_("no payroll number: nothing is recorded"),
    }
    return f"{state}; {t.tr(waits[line.pending])}" if line.pending and line.stands else state


def _stage(t: Translator, view: RegisterView) -> str:
    register = view.register
    if register.stage is Stage.SIGNED and register.signed_at is not None:
        return t.tr(N_("Signed off on %(day)s"), day=t.date(register.signed_at.date()))
    stages = {
        Stage.PLANNED: N_("Planned"), Stage.OPEN: N_("Open, not signed off"), Stage.CANCELLED: N_("Cancelled"),
        Stage.SIGNED: N_("Signed off"),
    }  # fmt: skip
    return t.tr(stages[register.stage])


def _hands(t: Translator, view: RegisterView, talk: Talk | None) -> list[tuple[str, list[str]]]:
    if not view.register.hands:
        return []
    lines = []
    words = talk.words_in(t.language).hands if talk else {}
    for question, counts in view.register.hands.items():
        held = words.get(question)
        told = "; ".join(f"{held.options.get(one, one) if held else one}: {count}" for one, count in counts.items())
        lines.append(f"{held.stem if held else question} — {told}")
    return [(t.tr(N_("Answers by show of hands")), lines)]

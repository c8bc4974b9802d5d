"""The tables as Peewee sees them; the migrations alone create them.

Visits, answers, papers, completions, voids and links are append-only: triggers refuse UPDATE and DELETE. What such a
record is called is the hash of its event; who recorded it, when (UTC) and on which device stand beside it.
"""

from __future__ import annotations

from peewee import CompositeKey, DatabaseProxy, IntegerField, Model, TextField

from prevent_tui.storage.fields import DayField, FlagField, JsonField, KeyField, MomentField

database = DatabaseProxy()


class Table(Model):
    """A table of the program's database."""

    class Meta:
        database = database
        legacy_table_names = False


class Setting(Table):
    """A value that belongs to this database: `demo`, `today`, and the policy's names."""

    name = KeyField(primary_key=True)
    value = TextField()


class Device(Table):
    """An installation that records; `own` marks this one."""

    id = KeyField(primary_key=True)
    name = TextField()
    own = FlagField()
    created_at = MomentField()


class Person(Table):
    """Somebody: `kind` is staff, stub (a payroll number no staff list has brought yet) or guest (without an account).

    A guest's `payroll_number` is their own id; a name they gave for the certificate is all in `given_name`.
    """

    id = KeyField(primary_key=True)
    kind = KeyField()
    payroll_number = KeyField()
    given_name = TextField()
    family_name = TextField()
    email = TextField(null=True)
    staff_group = KeyField(null=True)
    frontline = FlagField(null=True)
    school_role = KeyField(null=True)
    it_access = FlagField(null=True)
    started_on = DayField(null=True)
    left_on = DayField(null=True)
    language = KeyField(null=True)
    imported = FlagField()
    listed_on = DayField()
    name_key = KeyField()
    family_key = KeyField()
    given_key = KeyField()
    created_at = MomentField()


class ReportingLine(Table):
    """Who reports to whom in which job, from and until; `until_on` is empty while it lasts."""

    person_id = KeyField()
    manager_id = KeyField()
    job = KeyField()
    from_on = DayField()
    until_on = DayField(null=True)

    class Meta:
        primary_key = CompositeKey("person_id", "manager_id", "job", "from_on")


class Hierarchy(Table):
    """Where a manager stands: the place above, their own, and the last below them. Derived from the reporting lines."""

    manager_id = KeyField()
    above = IntegerField()
    place = IntegerField()
    last_place = IntegerField()

    class Meta:
        primary_key = CompositeKey("manager_id", "above")


class SharedReport(Table):
    """Somebody who has several managers today. Derived from the reporting lines."""

    person_id = KeyField(primary_key=True)


class Account(Table):
    """How a person signs in, the language they last used, and whether they administer."""

    person_id = KeyField(primary_key=True)
    password_hash = TextField(null=True)
    code_hash = TextField(null=True)
    code_expires_at = MomentField(null=True)
    disabled = FlagField(default=False)
    administrator = FlagField(default=False)
    language = KeyField(null=True)


class SignInFailure(Table):
    """Recent failures of one account or one terminal: how many, since when, and locked until when."""

    subject = KeyField(primary_key=True)
    failures = IntegerField()
    first_at = MomentField()
    last_at = MomentField()
    locked_until = MomentField(null=True)


class Absence(Table):
    """Long leave: the first and last day on which nothing is required."""

    id = KeyField(primary_key=True)
    person_id = KeyField()
    first_on = DayField()
    last_on = DayField()
    recorded_by = KeyField(null=True)
    recorded_at = MomentField()


class Attempt(Table):
    """One run of a course by a person; the version and steps are frozen when it starts."""

    id = KeyField(primary_key=True)
    person_id = KeyField()
    course = KeyField()
    course_version = KeyField()
    steps = JsonField()
    started_at = MomentField()
    device_id = KeyField()
    finished_at = MomentField(null=True)
    completion_id = KeyField(null=True)
    nation = KeyField(null=True)
    sector = KeyField(null=True)


class Visit(Table):
    """A screen of the course that was opened: the step and the item in it. Append-only."""

    id = KeyField(primary_key=True)
    attempt_id = KeyField()
    sequence = IntegerField()
    step = KeyField()
    sitting = IntegerField()
    item = IntegerField()
    digest = KeyField()
    recorded_at = MomentField()
    device_id = KeyField()


class Paper(Table):
    """The questions of one sitting of a check, frozen: ids, option order, key and pass mark. Append-only."""

    attempt_id = KeyField()
    step = KeyField()
    sitting = IntegerField()
    items = JsonField()
    pass_mark = IntegerField(null=True)
    recorded_at = MomentField()
    device_id = KeyField()

    class Meta:
        primary_key = CompositeKey("attempt_id", "step", "sitting")


class Answer(Table):
    """One submitted answer with its mark (0 or 1). Append-only."""

    id = KeyField(primary_key=True)
    attempt_id = KeyField()
    step = KeyField()
    sitting = IntegerField()
    item = IntegerField()
    part = IntegerField()
    question = KeyField()
    response = JsonField()
    mark = IntegerField()
    recorded_at = MomentField()
    device_id = KeyField()


class Draft(Table):
    """What is ticked, written or scrolled to but not submitted; deleted when the attempt ends."""

    attempt_id = KeyField()
    step = KeyField()
    sitting = IntegerField()
    item = IntegerField()
    value = JsonField()

    class Meta:
        primary_key = CompositeKey("attempt_id", "step", "sitting", "item")


class Playing(Table):
    """How far a part of a recorded webinar was played in a run, in seconds; deleted when the run ends."""

    attempt_id = KeyField()
    part = KeyField()
    timeline = KeyField()
    position = IntegerField()
    played = JsonField()
    speed = IntegerField()

    class Meta:
        primary_key = CompositeKey("attempt_id", "part")


class Completion(Table):
    """A finished option: immutable, named by the hash of its event. Append-only."""

    id = KeyField(primary_key=True)
    person_id = KeyField()
    option = KeyField()
    completed_on = DayField()
    source = KeyField()
    source_id = KeyField(null=True)
    recorded_by = KeyField(null=True)
    recorded_at = MomentField()
    device_id = KeyField()


class Void(Table):
    """A completion that was a mistake; the person stands as if it had never counted. Append-only."""

    id = KeyField(primary_key=True)
    completion_id = KeyField()
    recorded_by = KeyField(null=True)
    recorded_at = MomentField()
    device_id = KeyField()


class Link(Table):
    """Says that a stub, or a guest, is this person after all. Append-only."""

    id = KeyField(primary_key=True)
    stub_id = KeyField()
    person_id = KeyField()
    recorded_by = KeyField(null=True)
    recorded_at = MomentField()
    device_id = KeyField()


class Remark(Table):
    """Free text beside a record and outside its hash: evidence, reasons. It can be erased."""

    record_id = KeyField(primary_key=True)
    text = TextField()


class CertificateKey(Table):
    """The public half of a key that certificates are signed with, by its number; old ones stay. Append-only."""

    id = KeyField(primary_key=True)
    public_key = TextField()
    created_at = MomentField()
    device_id = KeyField()


class Certificate(Table):
    """What was issued for a completion, once: the dates are those of that moment for ever. Append-only."""

    reference = KeyField(primary_key=True)
    completion_id = KeyField(unique=True)
    person_id = KeyField()
    option = KeyField()
    certified_on = DayField()
    certified_until = DayField()
    key_id = KeyField()
    issued_by = KeyField(null=True)
    issued_at = MomentField()
    device_id = KeyField()


class CertificateBlock(Table):
    """The signed block of a certificate, which names the person, and its signature in Base64. It can be erased."""

    reference = KeyField(primary_key=True)
    block = TextField()
    signature = TextField()


class ImportBatch(Table):
    """One applied file: what it was, its hash, and how many rows it had."""

    id = KeyField(primary_key=True)
    kind = KeyField()
    file_name = TextField()
    file_hash = KeyField()
    rows = IntegerField()
    recorded_by = KeyField(null=True)
    recorded_at = MomentField()
    device_id = KeyField()


class Guest(Table):
    """Somebody who started without an account, and the hash of the reference number they come back with."""

    person_id = KeyField(primary_key=True)
    reference_hash = KeyField()
    started_at = MomentField()


class RegistrationKey(Table):
    """A key that opens one governor's account, as its hash: from whom, until when, and who used it."""

    key_hash = KeyField(primary_key=True)
    issued_by = KeyField(null=True)
    issued_at = MomentField()
    expires_at = MomentField()
    used_at = MomentField(null=True)
    used_by = KeyField(null=True)


class Suspension(Table):
    """Days on which an option does not run, with the reason in both languages; `until_on` empty: no end yet."""

    id = KeyField(primary_key=True)
    option = KeyField()
    from_on = DayField()
    until_on = DayField(null=True)
    reason_en = TextField()
    reason_cy = TextField()
    recorded_by = KeyField(null=True)
    recorded_at = MomentField()


class OwnAnswer(Table):
    """What a person said of their own work where the staff list doesn't know; the staff list wins."""

    person_id = KeyField(primary_key=True)
    staff_group = KeyField(null=True)
    frontline = FlagField(null=True)
    school_role = KeyField(null=True)
    it_access = FlagField(null=True)
    answered_at = MomentField()


class TalkRequest(Table):
    """Somebody asks for a toolbox talk; open until it is withdrawn or planned. `asked_by` empty: at a terminal."""

    id = KeyField(primary_key=True)
    person_id = KeyField()
    asked_by = KeyField(null=True)
    asked_at = MomentField()
    withdrawn_at = MomentField(null=True)
    planned_on = DayField(null=True)
    planned_by = KeyField(null=True)
    planned_at = MomentField(null=True)


class AuditRow(Table):
    """One act of an administrator; `hash` covers the row and the hash of the row before. Append-only.

    Moment and details are plain text here: a row that somebody spoiled must still be readable to be found.
    """

    number = IntegerField(primary_key=True)
    recorded_at = KeyField()
    actor_id = KeyField(null=True)
    action = KeyField()
    subject = KeyField()
    details = TextField()
    previous = KeyField()
    hash = KeyField()

    class Meta:
        table_name = "audit"


class AuditHead(Table):
    """The last audit row's number and hash: writers queue for it on PostgreSQL, and a cut tail shows against it."""

    own = FlagField(primary_key=True)
    number = IntegerField()
    hash = KeyField()


class StandingRow(Table):
    """One standing period of a person, once for each manager: the row with `from_on <= d <= until_on` is valid on d.

    Derived from the records, written in the same transaction; `manager_id` is empty for people without a manager.
    """

    person_id = KeyField()
    manager_id = KeyField()
    from_on = DayField()
    until_on = DayField()
    certified_on = DayField(null=True)
    window_opens_on = DayField()
    due_on = DayField()
    family_key = KeyField()
    given_key = KeyField()
    payroll_number = KeyField()
    name_key = KeyField()

    class Meta:
        table_name = "standing"
        primary_key = CompositeKey("person_id", "manager_id", "from_on")


class Session(Table):
    """A webinar or workshop; `sequence` grows with every change that a calendar must know of."""

    id = KeyField(primary_key=True)
    option = KeyField()
    title = TextField()
    language = KeyField()
    starts_at = MomentField()
    ends_at = MomentField()
    place = TextField()
    link = TextField()
    capacity = IntegerField()
    trainer_id = KeyField()
    sequence = IntegerField()
    cancelled_at = MomentField(null=True)
    created_at = MomentField()


class Booking(Table):
    """A place or a turn in the queue: since when each, and until when; `news` waits until the person has seen it."""

    id = KeyField(primary_key=True)
    session_id = KeyField()
    person_id = KeyField()
    turn = IntegerField()
    asked_at = MomentField()
    asked_by = KeyField(null=True)
    booked_at = MomentField(null=True)
    cancelled_at = MomentField(null=True)
    cancelled_by = KeyField(null=True)
    news = KeyField(null=True)


class Attendance(Table):
    """Whether somebody attended a session, as its trainer marked it. Append-only."""

    id = KeyField(primary_key=True)
    session_id = KeyField()
    person_id = KeyField()
    mark = KeyField()
    turn = IntegerField()
    recorded_by = KeyField(null=True)
    recorded_at = MomentField()
    device_id = KeyField()


class AttendanceVoid(Table):
    """A mark that was a mistake; the person stands as if it had never been made. Append-only."""

    id = KeyField(primary_key=True)
    attendance_id = KeyField()
    recorded_by = KeyField(null=True)
    recorded_at = MomentField()
    device_id = KeyField()


class AttendanceDraft(Table):
    """A trainer's mark that is not recorded yet; it can be changed and taken back."""

    session_id = KeyField()
    person_id = KeyField()
    mark = KeyField()
    changed_by = KeyField(null=True)
    changed_at = MomentField()

    class Meta:
        table_name = "attendance_draft"
        primary_key = CompositeKey("session_id", "person_id")


class WalkIn(Table):
    """Somebody who came and is not on the staff list: a stub where they have a number; the name stands beside it."""

    id = KeyField(primary_key=True)
    session_id = KeyField()
    person_id = KeyField(null=True)
    turn = IntegerField()
    recorded_by = KeyField(null=True)
    recorded_at = MomentField()
    device_id = KeyField()
    removed_by = KeyField(null=True)
    removed_at = MomentField(null=True)

    class Meta:
        table_name = "walk_in"


class Register(Table):
    """The register of a toolbox talk: its short number, the talk, and who presents it. Append-only."""

    id = KeyField(primary_key=True)
    number = IntegerField()
    talk = KeyField()
    presenter_id = KeyField()
    recorded_at = MomentField()
    device_id = KeyField()


class RegisterEvent(Table):
    """One thing that happened to a register, in the order of its sequence. Append-only."""

    id = KeyField(primary_key=True)
    register_id = KeyField()
    sequence = IntegerField()
    kind = KeyField()
    person_id = KeyField(null=True)
    details = JsonField()
    recorded_by = KeyField(null=True)
    recorded_at = MomentField()
    device_id = KeyField()

    class Meta:
        table_name = "register_event"


class TalkPosition(Table):
    """What a talk shows at this moment, since when its clock runs (if it does), and whether it is over."""

    register_id = KeyField(primary_key=True)
    step = IntegerField()
    revealed = FlagField()
    begun_at = MomentField(null=True)
    ended = FlagField()

    class Meta:
        table_name = "talk_position"


class Watching(Table):
    """Where somebody is who watches a talk alone: a step, seconds into it, and the speed in per cent."""

    person_id = KeyField()
    talk = KeyField()
    step = KeyField()
    seconds = IntegerField()
    speed = IntegerField()

    class Meta:
        primary_key = CompositeKey("person_id", "talk")


class Delegation(Table):
    """A manager's rights in the hands of a delegate, first and last day included."""

    id = KeyField(primary_key=True)
    manager_id = KeyField()
    delegate_id = KeyField()
    from_on = DayField()
    until_on = DayField()
    recorded_by = KeyField(null=True)
    recorded_at = MomentField()
    ended_by = KeyField(null=True)
    ended_at = MomentField(null=True)


OPEN_END = "9999-12-31"
"""The last day of a standing period that has no end yet."""

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
    """Somebody: `kind` is staff or stub (a payroll number no staff list has brought yet)."""

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
    """Says that a stub is this person after all. Append-only."""

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


OPEN_END = "9999-12-31"
"""The last day of a standing period that has no end yet."""

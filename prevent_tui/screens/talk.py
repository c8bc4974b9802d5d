"""One talk's page: when and where, what can be done with it now; once it is signed off, its reference and files."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.registers import Register, Stage
from prevent_tui.i18n import N_
from prevent_tui.screens import talk_words
from prevent_tui.screens.base import HouseScreen
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from pathlib import Path

    from prevent_tui.bootstrap import Services
    from prevent_tui.domain.talks import Talk
    from prevent_tui.services.registers import Preview, RegisterView

T = TypeVar("T")

_ACTS: tuple[tuple[str, str, tuple[Stage, ...]], ...] = (
    ("begin", N_("Begin the talk now and open its register"), (Stage.PLANNED,)),
    ("write_down", N_("Write down the talk of %(day)s: it was held without this program"), (Stage.PLANNED,)),
    ("present", N_("Present: slides, notes and clock"), (Stage.OPEN,)),
    ("register", N_("The register"), (Stage.OPEN, Stage.SIGNED)),
    ("slides", N_("Show the slides to the room on this terminal"), (Stage.OPEN,)),
    ("save", N_("Save the register as files: CSV, Totara upload, page to print"), (Stage.SIGNED,)),
    ("handout", N_("Hand-out"), (Stage.PLANNED, Stage.OPEN)),
    ("cancel", N_("Cancel the talk"), (Stage.PLANNED, Stage.OPEN)),
)


class TalkScreen(HouseScreen):
    """A talk, by its register. With a preview, it has just been signed off, and says what was recorded."""

    reads_first = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("p", "present", show=False),
        Binding("r", "register", show=False),
        Binding("a", "slides", show=False),
        Binding("s", "save", show=False),
    ]

    def __init__(self, register_id: str, *, signed: Preview | None = None) -> None:
        super().__init__()
        self._register_id = register_id
        self._signed = signed
        self._view: RegisterView | None = None
        self._today: dt.date | None = None
        self._talk: Talk | None = None
        self._saved: tuple[Path, ...] = ()

    def body(self) -> ComposeResult:
        """What it is, then what can be done."""
        with Area(can_focus=False):
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="text")
            for name, *_ in _ACTS:
                yield Action(id=name, kind="link")
            yield Words(classes="text", id="saved")

    def on_screen_resume(self) -> None:
        """Read it as it is now."""
        self.load(self._load)

    async def _load(self) -> None:
        actor = self.actor

        def read(services: Services) -> tuple[dt.date, RegisterView, Talk | None]:
            view = services.registers.read(actor, self._register_id)
            try:
                talk = services.talks.content(actor)
            except PreventError:  # the register is there without its slides too
                talk = None
            return services.clock.today(), view, talk

        with self.explaining():
            found = await self.house.desk.run(read)
            if self.is_left:
                return
            self._today, self._view, self._talk = found
            self.retell()
            if self.focused is None or not self.focused.display:
                self._first_act().focus()
        self.complete()

    def _first_act(self) -> Action:
        """What is likeliest; a talk of another day is not begun by one key too many."""
        assert self._view is not None
        acts = [act for act in self.query(Action) if act.display]
        early = self._is(Stage.PLANNED) and self._view.register.held_on != self._today
        return acts[1] if early else next(iter(acts), self.query_one("#handout", Action))

    # -- words -----------------------------------------------------------------------------------------------------

    def useful_keys(self) -> list[tuple[str, str]]:
        """What is most likely next."""
        stage = self._view.register.stage if self._view else None
        keys = [("↑↓", self.tr(N_("Move"))), ("Enter", self.tr(N_("Choose")))]
        if stage is Stage.OPEN:
            keys += [("p", self.tr(N_("Present"))), ("r", self.tr(N_("Register")))]
        if stage is Stage.SIGNED:
            keys += [("s", self.tr(N_("Save"))), ("r", self.tr(N_("Register")))]
        return keys

    def say(self) -> None:
        """Write what is known."""
        view = self._view
        if view is None:
            return
        title = N_("The register is signed off") if self._signed else N_("Toolbox talk %(number)s")
        self.query_one("#title", Words).update(self.tr(title, number=view.row.number))
        self.query_one("#text", Words).update(Content("\n".join(self._lines(view)) + "\n"))
        for name, words, stages in _ACTS:
            act = self.query_one(f"#{name}", Action)
            act.show(self.tr(words, day=self.t.date(view.register.held_on) if view.register.held_on else ""))
            act.display = view.register.stage in stages and (name != "write_down" or self._is_past)
        saved = [self.tr(N_("Saved:")), *map(str, self._saved)] if self._saved else []
        self.query_one("#saved", Words).update("\n" + "\n".join(saved))

    def _lines(self, view: RegisterView) -> list[str]:
        register, row = view.register, view.row
        lines = [
            talk_words.when_and_where(self.t, register),
            self.tr(N_("Presenter: %(name)s"), name=row.presenter),
            f"{self.tr(talk_words.STAGES[register.stage])} · {talk_words.people(self.t, register)}",
        ]
        if register.stage in (Stage.SIGNED, Stage.OPEN):
            lines.append(self.tr(N_("Reference: %(reference)s"), reference=row.reference))
        if self._signed is not None:
            lines += ["", *recorded(self, self._signed, done=True)]
        lines += self._hands(register)
        if register.stage in (Stage.PLANNED, Stage.OPEN):
            follow = N_("Second terminal: sign in, Ctrl+P, “Follow the slides of a talk”, number %(number)s.")
            lines += ["", self.tr(follow, number=row.number)]
        if register.stage is Stage.PLANNED and self._today:
            day = self.t.date(self._today)
            lines += ["", self.tr(N_("When you begin it, %(day)s becomes the day of everybody's completion."), day=day)]
        return lines

    def _hands(self, register: Register) -> list[str]:
        """How many hands were right, a line for each question that was counted."""
        told = []
        for step in self._talk.questions if self._talk else ():
            counts = register.hands.get(step.id)
            if self._talk and counts:
                stem = talk_words.hands(self.t, self._talk, step).stem
                right = N_("%(right)s of %(hands)s hands right: %(question)s")
                told.append(self.tr(right, right=counts.get(step.key, 0), hands=sum(counts.values()), question=stem))
        return ["", *told] if told else []

    # -- acts ------------------------------------------------------------------------------------------------------

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """Every act has its line."""
        outcome = getattr(self, f"action_{message.action.id}")()
        if outcome is not None:
            await outcome

    @property
    def _is_past(self) -> bool:
        """Whether it was planned for a day that is over."""
        held_on = self._view.register.held_on if self._view else None
        return held_on is not None and self._today is not None and held_on < self._today

    def _is(self, *stages: Stage) -> bool:
        return self._view is not None and self._view.register.stage in stages

    async def action_begin(self) -> None:
        """Open the register, then the presenter's view."""
        if await self._ask(lambda services: services.talks.begin(self.actor, self._register_id)):
            from prevent_tui.screens.presenter import PresenterScreen

            self.app.push_screen(PresenterScreen(self._register_id))

    async def action_write_down(self) -> None:
        """Open the register for the day it was planned for, then take it from the paper."""
        held_on = self._view.register.held_on if self._view else None
        if await self._ask(lambda services: services.talks.begin(self.actor, self._register_id, held_on)):
            from prevent_tui.screens.register import RegisterScreen

            self.app.push_screen(RegisterScreen(self._register_id))

    def action_present(self) -> None:
        """Open the presenter's view."""
        from prevent_tui.screens.presenter import PresenterScreen

        if self._is(Stage.OPEN):
            self.app.push_screen(PresenterScreen(self._register_id))

    def action_register(self) -> None:
        """Open the register."""
        from prevent_tui.screens.register import RegisterScreen

        if self._is(Stage.OPEN, Stage.SIGNED):
            self.app.push_screen(RegisterScreen(self._register_id))

    def action_slides(self) -> None:
        """Show the slides in full."""
        from prevent_tui.screens.talk_slide import TalkSlideScreen

        if self._is(Stage.OPEN):
            self.app.push_screen(TalkSlideScreen(self._register_id))

    def action_handout(self) -> None:
        """Read the hand-out."""
        from prevent_tui.screens.handout import HandoutScreen

        self.app.push_screen(HandoutScreen())

    def action_cancel(self) -> None:
        """Ask for the reason, then cancel it."""
        from prevent_tui.screens.talk_forms import ReasonScreen

        register_id = self._register_id
        self.app.push_screen(
            ReasonScreen(
                N_("Cancel the talk"),
                N_("Cancel the talk"),
                N_(
                    "Nothing is recorded for anybody, and who asked for a talk waits again. "
                    "It stays in the list as cancelled."
                ),
                lambda services, actor, reason: services.talks.cancel(actor, register_id, reason),
            )
        )

    async def action_save(self) -> None:
        """Save the three files where every screen saves its files."""
        from prevent_tui.screens.saved_files import save_folder

        if not self._is(Stage.SIGNED):
            return
        t, directory = self.t, save_folder(self.house.settings)
        saved = await self._ask(
            lambda services: services.register_exports.save(self.actor, self._register_id, directory, t)
        )
        if saved:
            self._saved = saved
            self.say()

    async def _ask(self, work: Callable[[Services], T]) -> T | None:
        try:
            found = await self.house.desk.run(work)
        except PreventError as problem:
            self.explain_failure(problem)
            return None
        self.accept()
        return found


def recorded(screen: HouseScreen, preview: Preview, *, done: bool) -> list[str]:
    """What a sign-off records, or has recorded, a line each."""
    t = screen.t
    if done:
        lines = [t.ngettext("%(number)s completion is recorded.", "%(number)s completions are recorded.",
                            preview.completions)]  # fmt: skip
    else:
        lines = [t.ngettext("It records %(number)s completion.", "It records %(number)s completions.",
                            preview.completions)]  # fmt: skip
    if preview.practice:
        lines.append(t.ngettext(
            "The window of %(number)s person isn't open: theirs is practice.",
            "The windows of %(number)s people aren't open: theirs are practice.", preview.practice))  # fmt: skip
    if preview.waiting:
        lines.append(t.ngettext(
            "%(number)s payroll number isn't on the staff list: its completion waits for a list that has it.",
            "%(number)s payroll numbers aren't on the staff list: their completions wait for a list that has them.",
            preview.waiting))  # fmt: skip
    if preview.unnumbered:
        lines.append(t.ngettext(
            "%(number)s person has no payroll number: nothing is recorded, and the name stays on the register.",
            "%(number)s people have no payroll number: nothing is recorded, and the names stay on the register.",
            preview.unnumbered))  # fmt: skip
    return lines

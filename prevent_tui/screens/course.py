"""A course at a glance: its modules, how long they take, and what is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from prevent_tui import wording
from prevent_tui.domain.courses import Audience, Module, Phase
from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_
from prevent_tui.screens import audience, telling
from prevent_tui.screens.base import HouseScreen
from prevent_tui.screens.home import COURSE, where
from prevent_tui.screens.search import SearchScreen
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from prevent_tui.bootstrap import Services
    from prevent_tui.domain.certification import WillCount
    from prevent_tui.services.access import Actor
    from prevent_tui.services.learning import Overview, View


def _read(services: Services, actor: Actor) -> tuple[Overview, tuple[dt.date, WillCount | None]]:
    """The course as it stands, and whether finishing it today would count."""
    assert actor.person_id is not None
    today = services.clock.today()
    status = services.standing.status(actor, actor.person_id, as_at=today, if_completed_on=today)
    return services.learning.overview(actor, COURSE), (today, status.if_completed)


class CourseScreen(HouseScreen):
    """The overview of the e-learning."""

    reads_first = True

    BINDINGS: ClassVar[list[BindingType]] = [Binding("slash", "search", show=False)]

    def __init__(self) -> None:
        super().__init__()
        self._overview: Overview | None = None
        self._would: tuple[dt.date, WillCount | None] | None = None

    def body(self) -> ComposeResult:
        """What the course is, then a line for each module."""
        with Area(can_focus=False):
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="summary")
            yield Words(classes="text", id="place")
            yield Words(classes="text", id="will-count")
            for number in range(1, 10):
                link = Action(id=f"module-{number}", kind="link")
                link.display = False
                yield link
            yield Words(classes="quiet-text", id="rule")
            yield Words(classes="quiet-text", id="shown-for")
        with Horizontal(classes="acts"):
            yield Action(id="go")
            yield Action(id="audience", kind="quiet")
            yield Action(id="search", kind="quiet")

    def on_screen_resume(self) -> None:
        """What is done shows at once."""
        self.run_worker(self._load(), exclusive=True)

    async def _load(self) -> None:
        actor = self._actor()
        if actor is None:
            return
        try:
            self._overview, self._would = await self.house.desk.run(lambda services: _read(services, actor))
        except PreventError as problem:
            self.explain_failure(problem)
        else:
            self.retell()
            if self.focused is None:
                self.query_one("#go").focus()
        self.complete()

    def _actor(self) -> Actor | None:
        return self.house.signed_in.actor if self.house.signed_in else None

    def say(self) -> None:
        """Write the course's own words and what is done."""
        overview = self._overview
        if overview is None:
            return
        words = telling.words(self.t, overview.course)
        self.query_one("#title", Words).update(Content(words.title))
        self.query_one("#summary", Words).update(Content(words.summary + "\n"))
        self.query_one("#place", Words).update(Content.styled(where(self.t, overview, self.columns) + "\n", "bold"))
        self._say_will_count()
        for number, module in enumerate(overview.course.modules, start=1):
            link = self.query_one(f"#module-{number}", Action)
            link.display = True
            link.show(self._module_line(number, module, words.module_titles.get(module.id, module.id)))
        final = self.query_one(f"#module-{len(overview.course.modules) + 1}", Action)
        final.display = overview.course.final is not None
        final.show(self._final_line())
        self.query_one("#rule", Words).update(
            Content(
                "\n"
                + self.tr(
                    N_("You can open again every module you have begun. The final check opens when all are done.")
                )
            )
        )
        started = overview.place is not None
        self._say_audience(overview)
        self.query_one("#search", Action).show(self.tr(N_("Search")))
        self.query_one("#go", Action).show(self.tr(N_("Continue")) if started else self.tr(N_("Start the course")))

    def _say_will_count(self) -> None:
        """Said before it is begun, and while it goes on."""
        today, would = self._would or (None, None)
        told = wording.will_count(self.t, would, today=today) if today and would else ""
        self.query_one("#will-count", Words).update(Content(told + "\n"))

    def _say_audience(self, overview: Overview) -> None:
        """For whom pages are shown, and how to change it: once the course is begun and where it makes a difference."""
        action, shown_for = self.query_one("#audience", Action), self.query_one("#shown-for", Words)
        action.show(self.tr(N_("Nation and sector")))
        action.display = shown_for.display = overview.varies and overview.view is not None
        if overview.view is not None:
            shown_for.update(audience.told(self.t, overview.view.audience))

    def _module_line(self, number: int, module: Module, title: str) -> str:
        assert self._overview is not None
        steps = [
            step
            for step in self._overview.steps
            if step.step.module == module.id and step.step.phase is not Phase.FINAL
        ]
        done = sum(1 for step in steps if step.done)
        if done == len(steps):
            state = self.tr(N_("done"))
        elif done:
            state = self.tr(N_("%(done)s of %(of)s parts done"), done=done, of=len(steps))
        else:
            begun = self._overview.view is not None and self._overview.view.step.module == module.id
            state = self.tr(N_("begun")) if begun else self.tr(N_("not started"))
        if any(step.changed for step in steps):
            state += ", " + self.tr(N_("a page has changed since you read it"))
        minutes = self.t.ngettext("%(number)s minute", "%(number)s minutes", module.minutes)
        return f"{number}  {title} ({minutes}): {state}"

    def _final_line(self) -> str:
        assert self._overview is not None
        final = self._overview.course.final
        if final is None:
            return ""
        return self.tr(
            N_("Final check: %(draw)s questions, %(pass)s right to pass"), draw=final.draw, **{"pass": final.pass_mark}
        )

    def useful_keys(self) -> list[tuple[str, str]]:
        """How to choose."""
        return [("Enter", self.tr(N_("Choose"))), ("/", self.tr(N_("Search"))), ("Tab", self.tr(N_("Next")))]

    def page_terms(self) -> tuple[tuple[str, ...], Audience | None]:
        """For whom the course is told; the overview has no words of its own to explain."""
        return (), self._told_for()

    def _told_for(self) -> Audience:
        overview = self._overview
        return overview.view.audience if overview is not None and overview.view is not None else Audience()

    def action_search(self) -> None:
        """Search the course, as it is shown to this learner."""
        if self._overview is not None:
            self.app.push_screen(SearchScreen(self._overview.course, self._told_for()))

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """Continue, or open a module again from its beginning."""
        actor, overview, name = self._actor(), self._overview, message.action.id or ""
        if actor is None or overview is None:
            return
        if name == "audience" and overview.view is not None:
            self.app.push_screen(audience.AudienceScreen(overview.view, again=True))
            return
        if name == "search":
            self.action_search()
            return
        step = None
        if name.startswith("module-") and overview.view is not None and not overview.view.asks_audience:
            step = self._first_step(int(name.removeprefix("module-")))

        def work(services: Services) -> View:
            if step is None:
                return services.learning.start(actor, COURSE)
            return services.learning.open_step(actor, COURSE, step)

        await self._open(work)

    def _first_step(self, number: int) -> str | None:
        assert self._overview is not None
        modules, final = self._overview.course.modules, self._overview.course.final
        if number <= len(modules):
            return modules[number - 1].steps[0].id
        return final.step.id if final else None

    async def _open(self, work: Callable[[Services], View]) -> None:
        try:
            view = await self.house.desk.run(work)
        except PreventError as problem:
            self.explain_failure(problem)
            return
        from prevent_tui.screens.opening import screen_of

        self.accept()
        self.app.switch_screen(screen_of(view))

"""A recorded webinar at a glance: what will count, its chapters with what is still to be played, and its check."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from prevent_tui import wording
from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_, Translator
from prevent_tui.screens import telling
from prevent_tui.screens.base import HouseScreen
from prevent_tui.screens.opening import screen_of
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.bootstrap import Services
    from prevent_tui.domain.certification import WillCount
    from prevent_tui.services.access import Actor
    from prevent_tui.services.recorded import Part, Webinar

COURSE = "recorded"
MOST_CHAPTERS = 20
_GAPS = 2


@dataclass(frozen=True, slots=True)
class Glance:
    """Everything the screen shows, read in one go."""

    today: dt.date
    webinar: Webinar
    if_completed: WillCount | None


def read(services: Services, actor: Actor, course: str) -> Glance:
    """Read what the screen shows."""
    assert actor.person_id is not None
    today = services.clock.today()
    status = services.standing.status(actor, actor.person_id, as_at=today, if_completed_on=today)
    return Glance(today, services.recorded.overview(actor, course), status.if_completed)


def time(second: int) -> str:
    """A moment of a recording, or a length, in minutes and seconds."""
    return f"{second // 60}:{second % 60:02d}"


def counting(t: Translator, glance: Glance) -> str:
    """Whether finishing it counts, and what follows from it."""
    if not glance.webinar.course.counts:
        return t.tr(
            N_(
                "This is practice: more chapters are still to come, so finishing it does not count towards your "
                "certification yet. To be certified, take another option."
            )
        )
    rule = t.tr(N_("It is complete when every chapter has been played to its end and the check is passed."))
    if glance.if_completed is None:
        return rule
    return f"{rule} {wording.will_count(t, glance.if_completed, today=glance.today)}"


def state(t: Translator, part: Part) -> str:
    """What is played of a chapter, or which seconds remain."""
    if part.done:
        return t.tr(N_("played"))
    if not part.head.played:
        return t.tr(N_("not started"))
    gaps = part.head.left
    shown = ", ".join(f"{time(start)}–{time(end)}" for start, end in gaps[:_GAPS])
    if len(gaps) > _GAPS:
        shown += " …"
    return t.tr(N_("still to play: %(times)s"), times=shown)


class RecordedScreen(HouseScreen):
    """The chapters of a recorded webinar; Enter on one opens it where it was left."""

    reads_first = True

    def __init__(self, course: str = COURSE) -> None:
        super().__init__()
        self._course = course
        self._glance: Glance | None = None
        self._wants_check = False

    def body(self) -> ComposeResult:
        """What it is, what will count, a line for each chapter, one for the check."""
        with Area(can_focus=False):
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="summary")
            yield Words(classes="text", id="counts")
            for number in range(MOST_CHAPTERS + 1):
                link = Action(id=f"chapter-{number}", kind="link")
                link.display = False
                yield link
            yield Words(classes="quiet-text", id="rule")
        with Horizontal(classes="acts"):
            yield Action(id="go")

    def on_screen_resume(self) -> None:
        """What is played shows at once."""
        self.load(self._load)

    async def _load(self) -> None:
        actor, course = self._learner(), self._course
        if actor is None:
            return
        with self.explaining():
            self._glance = await self.house.desk.run(lambda services: read(services, actor, course))
            self.retell()
            if self.focused is None:
                self.query_one("#go").focus()
        self.complete()
        if self._wants_check:
            self._wants_check = False
            await self.open_check()

    def _learner(self) -> Actor | None:
        return self.house.signed_in.actor if self.house.signed_in else None

    # -- words -----------------------------------------------------------------------------------------------------

    def say(self) -> None:
        """Write what it is and what is done of it."""
        glance = self._glance
        self.query_one("#go").display = glance is not None
        if glance is None:
            return
        webinar, words = glance.webinar, telling.words(self.t, glance.webinar.course)
        self.query_one("#title", Words).update(Content(words.title))
        self.query_one("#summary", Words).update(Content(words.summary + "\n"))
        self.query_one("#counts", Words).update(Content.styled(counting(self.t, glance) + "\n", "bold"))
        for number, part in enumerate(webinar.parts[:MOST_CHAPTERS], start=1):
            self._link(number - 1, self._chapter(number, part, words.module_titles.get(part.id, part.id)))
        self._link(min(len(webinar.parts), MOST_CHAPTERS), self._check(webinar))
        skipping = self.tr(N_("You can open the chapters in any order. What you skip stays to be played."))
        self.query_one("#rule", Words).update(Content(f"\n{skipping}"))
        self.query_one("#go", Action).show(self._go_label(webinar))

    def _link(self, number: int, label: str) -> None:
        link = self.query_one(f"#chapter-{number}", Action)
        link.display = True
        link.show(label)

    def _chapter(self, number: int, part: Part, title: str) -> str:
        return f"{number}  {title}\n   {time(part.head.length)} · {state(self.t, part)}"

    def _check(self, webinar: Webinar) -> str:
        final = webinar.course.final
        assert final is not None
        if webinar.passed:
            now = self.tr(N_("passed"))
        elif webinar.all_played:
            now = self.tr(N_("open"))
        else:
            now = self.tr(N_("opens when every chapter is played"))
        check = self.tr(
            N_("The check: %(draw)s questions, %(pass)s right to pass"), draw=final.draw, **{"pass": final.pass_mark}
        )
        return f"{check}\n   {now}"

    def _go_label(self, webinar: Webinar) -> str:
        if webinar.all_played:
            return self.tr(N_("See your result")) if webinar.passed else self.tr(N_("Go to the check"))
        return self.tr(N_("Start")) if webinar.current is None else self.tr(N_("Continue"))

    def useful_keys(self) -> list[tuple[str, str]]:
        """How to choose."""
        return [("Enter", self.tr(N_("Choose"))), ("Tab", self.tr(N_("Next")))]

    # -- ways on ---------------------------------------------------------------------------------------------------

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """Go on, open a chapter, or open the check."""
        glance, name = self._glance, message.action.id or ""
        if glance is None:
            return
        webinar = glance.webinar
        number = int(name.removeprefix("chapter-")) if name.startswith("chapter-") else None
        if number is not None and number < len(webinar.parts):
            self._play(webinar.parts[number].id)
        elif number is not None or webinar.all_played:
            await self.open_check()
        else:
            self._play(webinar.to_play.id)

    def _play(self, part: str) -> None:
        from prevent_tui.screens.player import PlayerScreen

        self.accept()
        self.app.push_screen(PlayerScreen(part, course=self._course))

    def check_when_read(self) -> None:
        """Open the check once what is played has been read anew."""
        self._wants_check = True

    async def open_check(self) -> None:
        """Open the check where it was left; while chapters are unplayed, say so."""
        actor, course, glance = self._learner(), self._course, self._glance
        if actor is None or glance is None or glance.webinar.course.final is None:
            return
        step = glance.webinar.course.final.step.id
        try:
            view = await self.house.desk.run(lambda services: services.learning.open_step(actor, course, step))
        except PreventError as problem:
            if problem.code in ("not_reached", "not_started"):
                self.refuse([("", N_("The check opens when every chapter has been played to its end."))])
            else:
                self.explain_failure(problem)
            return
        self.accept()
        self.app.push_screen(screen_of(view))

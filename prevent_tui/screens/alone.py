"""The toolbox talk on one's own, before and after: what watching it is, what it is not, and what to do instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from prevent_tui import alone_words
from prevent_tui.domain.options import OptionId
from prevent_tui.i18n import N_, Translator
from prevent_tui.screens import options, talk_words
from prevent_tui.screens.base import LINK_KEYS, HouseScreen
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.bootstrap import Services
    from prevent_tui.screens.options import Suits
    from prevent_tui.services.access import Actor
    from prevent_tui.services.alone import Watched
    from prevent_tui.services.requests import TalkRequest


@dataclass(frozen=True, slots=True)
class Glance:
    """Everything the screen shows, read in one go; somebody without an account has no options and asks for no talk."""

    watched: Watched
    suits: Suits | None
    request: TalkRequest | None

    @property
    def may_ask(self) -> bool:
        """Whether a talk can be asked for."""
        return self.suits is not None and self.suits.by_arrangement and self.request is None

    @property
    def is_over(self) -> bool:
        """Whether it was watched to its end."""
        return self.watched.head.at_end


def read(services: Services, actor: Actor) -> Glance:
    """Read what the screen shows."""
    watched = services.alone.open(actor)
    if actor.guest:
        return Glance(watched, None, None)
    return Glance(watched, options.read(services, actor), services.requests.mine(actor))


def instead(t: Translator, glance: Glance) -> str:
    """What to do to be certified."""
    request = glance.request
    if glance.suits is None:
        return t.tr(N_("Your own course is the one that you can complete here."))
    if request is not None and request.planned_on is not None:
        planned = N_("Your toolbox talk is planned for %(day)s. Go to it, and have your name put on its register.")
        return t.tr(planned, day=t.date(request.planned_on))
    if request is not None:
        return t.tr(N_("You have asked for a toolbox talk. Your manager plans a day for it; you will see it here."))
    if glance.may_ask:
        return t.tr(N_("Ask for a toolbox talk: your manager arranges it. Or choose another option."))
    return t.tr(N_("To be certified, choose one of your options."))


class AloneScreen(HouseScreen):
    """Watching alone, before and after."""

    reads_first = True

    BINDINGS: ClassVar[list[BindingType]] = [*LINK_KEYS, Binding("t", "text", show=False)]

    def __init__(self) -> None:
        super().__init__()
        self._glance: Glance | None = None
        self._was_over: bool | None = None

    def body(self) -> ComposeResult:
        """What it is and is not, what to do instead, and the ways on."""
        with Area(can_focus=False):
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="about")
            yield Words(classes="text", id="warning")
            yield Words(classes="text", id="instead")
            yield Action(id="ask", kind="link")
            yield Action(id="options", kind="link")
        with Horizontal(classes="acts"):
            yield Action(id="go")
            yield Action(id="text", kind="quiet")

    def on_screen_resume(self) -> None:
        """How far it was watched shows at once."""
        self.load(self._load)

    async def _load(self) -> None:
        if self.house.signed_in is None:
            return
        actor = self.house.signed_in.actor
        with self.explaining():
            self._glance = await self.house.desk.run(lambda services: read(services, actor))
            self.accept()
            self.retell()
            self._lead()
        self.complete()

    def _lead(self) -> None:
        """The focus is on watching, and after it on what to do instead."""
        assert self._glance is not None
        if self._was_over == self._glance.is_over and self.focused is not None:
            return
        self._was_over = self._glance.is_over
        links = [link for link in self.query(Action) if link.has_class("link") and link.display]
        (links[0] if self._was_over and links else self.query_one("#go")).focus()

    # -- words -------------------------------------------------------------------------------------------------------

    def say(self) -> None:
        """Write how far it was watched, and what follows from it: nothing."""
        glance = self._glance
        self.query_one("#title", Words).update(self.tr(N_("The toolbox talk, on your own")))
        self.query_one("#warning", Words).update(Content.styled(alone_words.warning(self.t) + "\n", "bold"))
        self.query_one("#ask", Action).show(self.tr(N_("Ask for a toolbox talk")))
        self.query_one("#options", Action).show(self.tr(N_("See the options")))
        self.query_one("#text", Action).show(self.tr(N_("Read it as a text")))
        self.query_one("#ask").display = glance is not None and glance.may_ask
        self.query_one("#options").display = glance is not None and glance.suits is not None
        go = self.query_one("#go", Action)
        go.display = glance is not None
        if glance is not None:
            go.show(self._go_label(glance))
            self.query_one("#about", Words).update(Content(self._about(glance) + "\n"))
            self.query_one("#instead", Words).update(Content(instead(self.t, glance) + "\n"))

    def _about(self, glance: Glance) -> str:
        watched = glance.watched
        if glance.is_over:
            return self.tr(N_("You have watched the talk to its end. Nothing has been recorded by it."))
        about = self.t.ngettext(
            "The slides with captions: about %(number)s minute. Questions wait until you go on. Your place is kept.",
            "The slides with captions: about %(number)s minutes. Questions wait until you go on. Your place is kept.",
            round(watched.head.length / 60),
        )
        if not watched.begun:
            return about
        step = watched.captions_in(self.t.language).step_at(watched.head.position)
        place = N_("You are at slide %(number)s of %(of)s: %(title)s.")
        steps = watched.talk.steps
        title = talk_words.title_alone(self.t, watched.talk, steps[step])
        return f"{about}\n\n{self.tr(place, number=step + 1, of=len(steps), title=title)}"

    def _go_label(self, glance: Glance) -> str:
        if glance.is_over:
            return self.tr(N_("Watch it again"))
        return self.tr(N_("Continue")) if glance.watched.begun else self.tr(N_("Start"))

    def useful_keys(self) -> list[tuple[str, str]]:
        """How to choose."""
        return [("Enter", self.tr(N_("Choose"))), ("t", self.tr(N_("Text"))), ("↑↓", self.tr(N_("Move")))]

    # -- ways on -----------------------------------------------------------------------------------------------------

    def on_action_pressed(self, message: Action.Pressed) -> None:
        """Watch, read, or do what completes something."""
        name, glance = message.action.id, self._glance
        if name == "text":
            self.action_text()
        elif name == "go" and glance is not None:
            from prevent_tui.screens.alone_player import AlonePlayerScreen

            self.app.push_screen(AlonePlayerScreen(again=glance.is_over))
        elif name == "ask":
            self.app.push_screen(options.screen_of(OptionId.BRIEFING))
        elif name == "options" and glance is not None and glance.suits is not None:
            self.app.push_screen(options.first_screen(glance.suits.advice))

    def action_text(self) -> None:
        """Read the whole talk as a text."""
        from prevent_tui.screens.handout import TalkTextScreen

        self.app.push_screen(TalkTextScreen())

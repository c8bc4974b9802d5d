"""Your course: all that somebody without an account has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content

from prevent_tui import wording
from prevent_tui.i18n import N_
from prevent_tui.screens import telling
from prevent_tui.screens.audience import AudienceScreen
from prevent_tui.screens.base import HouseScreen
from prevent_tui.screens.home import COURSE, where
from prevent_tui.screens.opening import screen_of
from prevent_tui.screens.sign_in import FormScreen
from prevent_tui.screens.write_down import ReferenceScreen
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.app import PreventApp
    from prevent_tui.bootstrap import Services
    from prevent_tui.services.access import Actor, SignedIn
    from prevent_tui.services.guests import GuestRecord
    from prevent_tui.services.learning import Overview, View


def begin(services: Services, actor: Actor) -> View:
    """Begin the course, or go on with it."""
    return services.learning.start(actor, COURSE)


def where_left(services: Services, actor: Actor) -> View | None:
    """The place where the course was left; None where no run of it is open."""
    return begin(services, actor) if services.learning.overview(actor, COURSE).view else None


def first_screen(view: View) -> HouseScreen:
    """What a guest who starts is shown: nation and sector where they make a difference, then the number."""
    return AudienceScreen(view, following=ReferenceScreen) if view.asks_audience else ReferenceScreen(view)


async def enter(app: PreventApp, found: SignedIn, first: HouseScreen | None) -> None:
    """From a way in to a screen of the course, with the guest's own page below it."""
    app.signed_in = found
    await app.greet(found.language)
    app.switch_screen(GuestScreen())
    if first is not None:
        app.push_screen(first)


@dataclass(frozen=True, slots=True)
class _Held:
    """Everything the page shows, read in one go."""

    overview: Overview
    record: GuestRecord
    certified: str | None


def _read(services: Services, actor: Actor) -> _Held:
    assert actor.person_id is not None
    counted = services.certificates.of(actor, actor.person_id)
    certified = counted[0].completion_id if counted else None
    return _Held(services.learning.overview(actor, COURSE), services.guests.record(actor), certified)


class GuestScreen(HouseScreen):
    """The number, the course, what was completed; and the way to a staff record."""

    leave_key = N_("Finish for now")
    reads_first = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "course", show=False),
        Binding("right", "app.focus_next", show=False),
        Binding("left", "app.focus_previous", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._held: _Held | None = None
        self._asked_name = self._led = False

    def body(self) -> ComposeResult:
        """The texts with the rarer ways on, and the ways on below."""
        with Area(can_focus=False):
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="number-is")
            yield Words(classes="text", id="course")
            yield Words(classes="text", id="done")
            yield Action(id="certificate", kind="link")
            yield Action(id="name", kind="link")
            yield Words(classes="text", id="staff")
            yield Action(id="claim", kind="link")
        with Horizontal(classes="acts"):
            yield Action(id="go")
            yield Action(id="overview", kind="quiet")
            yield Action(id="leave", kind="quiet")

    def on_mount(self) -> None:
        """Going on has the focus."""
        super().on_mount()
        self.query_one("#go").focus()

    def on_screen_resume(self) -> None:
        """Whatever was done meanwhile shows at once."""
        self.load(self._load)

    async def _load(self) -> None:
        signed_in = self.house.signed_in
        if signed_in is None:
            return
        with self.explaining():
            self._held = await self.house.desk.run(lambda services: _read(services, signed_in.actor))
            self.retell()
            self._lead_once()
        self.complete()
        self._ask_name_once()

    def _lead_once(self) -> None:
        """After the course its certificate is next, or the name that it needs; not the course again."""
        held = self._held
        if self._led or held is None or held.overview.view is not None or not held.record.completions:
            return
        self._led = True
        certificate = self.query_one("#certificate")
        (certificate if certificate.display else self.query_one("#name")).focus()

    def _ask_name_once(self) -> None:
        """After the course, once: the certificate can carry a name."""
        held = self._held
        done = bool(held and held.record.completions and not held.record.name)
        if done and not self._asked_name and self.app.screen is self:
            self._asked_name = True
            self.app.push_screen(NameScreen())

    def say(self) -> None:
        """Write what is known; before it is read, only the frame."""
        signed_in, held = self.house.signed_in, self._held
        self.query_one("#title", Words).update(self.tr(N_("Your course")))
        number = (signed_in.reference if signed_in else None) or ""
        told = self.tr(N_("Write it down: it opens this course on any terminal here."))
        self.query_one("#number-is", Words).update(
            Content.assemble(f"{self.tr(N_('Reference number'))}  ", (number, "bold"), f"\n{told}")
        )
        self.query_one("#overview", Action).show(self.tr(N_("The course")))
        self.query_one("#leave", Action).show(self.tr(N_("Finish for now")))
        self.query_one("#go", Action).show(self._go_label())
        self.query_one("#staff", Words).update(
            Content.assemble(("\n" + self.tr(N_("Do you have a payroll number here?")), "bold"))
        )
        self.query_one("#claim", Action).show(self.tr(N_("Add this course to your training record")))
        done = bool(held and held.record.completions)
        self.query_one("#done").display = self.query_one("#name").display = done
        self.query_one("#certificate", Action).show(self.tr(N_("Your certificate")))
        self.query_one("#certificate").display = bool(held and held.certified and held.record.name)
        if held is not None:
            self.query_one("#course", Words).update(self._course(held.overview))
            self._say_done(held.record)

    def _go_label(self) -> str:
        overview = self._held.overview if self._held else None
        if overview is None or overview.view is None:
            again = overview is not None and overview.finished_before
            return self.tr(N_("Take the course again")) if again else self.tr(N_("Start the course"))
        view = overview.view
        return self.tr(N_("See your result")) if view.completion_id and view.is_summary else self.tr(N_("Continue"))

    def _course(self, overview: Overview) -> Content:
        words = telling.words(self.t, overview.course)
        minutes = self.t.ngettext("about %(number)s minute", "about %(number)s minutes", overview.course.minutes)
        finished = overview.view is None and overview.finished_before
        place = self.tr(N_("You have completed it.")) if finished else where(self.t, overview, self.columns)
        return Content.assemble((f"\n{words.title}", "bold"), f" ({minutes})\n{place}")

    def _say_done(self, record: GuestRecord) -> None:
        parts: list[Content] = [Content.styled("\n" + self.tr(N_("What you have completed")), "bold")]
        for one in record.completions:
            option = wording.option_name(self.t, one.option)
            parts.append(Content(f"{self.t.date(one.completed_on)}  {option}"))
        if record.name:
            parts.append(Content(self.tr(N_("Name on the certificate: %(name)s"), name=record.name)))
        self.query_one("#done", Words).update(Content("\n").join(parts))
        self.query_one("#name", Action).show(
            self.tr(N_("Change the name on your certificate"))
            if record.name
            else self.tr(N_("Put your name on your certificate"))
        )

    def useful_keys(self) -> list[tuple[str, str]]:
        """The ways on from here."""
        return [("Enter", self.tr(N_("Choose"))), ("Tab", self.tr(N_("Next")))]

    # -- ways on ---------------------------------------------------------------------------------------------------

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """Each button, and each link."""
        name = message.action.id or ""
        if name == "leave":
            await self.action_leave()
        elif name == "overview":
            self.action_course()
        elif name == "name":
            self.app.push_screen(NameScreen(self._held.record.name if self._held else ""))
        elif name == "certificate":
            self._open_certificate()
        elif name == "claim":
            await self._to_staff_record()
        else:
            await self._go()

    async def _go(self) -> None:
        signed_in = self.house.signed_in
        if signed_in is None or self._held is None:
            return
        with self.explaining():
            view = await self.house.desk.run(lambda services: begin(services, signed_in.actor))
            self.accept()
            self.app.push_screen(screen_of(view))

    def action_course(self) -> None:
        """Open the course's overview."""
        from prevent_tui.screens.course import CourseScreen

        if self._held is not None:
            self.app.push_screen(CourseScreen())

    def _open_certificate(self) -> None:
        from prevent_tui.screens.certificate import CertificateScreen

        if self._held is not None and self._held.certified:
            self.app.push_screen(CertificateScreen(self._held.certified))

    async def _to_staff_record(self) -> None:
        """Leave as a guest and sign in; the number goes along to the claim."""
        from prevent_tui.screens.sign_in import SignInScreen

        reference = (self.house.signed_in.reference if self.house.signed_in else None) or ""
        self.house.signed_in = None
        self.app.switch_screen(SignInScreen(claiming=reference))

    async def action_leave(self) -> None:  # type: ignore[override]
        """Leave: nothing of this person stays on the screen."""
        await self.house.sign_out()


class NameScreen(FormScreen):
    """The name a guest wants on the certificate; it can be left out."""

    fields = ("name",)

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self._name_held = name

    def body(self) -> ComposeResult:
        """Why it is asked, the field, and both ways on."""
        with Area(can_focus=False):
            yield Words(classes="title", id="title")
            yield Words(classes="text", id="why")
            yield from self.field("name")
        with Horizontal(classes="acts"):
            yield Action(id="save")
            yield Action(id="skip", kind="quiet")

    def on_mount(self) -> None:
        """What was given before can be changed."""
        super().on_mount()
        from textual.widgets import Input

        self.query_one("#name", Input).value = self._name_held

    def say(self) -> None:
        """Write the form."""
        self.query_one("#title", Words).update(self.tr(N_("Your name for the certificate")))
        why = self.tr(
            N_(
                "A certificate needs a name. Yours is kept for that alone. You can also give it later, from your own "
                "page."
            )
        )
        self.query_one("#why", Words).update(why + "\n")
        self.query_one("#name-label", Words).update(self.tr(N_("Full name")))
        self.query_one("#save", Action).show(self.tr(N_("Save")))
        self.query_one("#skip", Action).show(self.tr(N_("Go on without")))

    def useful_keys(self) -> list[tuple[str, str]]:
        """How to go on."""
        return [("Enter", self.tr(N_("Save"))), ("Tab", self.tr(N_("Next field")))]

    async def on_action_pressed(self, message: Action.Pressed) -> None:
        """Save it, or go on without."""
        if message.action.id == "skip":
            self.action_leave()
        else:
            await self.act()

    async def act(self) -> None:
        """Save the name and go back."""
        signed_in, name = self.house.signed_in, self.value("name")
        if signed_in is None:
            return
        with self.explaining("name"):
            await self.house.desk.run(lambda services: services.guests.keep_name(signed_in.actor, name))
            self.action_leave()

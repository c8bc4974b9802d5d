"""The full-screen shell: language, theme, the journey between screens, and leaving in good order."""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from prevent_tui.desk import Desk
from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_, Translator, other
from prevent_tui.paths import run_directory
from prevent_tui.screens.base import HouseScreen
from prevent_tui.screens.start import StartScreen
from prevent_tui.terminal.app import TerminalApp
from prevent_tui.terminal.doorbell import Doorbell
from prevent_tui.theme import THEMES
from prevent_tui.widgets.scroll_bar import use_whole_cells

if TYPE_CHECKING:
    from prevent_tui.services.access import SignedIn
    from prevent_tui.settings import Settings

HEAD_START = 0.15
"""Seconds that the first key has before the services are loaded behind it."""


def _collect_from_now_on() -> None:
    """What has been loaded stays to the end: collections shall not look through it again and again."""
    gc.freeze()
    gc.enable()


class PreventApp(TerminalApp[int]):
    """Prevent duty training in a terminal."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    keys_wait_for_a_screen = True
    ESCAPE_TO_MINIMIZE = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave_program", show=False, priority=True),
        Binding("ctrl+c", "leave_program", show=False, priority=True),
        Binding("ctrl+l", "switch_language", show=False, priority=True),
        Binding("ctrl+p", "commands", show=False, priority=True),
        Binding("f1", "help", show=False, priority=True),
        Binding("f2", "worried", show=False, priority=True),
    ]

    def __init__(self, settings: Settings, desk: Desk) -> None:
        super().__init__()
        self.settings = settings
        self.desk = desk
        self.doorbell = Doorbell(run_directory(os.environ))
        self.translator = Translator(settings.language or "en")
        self.signed_in: SignedIn | None = None
        self._settled = False  # whether what comes after the first screen is being loaded
        self._chosen = False  # whether somebody not signed in chose the language in force
        self.animation_level = "none"
        self.crash_log = Path(settings.log) if settings.log else None
        use_whole_cells()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = settings.theme if settings.theme in {theme.name for theme in THEMES} else THEMES[0].name

    def crash_sentence(self, reference: str) -> str:
        """What is said after a fault, when the terminal is as it was."""
        return self.translator.tr(
            N_(
                "There is a fault in the program and it has closed. What was shown as saved is "
                "safe. Reference: %(reference)s"
            ),
            reference=reference,
        )

    def get_default_screen(self) -> StartScreen:
        """The start lies below all other screens."""
        self.hold_frames()
        return StartScreen()

    def refresh_css(self, animate: bool = True) -> None:
        """Read the stylesheets again in other colours; before there is a screen, no stylesheet has been read."""
        if self.screen_stack:
            super().refresh_css(animate=animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def show_frames(self) -> None:
        """Show the screen; behind the first one, a moment later so that no key waits for it, load the services."""
        super().show_frames()
        if not self._settled:
            self._settled = True
            self.set_timer(HEAD_START, lambda: self.desk.warm(then=_collect_from_now_on))

    # -- language --------------------------------------------------------------------------------------------------

    def use_language(self, language: str) -> None:
        """Speak this language on every screen that is open."""
        if language != self.translator.language:
            self.translator = Translator(language)
            for screen in self.screen_stack:
                if isinstance(screen, HouseScreen) and screen.is_mounted:
                    screen.retell()

    async def action_switch_language(self) -> None:
        """Show the same screen in the other language and remember it for who is signed in."""
        self.use_language(other(self.translator.language))
        if self.signed_in is None:
            self._chosen = True
        else:
            await self._remember_language()

    async def greet(self, language: str | None) -> None:
        """Speak the language of who has signed in; one that was chosen just before it is theirs from now on."""
        if self._chosen:
            self._chosen = False
            await self._remember_language()
        elif language:
            self.use_language(language)

    async def _remember_language(self) -> None:
        assert self.signed_in is not None
        actor, language = self.signed_in.actor, self.translator.language
        try:
            await self.desk.run(lambda services: services.access.remember_language(actor, language))
        except PreventError as problem:
            if isinstance(self.screen, HouseScreen):
                self.screen.explain_failure(problem)

    # -- help and leaving ------------------------------------------------------------------------------------------

    def action_help(self) -> None:
        """Open help for the screen in view."""
        from prevent_tui.screens.help import HelpScreen

        if isinstance(self.screen, HouseScreen) and not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_worried(self) -> None:
        """Open the lines to ring about somebody."""
        from prevent_tui.screens.worried import WorriedScreen

        if not isinstance(self.screen, WorriedScreen):
            self.push_screen(WorriedScreen())

    def action_glossary(self) -> None:
        """Open the glossary, at the words of the page in view."""
        from prevent_tui.screens.glossary import GlossaryScreen

        if isinstance(self.screen, HouseScreen) and not isinstance(self.screen, GlossaryScreen):
            terms, audience = self.screen.page_terms()
            self.push_screen(GlossaryScreen(terms, audience=audience))

    def action_sessions(self) -> None:
        """Open the webinars and workshops to come."""
        from prevent_tui.screens.sessions import SessionsScreen

        if self.signed_in is not None and not isinstance(self.screen, SessionsScreen):
            self.push_screen(SessionsScreen())

    def action_training(self) -> None:
        """Open the sessions that who is signed in leads."""
        from prevent_tui.screens.trainer import TrainerScreen

        if self.signed_in is not None and not isinstance(self.screen, TrainerScreen):
            self.push_screen(TrainerScreen())

    def action_recorded(self) -> None:
        """Open the recorded webinar of who is signed in."""
        from prevent_tui.screens.recorded import RecordedScreen

        if self.signed_in is not None and self.signed_in.actor.person_id is not None:
            self.push_screen(RecordedScreen())

    def action_alone(self) -> None:
        """Open the toolbox talk for who watches it alone."""
        from prevent_tui.screens.alone import AloneScreen

        if self.signed_in is not None and self.signed_in.actor.person_id is not None:
            self.push_screen(AloneScreen())

    def action_talks(self) -> None:
        """Open one's toolbox talks, for who may give one."""
        from prevent_tui.screens.talks import TalksScreen

        if self.signed_in is not None and (self.signed_in.manages or self.signed_in.actor.is_anyone):
            self.push_screen(TalksScreen())

    def action_teams(self) -> None:
        """Open the list of the teams that who is signed in looks after."""
        from prevent_tui.screens.teams import TeamsScreen

        if self.signed_in is not None and (self.signed_in.manages or self.signed_in.actor.is_anyone):
            self.push_screen(TeamsScreen())

    def action_everyone(self) -> None:
        """Open the grid of the whole organisation, for administrators."""
        from prevent_tui.screens import teams

        if self.signed_in is not None and self.signed_in.actor.is_anyone:
            self.push_screen(teams.everyone())

    def action_without_manager(self) -> None:
        """Open the grid of those who report to nobody, for administrators."""
        from prevent_tui.screens import teams

        if self.signed_in is not None and self.signed_in.actor.is_anyone:
            self.push_screen(teams.without_manager())

    def action_administration(self) -> None:
        """Open what an administrator does, for administrators."""
        from prevent_tui.screens.administration import AdministrationScreen

        if self.signed_in is not None and self.signed_in.actor.is_anyone:
            self.push_screen(AdministrationScreen())

    def action_administer(self, name: str) -> None:
        """Open one of an administrator's tasks, for administrators."""
        from prevent_tui.screens import administration

        if self.signed_in is not None and self.signed_in.actor.is_anyone:
            self.push_screen(administration.screen_of(name))

    def action_follow_talk(self) -> None:
        """Show the slides of a talk on this terminal, in step with the presenter's."""
        from prevent_tui.screens.talk_forms import FollowScreen

        if self.signed_in is not None:
            self.push_screen(FollowScreen())

    def action_commands(self) -> None:
        """Open the list of everything this screen can do."""
        from prevent_tui.screens.commands import CommandsScreen

        if isinstance(self.screen, HouseScreen) and not isinstance(self.screen, CommandsScreen):
            self.push_screen(CommandsScreen(self.screen))

    async def action_leave_program(self) -> None:
        """Leave; everything shown as saved is saved, and so is what was typed, if it can be."""
        for screen in self.screen_stack:
            if isinstance(screen, HouseScreen):
                await screen.keep_typed()
        self.exit(0)

    async def sign_out(self) -> None:
        """Forget who was signed in and go back to the start."""
        self.signed_in, self._chosen = None, False
        while len(self.screen_stack) > 1:
            self.pop_screen()

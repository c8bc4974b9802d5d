"""The way in: opens the full screen, or runs one command.

Before the first frame hardly anything is imported: it is on the screen while the app is being loaded. What only a
command needs is imported when there is one; the full screen imports its services after the app's own first frame.
"""

from __future__ import annotations

import gc
import os
import sys

from prevent_tui import paths
from prevent_tui.i18n import LANGUAGES, N_, Translator
from prevent_tui.terminal import first_frame
from prevent_tui.terminal.preflight import why_not

TYPE_CHECKING = False  # `typing` takes longer to import than the first frame may
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from prevent_tui.bootstrap import Services
    from prevent_tui.domain.errors import PreventError
    from prevent_tui.settings import Settings

USAGE = 2
INTERRUPTED = 130

_NO_SCREEN = {
    "no_terminal": N_("The full screen needs a terminal. The commands work without one: prevent-tui --help"),
    "dumb_terminal": N_("This terminal can't show the full screen: TERM is not set to its kind."),
    "not_utf8": N_("The full screen needs a UTF-8 locale, such as LANG=cy_GB.UTF-8 or LANG=C.UTF-8."),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with those arguments (the process's own by default) and give its exit status.

    0 done, 1 findings or failed, 2 usage or no terminal, 3 not permitted, 4 data or version refused, 5 corrupt.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        return _parsed(arguments) if arguments else _full_screen()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return 1


def _full_screen() -> int:
    _show_start(os.environ)
    try:
        return _opened(os.environ)
    finally:
        first_frame.put_away()


def _show_start(environ: Mapping[str, str]) -> None:
    """Put the start on the screen while the app is being loaded; not where a file has settings, which come first."""
    if any(map(os.path.exists, paths.config_files(environ))):
        return
    if why_not(environ, sys.stdin, sys.stdout, sys.stderr) is None:
        from prevent_tui import first_screen

        language = _language(environ.get("PREVENT_TUI_LANGUAGE"), environ)
        frame = first_screen.drawn(environ, language, environ.get("PREVENT_TUI_THEME", ""))
        if frame is not None:
            first_frame.show(frame)


def _opened(environ: Mapping[str, str]) -> int:
    from dataclasses import replace

    from prevent_tui import settings as settings_of
    from prevent_tui.domain.errors import PreventError

    try:
        settings = settings_of.load(environ)
    except PreventError as problem:
        return _explain(problem, Translator(_language("", environ)))
    return open_app(replace(settings, language=_language(settings.language, environ)))


def _parsed(arguments: Sequence[str]) -> int:
    """Read the arguments in the language they ask for, then open the full screen or run the command they name."""
    from dataclasses import replace

    from prevent_tui import settings as settings_of
    from prevent_tui.commands import parser
    from prevent_tui.domain.errors import PreventError

    asked = parser.early(arguments)
    settings, problem = None, None
    try:
        settings = settings_of.load(os.environ, config=asked.config, database=asked.database, language=asked.lang)
    except PreventError as refused:
        problem = refused
    language = _language(settings.language if settings else asked.lang, os.environ)
    translator = Translator(language)
    try:
        options = parser.build(translator).parse_args(arguments)
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else USAGE
    if settings is None:
        return _explain(problem, translator) if problem else USAGE
    settings = replace(settings, language=language)
    if options.run is None:
        return open_app(settings)
    from prevent_tui.commands.call import run

    return run(options, settings, translator, open_app=open_app)


def open_app(settings: Settings) -> int:
    """Open the full screen and give its exit status; 2, with a sentence, where there is no terminal for it."""
    reason = why_not(os.environ, sys.stdin, sys.stdout, sys.stderr)
    if reason is not None:
        print(Translator(settings.language).tr(_NO_SCREEN[reason]), file=sys.stderr)
        return USAGE
    # Nothing made before the first frame is worth collecting; the app turns collecting on again behind it.
    gc.disable()
    from prevent_tui.app import PreventApp
    from prevent_tui.desk import Desk

    desk = Desk(lambda: _services(settings))
    app = PreventApp(settings, desk)
    try:
        app.run(mouse=settings.mouse)
    finally:
        desk.close()
    return app.return_code or 0


def _services(settings: Settings) -> Services:
    from prevent_tui.bootstrap import open_services

    return open_services(settings)


def _language(wanted: str | None, environ: Mapping[str, str]) -> str:
    """The language asked for, else that of the locale, else English."""
    if wanted in LANGUAGES:
        return wanted
    locale = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    return "cy" if locale.startswith("cy") else "en"


def _explain(problem: PreventError, translator: Translator) -> int:
    from prevent_tui.commands import outcome

    return outcome.explain(problem, translator)


def _drop_output() -> None:
    """Send what is still to be written nowhere: whoever read it has gone."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())

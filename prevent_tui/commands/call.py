"""One command as it was called, and running it."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from prevent_tui.clock import SystemClock
from prevent_tui.commands import outcome
from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import N_, Translator
from prevent_tui.settings import Settings
from prevent_tui.terminal import fault_log

if TYPE_CHECKING:
    from prevent_tui.bootstrap import Services
    from prevent_tui.services.access import Actor


@dataclass(frozen=True, slots=True)
class Call:
    """What was asked, the settings in force, the language of the answer, and how to open the full screen."""

    options: argparse.Namespace
    settings: Settings
    t: Translator
    open_app: Callable[[Settings], int]

    @contextlib.contextmanager
    def services(self) -> Iterator[Services]:
        """The services on the settings' database, closed afterwards."""
        from prevent_tui.bootstrap import open_services

        services = open_services(self.settings)
        try:
            yield services
        finally:
            services.store.close()

    def actor(self, services: Services) -> Actor:
        """Whoever `--as` names, else the database's administrator; `not_permitted` for an unknown number."""
        from prevent_tui.services import access

        payroll_number: str | None = self.options.acting_as
        if payroll_number is None:
            return access.OPERATOR
        with services.store.read():
            return access.actor_for(payroll_number)


def run(
    options: argparse.Namespace,
    settings: Settings,
    translator: Translator,
    *,
    open_app: Callable[[Settings], int],
) -> int:
    """Run the command that was parsed; a refusal becomes a sentence, a fault of the program a reference."""
    module, name = options.run
    command = getattr(importlib.import_module(f"prevent_tui.commands.{module}"), name)
    _write_what_the_stream_can()
    try:
        status: int = command(Call(options, settings, translator, open_app))
        sys.stdout.flush()
        return status
    except PreventError as problem:
        return outcome.explain(problem, translator)
    except BrokenPipeError:
        raise
    except Exception as error:
        log = Path(settings.log) if settings.log else None
        reference = fault_log.record(error, log, now=SystemClock().now())
        message = N_("There is a fault in the program; nothing half done was kept. Reference: %(reference)s")
        outcome.complain(translator.tr(message, reference=reference))
        return outcome.FAILED


def _write_what_the_stream_can() -> None:
    """Letters that the output's character set lacks become question marks rather than an error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")

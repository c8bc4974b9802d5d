"""Keys pressed at the program without a terminal; what follows is waited for until nothing is left to do.

Textual's own pilot waits by the clock, at least 60 ms a key, and takes a busy machine's silence for rest.
"""

from __future__ import annotations

import asyncio
from typing import Any

from textual import events
from textual.keys import REPLACED_KEYS, _character_to_key, key_to_character
from textual.worker import WorkerCancelled

from prevent_tui.app import PreventApp

#: How often in a row nothing may be left to do: what a key leads to asks the services at most so often in a row.
QUIET = 3


async def press(app: PreventApp, *keys: str) -> None:
    """Press keys by their names, and wait for what follows from each."""
    for key in keys:
        name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
        app.post_message(events.Key(name, key_to_character(REPLACED_KEYS.get(name, name))))
        await settled(app)


async def settled(app: PreventApp) -> None:
    """Wait until every message is handled, every question answered and every change drawn."""
    quiet = 0
    while quiet < QUIET and app.is_running:
        await app.desk.run(lambda services: None)
        try:
            await app.workers.wait_for_complete()
        except WorkerCancelled:  # it gave way to another, which has to be waited for too
            quiet = 0
            continue
        await app.animator.wait_until_complete()
        while app.holds_frames:  # the app shows them by itself, soon
            await asyncio.sleep(0.001)
        await asyncio.sleep(0.006)  # three of them are a frame of Textual's: it may put something off to the next one
        rounds = await _handled()
        drawn = _draw(app)
        quiet = quiet + 1 if rounds == 1 and not drawn else 0


async def _handled() -> int:
    """How often the event loop went round until it had nothing to do."""
    loop: Any = asyncio.get_running_loop()
    rounds = 0
    while True:
        rounds += 1
        await asyncio.sleep(0)
        if not loop._ready:
            return rounds


def _draw(app: PreventApp) -> bool:
    """Draw what waits for the next frame; whether anything did."""
    waits = app.screen._update_timer._active.is_set() or bool(app.screen._callbacks)
    if waits:
        app.screen._on_timer_update()
    return waits

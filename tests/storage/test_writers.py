"""Many processes write at once: nobody fails, nobody's work is lost, and locks keep out whom they must."""

from __future__ import annotations

import pytest

from prevent_tui.domain.errors import PreventError
from prevent_tui.storage import installation
from tests import factories
from tests.clocks import StillClock
from tests.courses import Shelf
from tests.databases import opened
from tests.other_process import begun, ended, go, ready

WRITERS = 8
COMMITS = 40


def test_eight_writers_lose_nothing(database_url: str) -> None:
    writers = [begun("count_up", database_url, str(COMMITS)) for _ in range(WRITERS)]
    for writer in writers:
        ready(writer)
    for writer in writers:
        go(writer)
    for writer in writers:
        ended(writer)
    with opened(database_url) as store, store.read():
        assert installation.setting("count") == str(WRITERS * COMMITS)


def test_a_writer_that_dies_leaves_nothing_and_blocks_nobody(database_url: str) -> None:
    writer = ready(begun("hold", database_url))
    writer.kill()
    writer.communicate(timeout=10)
    with opened(database_url) as store:
        with store.write(everyone=True):
            pass
        with store.read():
            assert installation.setting("held") is None


@pytest.mark.postgres
def test_who_writes_about_everyone_keeps_out_who_writes_about_one(postgres_url: str, clock: StillClock) -> None:
    from prevent_tui.bootstrap import services_on

    with opened(postgres_url) as store:
        person = factories.person(services_on(store, clock, Shelf()))
        writer = ready(begun("hold", postgres_url))
        store.database.execute_sql("SET lock_timeout = 200")
        with pytest.raises(PreventError) as refused, store.write(people=[factories.id_of(person)]):
            pass
        assert refused.value.code == "database_busy"
        go(writer)
        ended(writer)
        with store.write(people=[factories.id_of(person)]):
            assert installation.setting("held") == "yes"

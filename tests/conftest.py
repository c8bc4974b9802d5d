"""Databases and services for tests, what a run says about PostgreSQL, and how long Hypothesis may take."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from prevent_tui.bootstrap import Services, services_on
from prevent_tui.storage.database import Store
from tests.clocks import StillClock
from tests.courses import Shelf, small_course
from tests.databases import SERVER, Server, copy_of, migrated_file, opened

IN_CI = bool(os.environ.get("CI"))

settings.register_profile("house", deadline=None, derandomize=IN_CI)
settings.load_profile("house")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if os.environ.get(SERVER):
        return
    for item in items:
        if item.get_closest_marker("postgres"):
            item.add_marker(pytest.mark.skip(reason=f"{SERVER} is not set"))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if IN_CI and session.exitstatus == pytest.ExitCode.OK and _skipped(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_unconfigure(config: pytest.Config) -> None:
    """Say it after everything else, as the last line of the run."""
    terminal = config.pluginmanager.get_plugin("terminalreporter")
    if terminal is None:
        return
    if IN_CI and _skipped(config):
        terminal.write_line("FAILED: PostgreSQL tests were skipped, and here they may not be.", red=True)
    elif not os.environ.get(SERVER):
        terminal.write_line(
            f"PostgreSQL tests were SKIPPED: {SERVER} is not set to a URL whose role may create databases.",
            yellow=True,
        )


def _skipped(config: pytest.Config) -> bool:
    """Whether any test that has to do with PostgreSQL was skipped."""
    terminal = config.pluginmanager.get_plugin("terminalreporter")
    skipped = terminal.stats.get("skipped", []) if terminal else []
    return any("postgres" in f"{report.nodeid} {list(report.keywords)} {report.longrepr}".lower() for report in skipped)


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed SQLite database with the current schema and nothing in it."""
    return migrated_file(tmp_path_factory.mktemp("template") / "empty.db")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The PostgreSQL server; only tests marked `postgres` may ask for it."""
    server = Server(os.environ[SERVER])
    yield server
    server.close()


@pytest.fixture
def sqlite_url(empty_file: Path, tmp_path: Path) -> str:
    """A SQLite database of the test's own."""
    return copy_of(empty_file, tmp_path / "prevent_tui.db")


@pytest.fixture
def postgres_url(server: Server) -> Iterator[str]:
    """A PostgreSQL database of the test's own."""
    name = server.take()
    yield server.url_of(name)
    server.give_back(name)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """A database of the test's own with the current schema, of each kind in turn."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """That database, open."""
    with opened(database_url) as store:
        yield store


@pytest.fixture
def clock() -> StillClock:
    """A clock that stands at 18 November 2026 until a test moves it."""
    return StillClock()


@pytest.fixture
def services(store: Store, clock: StillClock, tmp_path: Path) -> Services:
    """Every service on that database, with the small course."""
    return services_on(store, clock, Shelf(small_course()), key_file=tmp_path / "certificate-key")

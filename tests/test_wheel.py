"""The wheel holds everything: installed with what it says it needs, it speaks Welsh and has its courses."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
CATALOGUE = ROOT / "locales" / "cy" / "LC_MESSAGES" / "prevent_tui.po"

SPEAK = """
import gettext, pathlib, sys, prevent_tui
place = pathlib.Path(prevent_tui.__file__).parent / "locales"
print(gettext.translation("prevent_tui", place, ["cy"]).gettext(sys.argv[1]))
"""
LIST_COURSES = """
from importlib.resources import files
for course in sorted(files("prevent_tui.content").iterdir(), key=lambda each: each.name):
    if course.joinpath("course.toml").is_file():
        pages = [len(list((course / language).iterdir())) for language in ("en", "cy")]
        print(course.name, *pages)
"""


def run(*command: str | Path, cwd: Path) -> str:
    outcome = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    return outcome.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built with the locked build tools."""
    directory = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", directory, cwd=ROOT)
    (built,) = directory.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an empty environment that holds the wheel and what it needs, and nothing else."""
    environment = tmp_path_factory.mktemp("empty")
    venv.create(environment)
    interpreter = environment / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(interpreter), "--disable-pip-version-check"]
    run(*pip, "install", "--quiet", "--no-deps", "--no-index", wheel, cwd=environment)
    paths = {"base": str(environment), "platbase": str(environment)}
    packages = Path(sysconfig.get_path("purelib", "venv", vars=paths))
    for name in needed(next(packages.glob("prevent_tui-*.dist-info"))):
        link(metadata.distribution(name), packages)
    return interpreter


def needed(dist_info: Path) -> set[str]:
    """The names of what a distribution needs here without its extras, and of what that needs in turn."""
    found: set[tuple[str, frozenset[str]]] = set()
    waiting = list(applying(metadata.Distribution.at(dist_info).requires, extras=frozenset()))
    while waiting:
        requirement = waiting.pop()
        each = (canonicalize_name(requirement.name), frozenset(requirement.extras))
        if each not in found:
            found.add(each)
            waiting += applying(metadata.requires(requirement.name), extras=each[1])
    return {name for name, _ in found}


def applying(lines: Iterable[str] | None, *, extras: frozenset[str]) -> Iterator[Requirement]:
    """The requirements among these lines that this machine and those extras call for."""
    for requirement in map(Requirement, lines or ()):
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in extras | {""}):
            yield requirement


def link(distribution: metadata.Distribution, packages: Path) -> None:
    """Link the top-level files and folders of an installed distribution into another environment."""
    for top in {file.parts[0] for file in distribution.files or ()} - {"..", "__pycache__"}:
        if not (packages / top).exists():
            (packages / top).symlink_to(Path(str(distribution.locate_file(top))))


def test_it_holds_every_course_and_style_and_nothing_beside_the_package(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    files = (path for path in (ROOT / "prevent_tui").rglob("*") if path.suffix in (".py", ".toml", ".md", ".tcss"))
    assert {path.relative_to(ROOT).as_posix() for path in files} - inside == set()
    assert "prevent_tui/locales/cy/LC_MESSAGES/prevent_tui.mo" in inside
    assert {name.split("/")[0].split("-")[0] for name in inside} == {"prevent_tui"}


def test_the_package_comes_from_the_wheel(python: Path, tmp_path: Path) -> None:
    place = run(python, "-I", "-c", "import prevent_tui; print(prevent_tui.__file__)", cwd=tmp_path)
    assert place.startswith(str(python.parent.parent))


def test_nothing_else_is_there(python: Path, tmp_path: Path) -> None:
    names = "('pytest', 'mypy', 'psycopg')"
    look = f"from importlib.util import find_spec; print([name for name in {names} if find_spec(name)])"
    assert run(python, "-I", "-c", look, cwd=tmp_path) == "[]\n"


def test_it_speaks_welsh(python: Path, tmp_path: Path) -> None:
    with CATALOGUE.open("rb") as po:
        message = next(each for each in read_po(po) if each.id and isinstance(each.id, str) and each.string)
    assert isinstance(message.id, str)
    assert run(python, "-I", "-c", SPEAK, message.id, cwd=tmp_path) == f"{message.string}\n"


def test_it_has_its_courses_in_both_languages(python: Path, tmp_path: Path) -> None:
    courses = sorted(path.parent for path in (ROOT / "prevent_tui" / "content").glob("*/course.toml"))
    expected = [
        f"{course.name} {len(list((course / 'en').iterdir()))} {len(list((course / 'cy').iterdir()))}"
        for course in courses
    ]
    assert expected
    assert run(python, "-I", "-c", LIST_COURSES, cwd=tmp_path).splitlines() == expected


def test_the_command_starts(python: Path, tmp_path: Path) -> None:
    assert "prevent-tui" in run(python.with_name("prevent-tui"), "--help", cwd=tmp_path)

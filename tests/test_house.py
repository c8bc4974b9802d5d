"""The rules of the house: who imports whom, what is locked, what documents and a fresh clone say."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DOCUMENTS = [path for path in (ROOT / "README.md", ROOT / "docs" / "ARCHITECTURE.md") if path.exists()]


def test_every_import_goes_the_right_way() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    outcome = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


@pytest.mark.parametrize("module", sorted((ROOT / "prevent_tui" / "domain").glob("*.py")), ids=lambda p: p.stem)
def test_the_rules_import_nothing_but_themselves(module: Path) -> None:
    allowed = sys.stdlib_module_names | {"prevent_tui.domain"}
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [node.module or "."]
        for name in names:
            assert name.split(".")[0] in allowed or ".".join(name.split(".")[:2]) in allowed, name


def test_today_is_asked_in_one_place() -> None:
    asks = re.compile(r"\bdate\.today\(|\bdatetime\.(?:now|today|utcnow)\(")
    modules = [path for path in (ROOT / "prevent_tui").rglob("*.py") if path.name != "clock.py"]
    assert not [str(path) for path in modules if asks.search(path.read_text(encoding="utf-8"))]


def test_the_lock_names_no_host_and_no_place() -> None:
    assert "://" not in LOCK
    assert not re.search(r"^\s*-(?!-hash=sha256:)", LOCK, re.MULTILINE)
    without_comments = re.sub(r"#.*", "", LOCK)
    assert not re.search(r"\b[\w-]+\.(?:org|com|net|io)\b", without_comments)


def test_everything_in_the_lock_has_its_hashes() -> None:
    entries = re.split(r"^(?=\w)", re.sub(r"#.*", "", LOCK), flags=re.MULTILINE)[1:]
    assert len(entries) > 40
    assert not [entry for entry in entries if not re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry)]


def test_the_lock_holds_what_the_project_asks_for() -> None:
    pins = dict(re.findall(r"^([\w.-]+)==([^\s;]+)", LOCK, re.MULTILINE))
    project = PYPROJECT["project"]
    wanted = [*project["dependencies"], *PYPROJECT["build-system"]["requires"]]
    for extra in project["optional-dependencies"].values():
        wanted += extra
    for requirement in map(Requirement, wanted):
        pin = pins.get(canonicalize_name(requirement.name))
        assert pin, f"{requirement.name} is not locked: make lock"
        assert requirement.specifier.contains(pin, prereleases=True), f"{requirement} is not {pin}: make lock"


def code_of(document: Path) -> str:
    """The code of a Markdown document: fenced blocks and spans, one to a line."""
    text = document.read_text(encoding="utf-8")
    fenced = re.findall(r"^```[^\n]*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    spans = re.findall(r"`([^`\n]+)`", text)
    return "\n".join([*fenced, *spans])


def test_there_is_a_readme() -> None:
    assert (ROOT / "README.md").exists()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_every_target_that_a_document_names_is_in_the_makefile(document: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z][a-z-]*)", code_of(document)))
    assert named - targets == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_every_command_that_a_document_names_is_there(document: Path) -> None:
    named = set(re.findall(r"\bprevent-tui ([a-z][a-z-]*(?: [a-z][a-z-]*)?)(?=\s|$)", code_of(document)))
    for command in sorted(named):
        line = [sys.executable, "-m", "prevent_tui", *command.split(), "--help"]
        outcome = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)
        assert outcome.returncode == 0, f"{command}: {outcome.stderr}"


def fresh_clone(directory: Path, python: str | None) -> subprocess.CompletedProcess[str]:
    """What set-up says in a fresh clone on a machine whose only Python, if any, is this script."""
    clone, tools = directory / "clone", directory / "bin"
    (clone / "tools").mkdir(parents=True)
    tools.mkdir()
    for name in ("requirements.lock", "pyproject.toml", "hatch_build.py", "tools/set-up.sh"):
        shutil.copy(ROOT / name, clone / name)
    for name in ("sh", "cat", "cksum", "dirname", "grep", "sed", "tail"):
        found = shutil.which(name)
        assert found
        (tools / name).symlink_to(found)
    if python is not None:
        (tools / "python3").write_text(f"#!/bin/sh\n{python}\n", encoding="utf-8")
        (tools / "python3").chmod(0o755)
    line = ["sh", "tools/set-up.sh"]
    return subprocess.run(line, cwd=clone, env={"PATH": str(tools)}, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("python", "said"),
    [
        (None, "CPython 3.11 or newer is needed and python3 is not here"),
        ('[ "$1" = --version ] && echo Python 3.9.2 && exit; exit 1', "python3 is Python 3.9.2"),
        ('case "$2" in *ensurepip*) exit 1 ;; esac', "apt-get install python3-venv"),
    ],
    ids=["no Python", "an old Python", "no venv module"],
)
def test_set_up_says_in_one_sentence_what_is_missing(tmp_path: Path, python: str | None, said: str) -> None:
    outcome = fresh_clone(tmp_path, python)
    assert outcome.returncode == 1
    assert said in outcome.stderr
    assert len(outcome.stderr.splitlines()) == 1

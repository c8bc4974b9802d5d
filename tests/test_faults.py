from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from prevent_tui import faults
from prevent_tui.domain.errors import Fault
from prevent_tui.i18n import Translator

PACKAGE = Path(faults.__file__).parent
CODE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
MAKERS = {"fault", "note", "refuse", "Fault", "_note"}


def made_in(module: Path) -> Iterator[str]:
    """The codes of the faults a module makes: named in a call that makes one, or beside a fault's details."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in (MAKERS | {"PreventError"} if module.name == "london.py" else MAKERS) and node.args:
                yield from texts(node.args[0])
        elif isinstance(node, ast.Tuple) and any(isinstance(part, ast.Dict) for part in node.elts):
            yield from texts(node.elts[0])
        elif isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple) and module.name == "markdown.py":
            yield from texts(node.value.elts[0])
        elif isinstance(node, ast.Assign) and ("code" in (name := ast.unparse(node.targets[0])) or "refused" in name):
            yield from texts(node.value)
        elif isinstance(node, ast.FunctionDef) and node.name == "_csv_code":
            for inner in ast.walk(node):
                if isinstance(inner, ast.Return) and inner.value is not None:
                    yield from texts(inner.value)


def texts(node: ast.expr) -> Iterator[str]:
    """The codes an expression can have: a text, the branches of a choice, or what a look-up falls back on."""
    branches = [node]
    if isinstance(node, ast.IfExp):
        branches = [node.body, node.orelse]
    elif isinstance(node, ast.BoolOp):
        branches = node.values
    elif isinstance(node, ast.Call):
        branches = node.args[1:]
    for branch in branches:
        if isinstance(branch, ast.Constant) and isinstance(branch.value, str) and CODE.fullmatch(branch.value):
            yield branch.value


def codes() -> set[str]:
    modules = [
        *(PACKAGE / "exchange").glob("*.py"),
        *(PACKAGE / "content").glob("*.py"),
        PACKAGE / "domain" / "intake.py",
        PACKAGE / "domain" / "london.py",
        PACKAGE / "domain" / "timetable.py",
        PACKAGE / "services" / "attendance.py",
    ]
    return {code for module in modules for code in made_in(module)}


def test_every_fault_has_a_sentence_and_every_sentence_a_fault() -> None:
    assert codes() == set(faults.SENTENCES)


@pytest.mark.parametrize("code", sorted(faults.SENTENCES))
def test_a_sentence_stands_even_without_its_details(code: str) -> None:
    sentence = faults.sentence(Translator("en"), Fault(code, "list.csv"))
    assert sentence.endswith((".", "stamp", "--allow-leavers"))
    assert "%(" not in sentence


def test_a_line_says_where_and_what() -> None:
    fault = Fault("unknown_value", "list.csv", 3, "language", (("choices", "en | cy"), ("value", "fr")))
    line = faults.line(Translator("en"), fault)
    assert line == "list.csv, line 3, column language: fr is not one of: en | cy."


def test_a_fault_of_the_whole_file_has_no_line() -> None:
    assert faults.line(Translator("en"), Fault("page_empty", "en/a.md")) == "en/a.md: The page has no text."


def test_the_question_is_named() -> None:
    fault = Fault("too_few_options", "questions.toml", 9, None, (("question", "duty-a1"),))
    assert "duty-a1" in faults.sentence(Translator("en"), fault)

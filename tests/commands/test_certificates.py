"""`certificate`: what a script sees of certificates."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from prevent_tui.services.access import OPERATOR
from prevent_tui.services.certificates import key_file_of
from tests.commands.typed import Office, Typing
from tests.factories import completed, person


def issued(office: Office, on: str = "2026-11-18") -> tuple[str, str]:
    """A completion and the reference of its certificate."""
    with office.services() as services:
        completion = completed(services, person(services, "00042"), on)
        return completion, services.certificates.issue(OPERATOR, completion).facts.reference


def key_of(office: Office) -> Path:
    with office.services() as services:
        return key_file_of(services.store)


def test_a_certificate_is_shown_as_text(office: Office) -> None:
    _, reference = issued(office)
    shown = office("certificate", reference)
    assert shown.status == 0, shown.err
    assert "    Elin Example\n" in shown.out
    assert "Certified until  18 November 2028\n" in shown.out
    assert office("certificate", reference.lower().replace("-", "")).out == shown.out


def test_a_completion_will_do_and_gets_one(office: Office) -> None:
    with office.services() as services:
        completion = completed(services, person(services), "2026-11-18")
    first = office("certificate", completion)
    assert first.status == 0, first.err
    assert office("certificate", completion).out == first.out


def test_practice_gets_none(office: Office) -> None:
    issued(office, "2025-11-18")
    with office.services() as services:
        (elin,) = services.admin.staff(OPERATOR)
        assert elin.payroll_number == "00042"
    practice = office("completions", "import", _file(office, "00042,elearning,2026-01-05,\n"))
    assert practice.status == 0, practice.err
    found = office("status", "00042", "--format", "json").json["completions"]
    (early,) = [one["id"] for one in found if not one["counts"]]
    refused = office("certificate", early)
    assert (refused.status, refused.err) == (4, "The completion is practice, so there is no certificate for it.\n")


def _file(office: Office, lines: str) -> Path:
    file = Path(os.environ["HOME"]) / "completions.csv"
    file.write_text(f"payroll_number,option,completed_on,evidence\n{lines}", encoding="utf-8")
    return file


@pytest.mark.parametrize("form", ["html", "text", "pdf"])
@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_saved_file_verifies_here_and_anywhere(
    office: Office, typed: Typing, tmp_path: Path, form: str, language: str
) -> None:
    _, reference = issued(office)
    file, keys = tmp_path / "my certificate", tmp_path / "keys.pem"
    saved = office("--lang", language, "certificate", reference, "--as", form, "--output", file)
    assert saved.status == 0, saved.err
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert office("certificate", "key", "--output", keys).status == 0
    here = office("certificate", "verify", file)
    assert here.status == 0, here.err
    assert "The certificate is valid.\n" in here.out
    nowhere = ("--database", "sqlite:////no/such/place.db")
    anywhere = typed(*nowhere, "certificate", "verify", file, "--key", keys)
    assert anywhere.status == 0, anywhere.err
    for told in (here, anywhere):
        assert "Elin Example" in told.out
        assert "The words of the file are those that were signed.\n" in told.out
    unnamed = typed(*nowhere, "certificate", "verify", file)
    assert (unnamed.status, unnamed.out) == (2, "")
    assert "--key KEY" in unnamed.err


def test_what_is_written_to_the_output_is_the_file_itself(office: Office, tmp_path: Path) -> None:
    _, reference = issued(office)
    file = tmp_path / "page.html"
    office("certificate", reference, "--as", "html", "--output", file)
    assert office("certificate", reference, "--as", "html").out.encode() == file.read_bytes()


def test_a_file_is_never_written_over(office: Office, tmp_path: Path) -> None:
    _, reference = issued(office)
    file = tmp_path / "mine"
    file.write_text("mine", encoding="utf-8")
    refused = office("certificate", reference, "--output", file)
    assert (refused.status, refused.out) == (4, "")
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_doctored_file_is_refused_and_the_truth_is_told(office: Office, tmp_path: Path) -> None:
    _, reference = issued(office)
    for form in ("html", "text"):
        file = tmp_path / form
        office("certificate", reference, "--as", form, "--output", file)
        file.write_text(file.read_text(encoding="utf-8").replace("2028", "2038"), encoding="utf-8")
        refused = office("certificate", "verify", file)
        assert refused.status == 4
        assert "Certified until  18 November 2028" in refused.out
        assert "valid" not in refused.out
        assert "Go by what was signed." in refused.err


@pytest.mark.parametrize("content", ["", "no block", "-----BEGIN PREVENT CERTIFICATE-----\n"])
def test_a_file_that_is_none_is_refused(office: Office, tmp_path: Path, content: str) -> None:
    file = tmp_path / "file.txt"
    file.write_text(content, encoding="utf-8")
    refused = office("certificate", "verify", file)
    assert (refused.status, refused.out) == (4, "")
    assert len(refused.err.splitlines()) == 1


def test_anothers_certificate_is_refused_by_the_number_of_its_key(
    office: Office, tmp_path: Path, typed: Typing
) -> None:
    _, reference = issued(office)
    file = tmp_path / "file.txt"
    office("certificate", reference, "--output", file)
    other = tmp_path / "other.db"
    url = f"sqlite:///{other}"
    typed("--database", url, "init", "--administrator", "1", "--given-name", "A", "--family-name", "B")
    refused = typed("--database", url, "certificate", "verify", file)
    assert refused.status == 4
    assert "which is none of those known" in refused.err
    (tmp_path / "bad.pem").write_text("no key", encoding="utf-8")
    assert typed("certificate", "verify", file, "--key", tmp_path / "bad.pem").status == 4
    assert typed("certificate", "verify", file, "--key", tmp_path / "none.pem").status == 1
    assert typed("certificate", "verify", tmp_path / "none.txt", "--key", tmp_path / "bad.pem").status == 1


def test_a_reference_says_what_is_known_of_it(office: Office) -> None:
    completion, reference = issued(office)
    valid = office("certificate", "verify", reference)
    assert valid.status == 0, valid.err
    assert valid.lines[0] == "The certificate is valid."
    assert "  Name             Elin Example" in valid.lines
    assert office("completions", "void", completion, "--reason", "entered twice").status == 0
    withdrawn = office("certificate", "verify", reference)
    assert withdrawn.status == 1
    assert withdrawn.lines[0].startswith("The certificate is withdrawn")
    assert office("certificate", reference).status == 4


def test_a_file_of_a_withdrawn_certificate_is_a_finding(office: Office, tmp_path: Path) -> None:
    completion, reference = issued(office)
    office("certificate", reference, "--output", tmp_path / "a.txt")
    office("completions", "void", completion, "--reason", "entered twice")
    outcome = office("certificate", "verify", tmp_path / "a.txt")
    assert outcome.status == 1
    assert outcome.lines[-1].startswith("The certificate is withdrawn")


def test_what_has_run_out_is_said(office: Office) -> None:
    _, reference = issued(office, "2023-01-10")
    outcome = office("certificate", "verify", reference)
    assert outcome.status == 0
    assert "What it certifies ended on 10 January 2025." in outcome.lines


def test_a_mistyped_reference_is_called_that(office: Office) -> None:
    _, reference = issued(office)
    wrong = ("1" if reference[0] == "0" else "0") + reference[1:]
    for words in (("verify", wrong), (wrong,)):
        outcome = office("certificate", *words)
        assert (outcome.status, outcome.out) == (4, "")
        assert outcome.err.startswith("A character of the reference is wrong")
    for wrong in ("7K3M", reference + "0", "UUUU-UUUU-UUUU"):
        assert office("certificate", "verify", wrong).status == 4
    unknown = office("certificate", "verify", "0000-0000-0000")
    assert (unknown.status, unknown.err) == (4, "There is no certificate with that reference.\n")


def test_as_before_the_command_is_a_person_and_after_it_the_form(office: Office) -> None:
    _, reference = issued(office)
    with office.services() as services:
        person(services, "stranger")
    assert office("--as", "00042", "certificate", reference, "--as", "html").status == 0
    assert office("--as", "stranger", "certificate", reference, "--as", "html").status == 3
    assert office("--as", "stranger", "certificate", "0000-0000-0000").status == 3
    assert office("certificate", reference, "--as", "00042").status == 2


@pytest.mark.parametrize(
    "words",
    [
        (), ("verify",), ("verify", "a.txt", "b.txt"), ("key", "more"), ("0000-0000-0000", "more"),
        ("0000-0000-0000", "--rotate"), ("0000-0000-0000", "--key", "k"), ("verify", "0000-0000-0000", "--key", "k"),
        ("verify", "a.txt", "--as", "pdf"), ("key", "--as", "pdf"), ("0000-0000-0000", "--as", "doc"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_makes_no_sense_is_usage(office: Office, words: tuple[str, ...]) -> None:
    outcome = office("certificate", *words)
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err


def test_without_the_extra_pdf_is_refused_in_a_sentence(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    _, reference = issued(office)
    refused = office("certificate", reference, "--as", "pdf")
    assert (refused.status, refused.out) == (1, "")
    assert "prevent-tui[pdf]" in refused.err


def test_a_new_key_is_an_administrators_to_make(office: Office) -> None:
    with office.services() as services:
        person(services, "00042")
    assert office("--as", "00042", "certificate", "key", "--rotate").status == 3
    old = office("certificate", "key").out
    assert office("certificate", "key", "--rotate").status == 0
    both = office("certificate", "key").out
    assert old in both
    assert both.count("BEGIN PUBLIC KEY") == 2


def test_doctor_looks_at_the_key(office: Office) -> None:
    def found() -> str:
        checks = [one["check"] for one in office("doctor", "--format", "json").json]
        (key,) = [one for one in checks if "key" in one]
        return str(key)

    assert found() == "certificate_key_none"
    issued(office)
    assert found() == "certificate_key"
    key_of(office).chmod(0o644)
    assert found() == "key_exposed"
    refused = office("certificate", "key", "--rotate")
    assert (refused.status, refused.out) == (1, "")
    assert "chmod 600" in refused.err
    key_of(office).unlink()
    assert found() == "certificate_key_missing"
    assert office("doctor").status == 1

"""The linter finds pages that are hard to read and questions that teach nothing or give themselves away."""

from __future__ import annotations

from pathlib import Path

import pytest

from prevent_tui.content.lint import check
from prevent_tui.content.twins import stamp
from prevent_tui.domain.errors import Fault
from tests.content.courses import TODAY, edit, put, sound_course

HARD = (
    "Organisational accountability necessitates comprehensive documentation concerning individuals' developmental "
    "vulnerabilities, incorporating multidimensional considerations regarding psychological circumstances. "
)
WELSH_HARD = HARD.replace("Organisational", "Sefydliadol")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return sound_course(tmp_path)


def faults(folder: Path) -> list[Fault]:
    """The faults of the course, as if its Welsh were made from the English as it stands."""
    stamp(folder)
    return list(check(folder, TODAY))


def only(folder: Path) -> tuple[str, str, dict[str, str]]:
    """The code, the file and the details of the one fault of the course."""
    found = faults(folder)
    assert len(found) == 1, found
    return found[0].code, found[0].file, dict(found[0].details)


# -- reading age ---------------------------------------------------------------------------------------------


def test_a_page_that_is_hard_to_read(folder: Path) -> None:
    edit(folder, "en/duty-aims.md", "You do not need", f"{HARD}You do not need")
    code, file, details = only(folder)
    assert (code, file, details["most"]) == ("reading_age_high", "en/duty-aims.md", "13")
    assert float(details["age"]) > 13


def test_syllables_of_other_languages_are_not_judged(folder: Path) -> None:
    edit(folder, "cy/duty-aims.md", "> Mae athrawes", f"> {WELSH_HARD}Mae athrawes")
    assert faults(folder) == []


# -- giveaways -----------------------------------------------------------------------------------------------


def lengthen_keys(folder: Path, language: str, *names: str) -> None:
    keys = {"duty-b1": "b", "duty-a1": "a", "duty-a3": "c", "duty-f1": "c", "duty-f2": "a"}
    word = "Option" if language == "en" else "Dewis"
    for name in names:
        option = f"{word} {keys[name]} of the question {name}"
        edit(folder, f"{language}/questions.toml", f'"{option}"', f'"{option}, which is the longest"')


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_right_option_is_the_longest_too_often(folder: Path, language: str) -> None:
    lengthen_keys(folder, language, "duty-b1", "duty-a1")
    assert faults(folder) == []
    lengthen_keys(folder, language, "duty-a3")
    wanted = {"module": "duty", "kind": "one", "share": "60%", "most": "48%"}
    assert only(folder) == ("longest_key_too_often", f"{language}/questions.toml", wanted)


def test_few_choices_say_nothing_about_length(folder: Path) -> None:
    for node in ("n1", "n2", "n3"):
        key = "b" if node == "n1" else "a"
        edit(folder, "en/questions.toml", f"Option {key} at {node}", f"Option {key} at {node}, which is the longest")
    assert faults(folder) == []


def test_the_right_option_is_at_one_position_too_often(folder: Path) -> None:
    edit(folder, "questions.toml", 'key = ["b"]', 'key = ["a"]')
    wanted = {"module": "duty", "kind": "one", "position": "1", "share": "60%", "most": "48%"}
    assert only(folder) == ("key_position_too_often", "questions.toml", wanted)


@pytest.mark.parametrize(
    ("language", "option"),
    [
        ("en", "All of the above"),
        ("en", "None of the above."),
        ("en", "Both of these"),
        ("en", "All of the answers"),
        ("cy", "Pob un o'r uchod"),
        ("cy", "Pob un o’r rhain"),
        ("cy", "Dim un ohonynt"),
    ],
)
def test_an_option_that_speaks_of_the_others(folder: Path, language: str, option: str) -> None:
    word = "Option" if language == "en" else "Dewis"
    edit(folder, f"{language}/questions.toml", f"{word} b of the question duty-b2", option)
    wanted = {"question": "duty-b2", "part": "options.b"}
    assert only(folder) == ("all_of_the_above", f"{language}/questions.toml", wanted)


def test_an_option_of_a_scenario_that_speaks_of_the_others(folder: Path) -> None:
    edit(folder, "en/questions.toml", "Option b at n2", "None of these")
    assert only(folder)[2] == {"question": "duty-s1", "part": "nodes.n2.options.b"}


@pytest.mark.parametrize("option", ["All of these people are safe", "Above all, ask", "Both of them agree to meet"])
def test_an_option_that_only_begins_like_one(folder: Path, option: str) -> None:
    edit(folder, "en/questions.toml", "Option b of the question duty-b2", option)
    assert faults(folder) == []


# -- before and after ----------------------------------------------------------------------------------------

STEM = "Which of these is a lawful way to show that you disagree with a council's plans?"


def test_a_stem_that_is_asked_again(folder: Path) -> None:
    edit(folder, "en/questions.toml", "Stem of the question duty-b2", STEM)
    edit(folder, "en/questions.toml", "Stem of the question duty-a3", STEM.replace("a council's", "the council's"))
    code, file, details = only(folder)
    assert (code, file, details) == ("item_repeats", "en/questions.toml", {"question": "duty-a3", "earlier": "duty-b2"})


def test_options_that_are_offered_again(folder: Path) -> None:
    texts = {"a": "Marching through town", "b": "Breaking office windows", "c": "Writing to a councillor"}
    for name in ("duty-b1", "duty-a1"):
        for option, text in texts.items():
            edit(folder, "en/questions.toml", f"Option {option} of the question {name}", text)
    assert only(folder)[2] == {"question": "duty-a1", "earlier": "duty-b1"}


def test_items_of_the_same_check_may_be_alike(folder: Path) -> None:
    edit(folder, "en/questions.toml", "Stem of the question duty-a1", STEM)
    edit(folder, "en/questions.toml", "Stem of the question duty-a3", STEM)
    assert faults(folder) == []


def test_an_aim_that_is_not_checked_again(folder: Path) -> None:
    edit(folder, "questions.toml", 'aim = "aims"', 'aim = "partners"')
    assert only(folder) == ("aim_not_rechecked", "questions.toml", {"question": "duty-b1", "aim": "partners"})


def test_an_aim_that_is_first_checked_at_the_end(folder: Path) -> None:
    text = (folder / "questions.toml").read_text(encoding="utf-8")
    head, found, rest = text.partition("[duty-a1]")
    put(folder, "questions.toml", head + found + rest.replace('aim = "aims"', 'aim = "partners"', 1))
    assert faults(folder) == []


# -- what the page teaches -----------------------------------------------------------------------------------

REASON = "Feedback on right of duty-b1"


def test_a_reason_that_the_page_does_not_give(folder: Path) -> None:
    edit(folder, "en/questions.toml", REASON, "Probation officers chair the monthly meeting in Scotland")
    code, file, details = only(folder)
    assert (code, file) == ("fact_not_on_page", "en/questions.toml")
    missing = "probation, officers, chair, monthly, meeting, scotland"
    assert details == {"question": "duty-b1", "page": "duty-aims", "words": missing}


@pytest.mark.parametrize(
    "reason",
    [
        "Help that comes early lessens harm, whoever offers it later",
        "Shared worries, supporting groups, teachers' feedback",
        "Yes, Scotland too",
    ],
    ids=["three words in ten", "other forms of the words", "too short to be looked for"],
)
def test_a_reason_that_the_page_gives(folder: Path, reason: str) -> None:
    edit(folder, "en/questions.toml", REASON, reason)
    assert faults(folder) == []


def test_a_drawing_may_give_the_reason(folder: Path) -> None:
    drawing = "```picture\nalt: Probation officers chair it\n| MONTHLY |\n```\n"
    edit(folder, "en/duty-aims.md", "You do not need", f"{drawing}\nYou do not need")
    edit(folder, "en/questions.toml", REASON, "Probation officers chair the monthly meeting in Scotland")
    assert faults(folder) == []


def test_a_page_that_is_missing_is_one_fault_not_two(folder: Path) -> None:
    (folder / "en" / "duty-aims.md").unlink()
    codes = {fault.code for fault in check(folder, TODAY)}
    assert "file_missing" in codes
    assert "fact_not_on_page" not in codes

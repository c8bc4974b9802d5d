"""Blocks of a page for some readers only: what each is shown, and what is wrong with a block."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from prevent_tui.content import measures
from prevent_tui.content.audience import audiences, chosen, findings, variants, varies
from prevent_tui.content.lint import check
from prevent_tui.content.loader import load
from prevent_tui.content.markdown import blocks
from prevent_tui.content.twins import stamp
from prevent_tui.domain.courses import Audience, ModelAnswer, Nation, Sector
from prevent_tui.domain.errors import Fault
from tests.content.courses import TODAY, edit, sound_course
from tests.courses import VARIED

ALL = "::: nation england wales\nChannel.\n:::\n::: nation scotland\nPMAP.\n:::\n"
WELSH = ALL.replace("Channel.", "Panel Channel.").replace("PMAP.", "Panel PMAP.")


def read_by(markdown: str, nation: Nation | None = None, sector: Sector | None = None) -> list[str]:
    return ["".join(span.text for span in block.spans) for block in blocks(chosen(markdown, Audience(nation, sector)))]


def codes(markdown: str) -> set[str]:
    return {code for code, _, _ in findings(markdown)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return sound_course(tmp_path)


def with_blocks(folder: Path, english: str, welsh: str) -> Path:
    edit(folder, "en/duty-aims.md", "You do not", f"{english}\nYou do not")
    edit(folder, "cy/duty-aims.md", "## Beth", f"{welsh}\n## Beth")
    stamp(folder)
    return folder


def found(folder: Path) -> list[Fault]:
    return list(check(folder, TODAY))


# -- what is shown -------------------------------------------------------------------------------------------------


def test_a_reader_is_shown_what_is_for_everybody_and_for_them() -> None:
    common = "Everybody reads this."
    assert read_by(VARIED, Nation.WALES) == [common, "The panel is Channel."]
    assert read_by(VARIED, Nation.SCOTLAND, Sector.HEALTH) == [common, "The panel is PMAP.", "Ask in your clinic."]
    assert read_by(VARIED, Nation.ENGLAND, Sector.POLICE) == [common, "The panel is Channel."]


def test_whoever_has_not_chosen_reads_what_england_and_other_work_read() -> None:
    assert read_by(VARIED) == read_by(VARIED, Nation.ENGLAND, Sector.OTHER)


def test_every_line_keeps_its_number() -> None:
    whole = VARIED.split("\n")
    shown = chosen(VARIED, Audience(Nation.SCOTLAND)).split("\n")
    assert len(shown) == len(whole)
    assert all(line in ("", before) for line, before in zip(shown, whole, strict=True))


def test_a_list_and_a_call_out_can_differ_line_by_line_and_whole() -> None:
    text = "- one\n::: nation wales\n- two\n:::\n- three\n\n::: sector police\n> **Example**\n> Four.\n:::\n"
    (bullets,) = blocks(chosen(text, Audience()))
    assert len(bullets.items) == 2
    bullets, callout = blocks(chosen(text, Audience(Nation.WALES, Sector.POLICE)))
    assert (len(bullets.items), callout.label) == (3, "Example")


@pytest.mark.parametrize(
    "broken", ["::: nation scotlnd\nText.\n:::", "::: planet mars\nText.\n:::", ":::\nText.", "::: nation\nText.\n:::"]
)
def test_a_block_that_cannot_be_understood_is_shown_to_everybody(broken: str) -> None:
    assert read_by(broken, Nation.WALES) == ["Text."]
    assert codes(broken)


def test_there_is_one_reader_for_each_text() -> None:
    assert audiences("The same for all.") == (Audience(),)
    assert audiences(ALL) == (Audience(Nation.ENGLAND), Audience(Nation.SCOTLAND))
    assert len(audiences(VARIED)) == 4


# -- the form ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ALL, ""),
        ("::: sector health\nOnly more for some.\n:::", ""),
        ("::: nation england wales\nChannel.\n:::", "audience_gap"),
        ("::: nation england wales\nChannel.\n::: nation scotland\nPMAP.\n:::", "audience_not_closed"),
        (ALL.removesuffix(":::\n"), "audience_not_closed"),
        (f"{ALL}:::\n", "audience_not_open"),
        (ALL.replace("PMAP.", ""), "audience_empty"),
        (ALL.replace("wales", "wales cornwall"), "audience_unknown"),
        ("::: country wales\nText.\n:::", "audience_unknown"),
        ("::: sector\nText.\n:::", "audience_for_nobody"),
    ],
)
def test_the_form_of_blocks(text: str, code: str) -> None:
    assert codes(text) == ({code} if code else set())


def test_a_finding_says_where() -> None:
    lines = {code: line for code, line, _ in findings("Text.\n\n::: sector helth\nMore.\n:::\n:::")}
    assert lines == {"audience_unknown": 3, "audience_not_open": 6}


def test_blocks_are_listed_in_order() -> None:
    assert [variant.head for variant in variants(VARIED)] == [
        "nation england wales",
        "nation scotland",
        "sector health",
    ]


# -- in a course ---------------------------------------------------------------------------------------------------


def test_a_page_with_sound_blocks_has_no_fault_and_makes_the_course_vary(folder: Path) -> None:
    plain = load(folder).course
    course = load(with_blocks(folder, ALL, WELSH)).course
    assert found(folder) == []
    assert plain is not None
    assert course is not None
    assert (varies(plain), varies(course)) == (False, True)


def test_the_line_of_a_fault_is_that_of_the_file(folder: Path) -> None:
    with_blocks(folder, ALL.replace("scotland", "scotlnd scotland"), WELSH)
    (english,) = [fault for fault in found(folder) if fault.code == "audience_unknown"]
    lines = (folder / english.file).read_text("utf-8").splitlines()
    assert lines[(english.line or 0) - 1] == "::: nation scotlnd scotland"


def test_heights_and_words_are_those_that_each_reader_is_shown(folder: Path) -> None:
    half = "::: nation england wales\n{0}\n:::\n::: nation scotland\n{0}\n:::\n".format("word " * 70)
    with_blocks(folder, half, WELSH)
    assert found(folder) == []
    edit(folder, "en/duty-aims.md", "::: nation scotland\n", "::: nation scotland\n" + "word " * 60)
    stamp(folder)
    (fault,) = found(folder)
    assert (fault.code, dict(fault.details)["audience"]) == ("page_words", "scotland")


def test_a_heading_with_nothing_below_it_for_one_reader_is_found(folder: Path) -> None:
    end = "\n## At the end\n\n::: sector health\nOnly this.\n:::\n"
    edit(folder, "en/duty-aims.md", "and to share.\n", f"and to share.\n{end}")
    edit(folder, "cy/duty-aims.md", "chydweithiwr.\n", f"chydweithiwr.\n\n{end.replace('Only this.', 'Dim ond hyn.')}")
    stamp(folder)
    assert {(fault.code, fault.file) for fault in found(folder)} == {
        ("heading_empty", "en/duty-aims.md"),
        ("heading_empty", "cy/duty-aims.md"),
    }


@pytest.mark.parametrize(
    "welsh",
    [
        "Dim blociau.",
        WELSH.replace("england wales", "england").replace("scotland", "scotland wales"),
        "::: nation scotland\nPanel PMAP.\n:::\n::: nation england wales\nPanel Channel.\n:::\n",
    ],
)
def test_a_translation_has_the_same_blocks_in_the_same_order(folder: Path, welsh: str) -> None:
    with_blocks(folder, ALL, welsh)
    assert [(fault.code, fault.file) for fault in found(folder)] == [("audience_differs", "cy/duty-aims.md")]


def test_values_may_stand_in_any_order(folder: Path) -> None:
    with_blocks(folder, ALL, WELSH.replace("england wales", "wales england"))
    assert found(folder) == []


def test_a_change_of_any_block_makes_the_translation_stale(folder: Path) -> None:
    with_blocks(folder, ALL, WELSH)
    edit(folder, "en/duty-aims.md", "PMAP.", "The PMAP.")
    assert [fault.code for fault in found(folder)] == ["twin_stale"]


# -- what is measured ----------------------------------------------------------------------------------------------

HARD = "Organisational interdependencies necessitate multidisciplinary deliberation notwithstanding considerations. "


def test_a_page_is_as_hard_as_it_is_for_the_reader_to_whom_it_is_hardest(folder: Path) -> None:
    plain = "::: nation england wales\nWe ask. We help.\n:::\n"
    with_blocks(folder, f"{plain}::: nation scotland\n{HARD * 5}\n:::\n", WELSH)
    assert [fault.code for fault in found(folder)] == ["reading_age_high"]


def test_the_words_that_count_are_those_shown_to_whoever_has_not_chosen(folder: Path) -> None:
    course = load(with_blocks(folder, ALL, WELSH)).course
    assert course is not None
    page = course.words["en"].pages["duty-aims"]
    shown = measures.shown(page)
    assert "Channel." in shown
    assert "PMAP." not in shown
    assert ":::" not in shown
    asked = replace(page, model=ModelAnswer("A model.\n\n::: sector police\nMore.\n:::", ("One.",)))
    assert measures.words(measures.shown(asked)) == measures.words(shown) + 2

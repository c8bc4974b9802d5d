"""Reading ages: syllables as they are spoken, and the subject's own words left out."""

from __future__ import annotations

import pytest

from prevent_tui.content.readability import SUBJECT_WORDS, read, syllables, words_of

SPOKEN = {
    1: "a the help change changed asked times lives safe us speech schools through friend eighth blamed thought",
    2: "people table police needed notice noticed lawful hateful something colleague create being doesn’t could’ve "
    "behind safely quiet lion fruitless homework moment changes voices",
    3: "example idea area behaviour together government remember officer violence racism everywhere terrorist autism "
    "protection belonging created suspicious",
    4: "ability activity society information ordinary political emergency immigration radicalise material",
    5: "university opportunity investigation rehabilitate nationality",
    6: "radicalisation responsibility",
}  # fmt: skip


@pytest.mark.parametrize(("word", "count"), [(word, count) for count, line in SPOKEN.items() for word in line.split()])
def test_syllables_are_counted_as_they_are_spoken(word: str, count: int) -> None:
    assert syllables(word) == syllables(word.upper()) == count


def test_the_parts_of_a_hyphened_word_are_counted_together() -> None:
    assert syllables("follow-up") == 3
    assert words_of("A follow-up, isn’t it? 31 May 2023.") == ["A", "follow-up", "isn’t", "it", "31", "May", "2023"]


def test_the_grade_is_flesch_and_kincaids() -> None:
    measured = read(["The cat sat on the mat and looked at the garden. It was not angry!"])
    assert (measured.words, measured.sentences) == (15, 2)
    assert measured.grade == pytest.approx(max(0.39 * 15 / 2 + 11.8 * 17 / 15 - 15.59, 0))
    longer = read(["Anybody wanting information about political activity asks a government department regularly."])
    assert longer.reading_age == pytest.approx(longer.grade + 5)
    assert longer.reading_age > 20


def test_a_paragraph_or_list_item_ends_a_sentence_without_a_full_stop() -> None:
    assert read(["Notice", "Check with a colleague", "Share. Then wait."]).sentences == 4


def test_a_quotation_mark_may_follow_the_full_stop() -> None:
    assert read(["She says, ‘I am late.’ Then she goes. (It was raining.) Nobody minds."]).sentences == 4


@pytest.mark.parametrize("word", ["radicalisation", "susceptible", "ideology", "safeguarding", "counter-terrorism"])
def test_words_of_the_subject_do_not_count_against_a_page(word: str) -> None:
    assert word in SUBJECT_WORDS
    told, plain, hard = (
        read([f"The team can talk with you of {each} and then help you too."]) for each in (word, "2026", "familiarity")
    )
    assert told.grade == plain.grade < hard.grade


@pytest.mark.parametrize("left_out", ["PMAP", "2026", "gov.uk/report", "Safeguarding’s"])
def test_abbreviations_numbers_and_addresses_have_no_syllables_to_count(left_out: str) -> None:
    assert read([f"{left_out} is on the wall of each room in the house by the lake"]).grade == pytest.approx(
        max(0.39 * 14 + 11.8 - 15.59, 0)
    )


@pytest.mark.parametrize("texts", [[], [""], ["2026."]])
def test_nothing_to_read_is_of_no_grade(texts: list[str]) -> None:
    assert read(texts).grade == 0

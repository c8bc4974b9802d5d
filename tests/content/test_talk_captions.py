"""The talk's captions for one viewer: the same seconds in both languages, slow enough, and in words for one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from prevent_tui.content import talks
from prevent_tui.content.part_rules import CHARACTERS_A_SECOND, WORDS_A_MINUTE
from prevent_tui.content.talk_captions import timed
from prevent_tui.domain.captions import LONGEST
from prevent_tui.domain.talks import Talk
from prevent_tui.domain.watching import Captions, Kind


@pytest.fixture(scope="module")
def talk() -> Talk:
    loaded = talks.load(talks.talk_directory()).talk
    assert loaded is not None
    return loaded.for_one


@pytest.fixture(params=["en", "cy"])
def captions(request: pytest.FixtureRequest, talk: Talk) -> Captions:
    return timed(talk)[request.param]


def waits(captions: Captions) -> list[tuple[int, int]]:
    return [(one.start, one.step) for one in captions.captions if one.kind is Kind.ASKED]


def test_both_languages_play_on_one_timeline(talk: Talk) -> None:
    english, welsh = timed(talk).values()
    assert (english.begins, english.length, waits(english)) == (welsh.begins, welsh.length, waits(welsh))
    assert 10 <= english.length / 60 <= 20


def test_it_waits_at_every_question(talk: Talk, captions: Captions) -> None:
    spoken = sum(len(slide.spoken) for slide in talk.words["en"].slides.values())
    assert len(waits(captions)) == spoken + len(talk.questions)


def test_captions_follow_one_another_and_can_be_read(captions: Captions) -> None:
    second = 0
    for one in captions.captions:
        assert second <= one.start < one.end
        second = one.end
        assert len(one.text) <= LONGEST
        if one.kind is not Kind.ASKED:
            assert len(one.text.split()) * 60 <= WORDS_A_MINUTE * (one.end - one.start)
            assert len(one.text) <= CHARACTERS_A_SECOND * (one.end - one.start)


def test_everything_is_said(talk: Talk) -> None:
    for language, captions in timed(talk).items():
        said = " ".join(one.text for one in captions.captions)
        for slide in talk.words[language].slides.values():
            assert " ".join(slide.notes) in said


@pytest.mark.parametrize(
    ("language", "said", "never"),
    [
        ("en", "Watching alone does not complete your training.", ("I sign it off now", "next to you", "hands up")),
        ("cy", "cwblhau eich hyfforddiant", ("Byddaf yn ei chymeradwyo", "nesaf atoch", "godi llaw")),
    ],
)
def test_nobody_alone_is_told_what_only_holds_in_a_room(
    talk: Talk, language: str, said: str, never: tuple[str, ...]
) -> None:
    words, captions = talk.words[language], timed(talk)[language]
    whole = " ".join(
        [*(one.text for one in captions.captions), *(line for s in words.slides.values() for line in s.lines)]
    )
    assert said in whole
    assert not [one for one in never if one in whole]


def test_a_language_with_fewer_sentences_keeps_its_questions_in_time(talk: Talk) -> None:
    first = talk.steps[0].id
    welsh = talk.words["cy"]
    shorter = {**welsh.slides, first: replace(welsh.slides[first], notes=("Croeso.",))}
    captions = timed(replace(talk, words={**talk.words, "cy": replace(welsh, slides=shorter)}))
    assert waits(captions["en"]) == waits(captions["cy"])
    assert captions["cy"].at(30).text == "Croeso."

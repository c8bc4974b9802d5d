"""Loading a course: whatever is whole is there, and what is not is named."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from prevent_tui.content.loader import Library, courses_directory, load
from prevent_tui.content.twins import stamp
from prevent_tui.domain.courses import Branch, Course, Phase, QuestionKind, StepKind
from prevent_tui.domain.errors import Fault, PreventError
from tests.content.courses import edit, files, put, sound_course


def loaded_course(folder: Path) -> Course:
    course = load(folder).course
    assert course is not None
    return course


def faults(folder: Path) -> set[tuple[str, str]]:
    return {(fault.code, fault.file) for fault in load(folder).faults}


def the_fault(folder: Path, code: str) -> Fault:
    found = [fault for fault in load(folder).faults if fault.code == code]
    assert len(found) == 1, load(folder).faults
    return found[0]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return sound_course(tmp_path)


def test_a_sound_course_has_its_structure_and_its_words_in_both_languages(folder: Path) -> None:
    loaded = load(folder)
    course = loaded.course
    assert loaded.faults == ()
    assert course is not None
    assert (course.id, course.options, course.minutes) == ("small", ("elearning",), 20)
    assert [step.id for step in course.steps] == [
        "duty-before",
        "duty-aims",
        "duty-story",
        "duty-after",
        "final",
    ]
    assert [step.kind for step in course.steps[1:3]] == [StepKind.PAGE, StepKind.SCENARIO]
    assert [step.phase for step in course.steps] == [Phase.BEFORE, None, None, Phase.AFTER, Phase.FINAL]
    assert course.words["en"].module_titles == {"duty": "The duty one"}
    assert course.words["cy"].module_aims["duty"][0] == "dweud beth ydyw"
    welsh = course.words["cy"].pages["duty-aims"]
    assert (welsh.title, welsh.sources) == ("Diben Prevent", ("PDG",))
    assert welsh.next_review == dt.date(2027, 11, 1)
    assert welsh.markdown.startswith("Mae Prevent")


def test_questions_of_every_kind_are_read(folder: Path) -> None:
    course = loaded_course(folder)
    assert course.questions["duty-b2"].key == ("a", "c")
    assert course.questions["duty-a2"].pairs == {"a": "g1", "b": "g2", "c": "g1"}
    story = course.questions["duty-s1"]
    assert story.kind is QuestionKind.SCENARIO
    assert story.nodes["n3"] == (Branch("a", None, True), Branch("b", None, False))
    words = course.words["en"].questions["duty-s1"]
    assert words.nodes["n2"].feedback["b"] == "Feedback b at n2"
    assert words.ending == "Node of the ending"


def test_the_final_check_draws_from_its_pool(folder: Path) -> None:
    course = loaded_course(folder)
    assert course.final is not None
    assert (course.final.draw, course.final.pass_mark) == (2, 1)
    assert course.final.step.questions == ("duty-f1", "duty-f2")
    assert [question.id for question in course.pool("final")] == ["duty-f1", "duty-f2"]


# -- what is broken is named, the rest is there --------------------------------------------------------------


def test_a_page_whose_front_matter_is_broken_is_missing_but_its_step_stays(folder: Path) -> None:
    edit(folder, "en/duty-aims.md", "reviewed = 2026-11-01", "reviewed = = 2026")
    course = loaded_course(folder)
    fault = the_fault(folder, "not_toml")
    assert (fault.file, fault.line) == ("en/duty-aims.md", 3)
    assert course.step("duty-aims").digest == ""
    assert "duty-aims" not in course.words["en"].pages
    assert course.page_words("duty-aims", "cy").title == "Diben Prevent"


def test_a_welsh_page_that_is_missing_is_read_in_english(folder: Path) -> None:
    (folder / "cy/duty-aims.md").unlink()
    course = loaded_course(folder)
    assert faults(folder) == {("file_missing", "cy/duty-aims.md")}
    assert course.page_words("duty-aims", "cy").title == "What Prevent is for"


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ('title = "What Prevent is for"\n', "", "missing_field", None),
        ('sources = ["PDG"]', 'sources = ["PDG"]\ncolour = "red"', "unknown_field", 6),
        ("2027-11-01", '"next year"', "wrong_value", 4),
        ("+++\ntitle", "title", "front_matter_missing", 1),
    ],
)
def test_a_page_says_what_is_wrong_and_where(folder: Path, old: str, new: str, code: str, line: int | None) -> None:
    edit(folder, "en/duty-aims.md", old, new)
    fault = the_fault(folder, code)
    assert (fault.file, fault.line) == ("en/duty-aims.md", line)


def test_a_page_without_words_is_missing(folder: Path) -> None:
    put(folder, "en/duty-aims.md", files()["en/duty-aims.md"].partition("Prevent is one")[0])
    assert ("page_empty", "en/duty-aims.md") in faults(folder)
    assert "duty-aims" not in loaded_course(folder).words["en"].pages


def test_a_broken_question_is_in_no_step_and_no_pool(folder: Path) -> None:
    edit(folder, "questions.toml", 'key = ["b"]', 'key = ["z"]')
    edit(folder, "questions.toml", 'key = ["c"]\npool', "key = []\npool")
    course = loaded_course(folder)
    assert the_fault(folder, "key_not_option").line == 1
    assert course.step("duty-before").questions == ("duty-b2", "duty-b3")
    assert [question.id for question in course.pool("final")] == ["duty-f2"]
    assert "duty-b1" not in course.questions


def test_a_question_without_whole_words_in_english_is_left_out(folder: Path) -> None:
    edit(folder, "en/questions.toml", 'b = "Feedback on b of duty-b1"\n', "")
    course = loaded_course(folder)
    fault = the_fault(folder, "words_missing")
    assert (fault.file, dict(fault.details)) == (
        "en/questions.toml",
        {"question": "duty-b1", "part": "feedback.b"},
    )
    assert "duty-b1" not in course.questions


def test_a_question_without_whole_words_in_welsh_is_asked_in_english(folder: Path) -> None:
    edit(folder, "cy/questions.toml", 'b = "Dewis b of the question duty-b1"', 'b = " "')
    course = loaded_course(folder)
    assert ("words_missing", "cy/questions.toml") in faults(folder)
    assert "duty-b1" not in course.words["cy"].questions
    assert course.question_words("duty-b1", "cy").stem == "Stem of the question duty-b1"
    assert course.question_words("duty-b2", "cy").stem.startswith("Coes")


def test_a_step_left_without_questions_is_left_out_so_that_nobody_is_stuck(folder: Path) -> None:
    edit(folder, "questions.toml", 'start = "n1"', 'start = "nowhere"')
    assert ("step_empty", "course.toml") in faults(folder)
    assert "duty-story" not in {step.id for step in loaded_course(folder).steps}


def test_questions_that_cannot_be_read_at_all_leave_the_pages(folder: Path) -> None:
    edit(folder, "questions.toml", "[duty-b2]", "[duty-b1]")
    course = loaded_course(folder)
    assert ("not_toml", "questions.toml") in faults(folder)
    assert "unknown_question" not in {code for code, _ in faults(folder)}
    assert [step.id for step in course.steps] == ["duty-aims", "final"]


def test_titles_that_cannot_be_read_fall_back_to_the_first_language(folder: Path) -> None:
    put(folder, "cy/course.toml", "title = ")
    course = loaded_course(folder)
    assert faults(folder) == {("not_toml", "cy/course.toml")}
    assert course.words["cy"].module_titles["duty"] == "The duty one"
    assert course.words["cy"].pages["duty-aims"].title == "Diben Prevent"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("format = 1", "format = 2", "wrong_value"),
        ("minutes = 20", 'minutes = "20"', "wrong_value"),
        ("minutes = 20", "minutes = 20\nminuets = 20", "unknown_field"),
        ('id = "small"\n', "", "missing_field"),
        ('id = "duty-aims"', 'id = "../../secret"', "wrong_value"),
        ('languages = ["en", "cy"]', 'languages = ["..", "cy"]', "wrong_value"),
        ("[final]", "[final", "not_toml"),
    ],
)
def test_only_a_broken_course_file_leaves_no_course(folder: Path, old: str, new: str, code: str) -> None:
    edit(folder, "course.toml", old, new)
    assert load(folder).course is None
    assert faults(folder) == {(code, "course.toml")}


def test_toml_nested_too_deeply_or_with_endless_numbers_is_a_fault(folder: Path) -> None:
    put(folder, "cy/course.toml", "a = " + "[" * 100_000)
    put(folder, "en/course.toml", "a = " + "9" * 10_000)
    assert faults(folder) >= {("not_toml", "cy/course.toml"), ("not_toml", "en/course.toml")}


def test_a_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    assert load(tmp_path / "none").course is None
    assert ("directory_missing", ".") in faults(tmp_path / "none")


# -- nothing outside the folder, nothing that steers a terminal ----------------------------------------------


def test_symbolic_links_are_refused_even_inside_the_folder(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text(files()["cy/duty-aims.md"], encoding="utf-8")
    (folder / "cy/duty-aims.md").unlink()
    (folder / "cy/duty-aims.md").symlink_to(outside)
    assert faults(folder) == {("symlink_refused", "cy/duty-aims.md")}
    assert loaded_course(folder).words["cy"].pages == {}


def test_a_linked_language_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    (folder / "cy").rename(tmp_path / "cy")
    (folder / "cy").symlink_to(tmp_path / "cy", target_is_directory=True)
    assert {code for code, _ in faults(folder)} == {"symlink_refused"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_is_refused_and_does_not_hang(folder: Path) -> None:
    (folder / "cy/duty-aims.md").unlink()
    os.mkfifo(folder / "cy/duty-aims.md")
    assert faults(folder) == {("not_a_file", "cy/duty-aims.md")}


def test_other_encodings_are_refused_with_the_line(folder: Path) -> None:
    text = files()["cy/duty-aims.md"].replace("gynnar", "gynnâr")
    (folder / "cy/duty-aims.md").write_bytes(text.encode("latin-1"))
    fault = the_fault(folder, "not_utf8")
    assert (fault.file, fault.line) == ("cy/duty-aims.md", 7)


def test_a_file_beyond_all_measure_is_refused(folder: Path) -> None:
    put(folder, "en/duty-aims.md", "x" * (1 << 20) + "x")
    assert ("file_too_large", "en/duty-aims.md") in faults(folder)


@pytest.mark.parametrize(
    "character", ["\x1b", "\x07", "\x7f", "\x9b", "\u202e", "\u2066", "\u200b", "\ufeff", "\U000e0041"]
)
def test_control_characters_are_named_and_taken_out(folder: Path, character: str) -> None:
    edit(folder, "en/duty-aims.md", "wider plan", f"wider{character} plan")
    fault = the_fault(folder, "control_character")
    assert (fault.file, fault.line) == ("en/duty-aims.md", 7)
    assert dict(fault.details) == {"character": f"U+{ord(character):04X}"}
    assert "wider plan" in loaded_course(folder).words["en"].pages["duty-aims"].markdown


def test_control_characters_written_as_escapes_are_taken_out_too(folder: Path) -> None:
    edit(folder, "en/questions.toml", "Stem of", "Stem\\u001b[2J of")
    assert ("control_character", "en/questions.toml") in faults(folder)
    assert "\x1b" not in loaded_course(folder).words["en"].questions["duty-b1"].stem


def test_windows_line_ends_are_no_fault(folder: Path) -> None:
    put(folder, "en/duty-aims.md", files()["en/duty-aims.md"].replace("\n", "\r\n"))
    assert load(folder).faults == ()


# -- hashes --------------------------------------------------------------------------------------------------


def test_the_digest_of_a_page_changes_with_its_words_only(folder: Path) -> None:
    before = loaded_course(folder)
    edit(folder, "en/duty-aims.md", "2027-11-01", "2028-11-01")
    edit(folder, "cy/duty-aims.md", "yn un rhan", "yn rhan")
    reviewed = loaded_course(folder)
    edit(folder, "en/duty-aims.md", "wider plan", "bigger plan")
    changed = loaded_course(folder)
    digests = [course.step("duty-aims").digest for course in (before, reviewed, changed)]
    assert digests[0] == digests[1] != digests[2]
    assert len(digests[0]) == 16
    assert len({course.version for course in (before, reviewed, changed)}) == 3


def test_the_digest_of_a_check_changes_with_its_questions(folder: Path) -> None:
    before = loaded_course(folder)
    edit(folder, "questions.toml", 'key = ["b"]', 'key = ["c"]')
    edit(folder, "en/questions.toml", "Stem of the question duty-f1", "Another stem")
    after = loaded_course(folder)
    changed = {one.id for one, other in zip(before.steps, after.steps, strict=True) if one.digest != other.digest}
    assert changed == {"duty-before", "final"}


def test_the_same_files_give_the_same_version_anywhere(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    first, second = sound_course(tmp_path), sound_course(tmp_path / "elsewhere")
    put(second, "questions.toml", "# a comment\n" + files()["questions.toml"])
    assert loaded_course(first).version == loaded_course(second).version


def test_stamping_writes_the_hashes_and_nothing_else(folder: Path) -> None:
    edit(folder, "en/duty-aims.md", "wider plan", "bigger plan")
    edit(folder, "en/questions.toml", "Stem of the question duty-b1", "Another stem")
    before = {name: (folder / name).read_text("utf-8") for name in files()}
    assert stamp(folder) == ("cy/duty-aims.md", "cy/questions.toml")
    assert stamp(folder) == ()
    digest = loaded_course(folder).step("duty-aims").digest
    assert f'english = "{digest}"' in (folder / "cy/duty-aims.md").read_text("utf-8")
    for name, old in before.items():
        new = (folder / name).read_text("utf-8")
        lines = zip(old.splitlines(), new.splitlines(), strict=True)
        changed = [line for one, line in lines if one != line]
        assert len(changed) == int(name in ("cy/duty-aims.md", "cy/questions.toml"))
        assert all(line.startswith("english = ") for line in changed)


def test_what_cannot_be_stamped_in_place_is_refused_and_left_alone(folder: Path) -> None:
    edit(folder, "cy/questions.toml", "[duty-b1]\n", '["duty-b1"]\n')
    edit(folder, "en/questions.toml", "Stem of the question duty-b1", "Another stem")
    edit(folder, "en/duty-aims.md", "wider plan", "bigger plan")
    before = {name: (folder / name).read_text("utf-8") for name in files()}
    with pytest.raises(PreventError) as refused:
        stamp(folder)
    assert (refused.value.code, refused.value.details["file"]) == ("cannot_stamp", "cy/questions.toml")
    assert {name: (folder / name).read_text("utf-8") for name in before} == before


# -- the library ---------------------------------------------------------------------------------------------


def test_a_library_finds_courses_by_id_and_keeps_them(folder: Path) -> None:
    library = Library([folder.parent])
    course = library.course("small")
    edit(folder, "course.toml", "minutes = 20", "minutes = 99")
    assert library.course("small") is course
    assert library.all() == (course,)
    assert library.ids() == ("small",)


@pytest.mark.parametrize("course_id", ["none", "..", "../small", "", "small/en"])
def test_an_unknown_course_is_refused(folder: Path, course_id: str) -> None:
    with pytest.raises(PreventError) as refused:
        Library([folder.parent]).course(course_id)
    assert refused.value.code == "unknown_course"


def test_a_broken_course_is_refused_with_its_faults_and_leaves_the_others(folder: Path) -> None:
    put(folder.parent / "broken", "course.toml", "format = ")
    library = Library([folder.parent])
    with pytest.raises(PreventError) as refused:
        library.course("broken")
    assert refused.value.code == "course_broken"
    assert refused.value.details["faults"] == library.loaded("broken").faults
    assert [course.id for course in library.all()] == ["small"]
    assert library.ids() == ("broken", "small")


def test_a_later_directory_replaces_a_course(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    edit(sound_course(tmp_path / "site"), "course.toml", "minutes = 20", "minutes = 45")
    assert Library([folder.parent, tmp_path / "site"]).course("small").minutes == 45
    assert Library([tmp_path / "site", folder.parent]).course("small").minutes == 20


def test_a_course_in_a_folder_of_another_name_is_broken(folder: Path) -> None:
    folder.rename(folder.parent / "other")
    with pytest.raises(PreventError) as refused:
        Library([folder.parent]).course("other")
    assert refused.value.code == "course_broken"


def test_a_linked_course_folder_is_broken(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "small").symlink_to(folder, target_is_directory=True)
    with pytest.raises(PreventError) as refused:
        Library([tmp_path / "site"]).course("small")
    assert refused.value.code == "course_broken"


def test_the_courses_of_the_program_lie_beside_its_modules() -> None:
    assert (courses_directory() / "loader.py").is_file()

"""Sentences for the faults of files: staff lists, training records and courses."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from prevent_tui import wording
from prevent_tui.domain.errors import Fault
from prevent_tui.i18n import N_, Translator

_TABLES: Mapping[str, str] = MappingProxyType(
    {
        "bad_capacity": N_("%(value)s is not a number of places from 1 to %(most)s."),
        "bad_date": N_("%(value)s is not a date such as 2026-11-18."),
        "bad_link": N_("%(value)s is not a web address such as https://meet.example.org/room."),
        "bad_time": N_("%(value)s is not a time such as 2026-11-18T14:00."),
        "capacity_below_bookings": N_("%(booked)s places are booked already: the capacity can't be %(capacity)s."),
        "control_character": N_("The character %(character)s is not allowed."),
        "date_in_future": N_("%(value)s is later than today."),
        "doubled_column": N_("The column is there more than once."),
        "duplicate_number": N_("The payroll number %(number)s is already on line %(first_line)s."),
        "duplicate_session": N_("The session %(session)s is already on line %(first_line)s."),
        "empty": N_("The value is missing."),
        "ends_before_start": N_("The session ends before it starts, or as it starts."),
        "file_too_big": N_("The file is larger than %(most)s bytes."),
        "line_too_long": N_("The line is longer than %(most)s characters."),
        "marked_otherwise": N_("%(number)s has another mark already. Void it with a reason first."),
        "missing_column": N_("The column is missing."),
        "no_header": N_("The file is empty: the first line must name the columns."),
        "not_utf8": N_("The text is not UTF-8."),
        "own_manager": N_("%(number)s is named as their own manager."),
        "place_or_link_missing": N_("A session needs a place or a link."),
        "reporting_loop": N_("These people report to each other in a ring: %(loop)s."),
        "role_outside_school": N_("The role %(value)s is for staff of schools only."),
        "session_begun": N_("The session has begun or is over: it can't be changed."),
        "session_cancelled": N_("The session was cancelled: it can't be changed."),
        "session_in_past": N_("The session would begin in the past."),
        "stray_quote": N_("There is a quotation mark inside the value."),
        "time_skipped": N_("%(value)s does not exist: the clocks jump over it in spring."),
        "time_twice": N_("%(value)s comes twice when the clocks go back: add +01:00 or +00:00."),
        "too_few_cells": N_("The row has %(found)s values and needs %(wanted)s."),
        "too_long": N_("The value is too long."),
        "too_many_cells": N_("The row has %(found)s values and needs %(wanted)s."),
        "too_many_leavers": N_(
            "%(leaving)s of %(staff)s members of staff are missing from the file, more than 5 %%. "
            "If they have left, import it with --allow-leavers."
        ),
        "too_many_rows": N_("The file has more than %(most)s rows."),
        "unclosed_quote": N_("A quotation mark that was opened is never closed."),
        "unknown_column": N_("There is no column of that name."),
        "unknown_manager": N_("Nobody has the payroll number %(number)s that is named as the manager's."),
        "unknown_number": N_("Nobody has the payroll number %(number)s."),
        "unknown_trainer": N_("Nobody has the payroll number %(number)s that is named as the trainer's."),
        "unknown_value": N_("%(value)s is not one of: %(choices)s."),
    }
)

_FILES: Mapping[str, str] = MappingProxyType(
    {
        "bad_id": N_("%(id)s can't be an id: use small letters, digits and single hyphens."),
        "course_empty": N_("No step of the course can be used."),
        "course_id_differs": N_("The course calls itself %(id)s but its folder is named %(folder)s."),
        "directory_missing": N_("There is no such folder."),
        "duplicate_id": N_("%(id)s is used more than once in %(part)s."),
        "model_missing": N_("A reflect step needs a model answer: below another line of +++, with points above."),
        "model_unused": N_("Only a reflect step has a model answer below another line of +++."),
        "points_missing": N_("The points to compare a model answer by are missing above the page."),
        "file_missing": N_("The file is missing."),
        "file_too_large": N_("The file is larger than %(bytes)s bytes."),
        "front_matter_missing": N_("The page must begin with its title, sources and reviews between two lines of +++."),
        "missing_field": N_("%(field)s is missing."),
        "not_a_file": N_("This is neither a file nor a folder."),
        "not_toml": N_("This is not TOML: %(problem)s."),
        "page_empty": N_("The page has no text."),
        "symlink_refused": N_("Links to other files are not followed."),
        "unknown_field": N_("%(field)s is not known here."),
        "unreadable": N_("The file can't be read: %(problem)s."),
        "unused_file": N_("The course does not use this file."),
        "words_missing": N_("The words for %(part)s are missing."),
        "words_unused": N_("There are words for %(part)s, which the question does not have."),
        "wrong_value": N_("%(where)s has a value that can't be used: %(problem)s."),
    }
)

_STRUCTURE: Mapping[str, str] = MappingProxyType(
    {
        "check_out_of_place": N_("The check %(step)s must be the first or the last step of its module."),
        "check_too_small": N_("The check %(step)s has too few questions (%(questions)s)."),
        "choice_count": N_("%(node)s must offer two, three or four choices."),
        "draw_exceeds_pool": N_("%(draw)s questions are to be drawn from a pool of %(pool)s."),
        "id_outside_module": N_("%(id)s must begin with the id of its module, %(module)s."),
        "key_count": N_("A question of the kind %(kind)s can't have %(right)s right options of %(options)s."),
        "key_not_option": N_("The key names %(id)s, which is not an option."),
        "loop": N_("The scenario can go round for ever: %(nodes)s."),
        "next_unknown": N_("%(node)s leads to %(next)s, which does not exist."),
        "no_good_choice": N_("%(node)s has no choice that is right."),
        "node_unreachable": N_("Nothing leads to %(node)s."),
        "pair_missing": N_("The option %(id)s belongs to no group."),
        "pair_not_group": N_("%(id)s is put into %(group)s, which is not a group."),
        "pair_not_option": N_("%(id)s is put into a group but is not an option."),
        "part_not_for_kind": N_("A question of this kind has no %(field)s."),
        "pass_mark_exceeds_draw": N_("%(pass_mark)s questions must be right but only %(draw)s are drawn."),
        "question_twice": N_("The question is asked at more than one step."),
        "step_empty": N_("The step %(step)s has no question that can be asked."),
        "too_few_decisions": N_("The scenario can end after a single decision."),
        "too_few_groups": N_("There must be at least two groups."),
        "too_few_options": N_("There must be at least two options."),
        "unknown_module": N_("There is no module %(id)s."),
        "unknown_page": N_("There is no page %(id)s."),
        "unknown_question": N_("There is no question %(id)s."),
        "unused_question": N_("The question is never asked."),
        "wrong_kind": N_("The step %(step)s can't ask a question of this kind."),
        "wrong_phase": N_("The step %(step)s can't stand in the phase “%(phase)s”."),
    }
)

_TEXTS: Mapping[str, str] = MappingProxyType(
    {
        "audience_differs": N_("The blocks for nations and sectors are not those of the English page, in its order."),
        "audience_empty": N_("There is nothing in the block for %(found)s."),
        "audience_for_nobody": N_("The block for %(found)s does not say which."),
        "audience_gap": N_("The page has blocks for nations but none for %(nation)s."),
        "audience_not_closed": N_("The block for %(found)s must end with a line of ::: before another begins."),
        "audience_not_open": N_("The line ::: ends a block that did not begin."),
        "audience_unknown": N_("%(found)s is not a nation or sector that a block can be for."),
        "heading_empty": N_("There is nothing below the heading “%(found)s”."),
        "heading_level": N_("Headings must be of the second level (##), not %(found)s."),
        "markdown_in_question": N_("%(part)s has Markdown in it, which questions don't show."),
        "markdown_not_allowed": N_("Pages can't hold this Markdown: %(found)s."),
        "model_too_long": N_("The model answer and its points take %(lines)s lines; they may take %(most)s."),
        "page_too_long": N_("The page takes %(lines)s lines; at most %(most)s fit on two screens."),
        "page_words": N_("The page has %(words)s words; it should have between %(fewest)s and %(most)s."),
        "picture_character": N_("The picture has the character %(character)s, which not every terminal can show."),
        "picture_too_tall": N_("The picture takes %(lines)s lines; at most %(most)s are allowed."),
        "picture_too_wide": N_("The picture takes %(cells)s columns; at most %(most)s are allowed."),
        "prompt_too_long": N_("What is asked takes %(lines)s lines; at most %(most)s leave room to write."),
        "question_too_tall": N_("%(part)s takes %(lines)s lines; at most %(most)s fit on a screen."),
        "review_dates": N_("The next review (%(next_review)s) must be later than the last one (%(reviewed)s)."),
        "review_expired": N_("The review was due on %(next_review)s."),
        "reviewed_in_future": N_("The review is dated %(reviewed)s, which is still to come."),
        "sources_missing": N_("The page names no source."),
        "twin_stale": N_("The English of %(id)s has changed since it was translated."),
        "twin_unstamped": N_("%(id)s does not say which English it was translated from: prevent-tui content stamp"),
        "untranslated": N_("%(part)s is the same as in English."),
    }
)

_GLOSSARY: Mapping[str, str] = MappingProxyType(
    {
        "form_twice": N_("“%(form)s” already stands for the term %(id)s."),
        "meaning_too_long": N_("The meaning has %(words)s words; it may have %(most)s."),
        "nations_differ": N_("The words for nations are not for those of the English: %(id)s."),
        "term_unused": N_("No page of a course uses the term %(id)s."),
        "unknown_term": N_("There is no term %(id)s, or it names itself."),
    }
)

_QUALITY: Mapping[str, str] = MappingProxyType(
    {
        "aim_not_rechecked": N_("The aim %(aim)s is checked before the module but not after it."),
        "all_of_the_above": N_("%(part)s speaks of other options, which are shuffled: say what is meant."),
        "fact_not_on_page": N_("The page %(page)s hardly mentions why the right answer is right; it lacks: %(words)s."),
        "item_repeats": N_("This asks the same as %(earlier)s in the check before the module."),
        "key_position_too_often": N_(
            "Module %(module)s, kind %(kind)s: %(share)s of the right options stand at position %(position)s; "
            "the limit is %(most)s."
        ),
        "longest_key_too_often": N_(
            "Module %(module)s, kind %(kind)s: in %(share)s of the choices the right options are the longest; "
            "the limit is %(most)s."
        ),
        "reading_age_high": N_("The page's reading age is %(age)s years; it may be at most %(most)s."),
    }
)

_CAPTIONS: Mapping[str, str] = MappingProxyType(
    {
        "caption_gap": N_("For %(seconds)s seconds there is no caption; at most %(most)s are allowed."),
        "caption_order": N_("The times of captions must go up: each begins when or after the one before it ends."),
        "caption_time": N_("The caption stands for %(seconds)s seconds; it may stand from %(fewest)s to %(most)s."),
        "caption_too_fast": N_(
            "%(words)s words and %(characters)s characters in %(seconds)s seconds are too fast to be read."
        ),
        "caption_too_tall": N_("The caption has %(lines)s lines; it may have %(most)s."),
        "caption_too_wide": N_("The caption takes %(cells)s columns; it may take %(most)s."),
        "caption_unreadable": N_(
            "“%(found)s” does not begin a caption: times and slide, as in 0:07 --> 0:13 welcome, then its words below."
        ),
        "captions_differ": N_("From %(time)s on, the captions don't stand at the times and slides of the English."),
        "minutes_differ": N_("%(id)s takes %(minutes)s minutes, not %(stated)s."),
        "slide_too_tall": N_("The slide %(id)s takes %(lines)s lines; at most %(most)s fit on a small screen."),
        "slide_unknown": N_("There is no slide %(id)s."),
        "slide_unused": N_("The slide %(id)s is never shown."),
        "slides_differ": N_("The slides are not those of the English."),
        "too_short_to_count": N_(
            "The webinar has %(minutes)s minutes of captions: below %(fewest)s it can't count (counts = false)."
        ),
    }
)

_TALKS: Mapping[str, str] = MappingProxyType(
    {
        "hands_key": N_("The question %(id)s must have two to four options, and its key must be one of them."),
        "hands_number": N_("There are %(questions)s questions by show of hands; there must be %(fewest)s to %(most)s."),
        "notes_words": N_("The notes have %(words)s words; they should have between %(fewest)s and %(most)s."),
        "sentence_too_long": N_("The spoken sentence “%(found)s” has more than %(most)s words."),
        "slide_too_tall": N_("The slide has %(lines)s lines; at most %(most)s can be read from the back of a room."),
        "slide_too_wide": N_("The line “%(found)s” takes %(cells)s columns; at most %(most)s fit large."),
        "slides_number": N_("There are %(slides)s slides; there must be %(fewest)s to %(most)s."),
        "sentences_differ": N_("The notes have not as many sentences as the English ones: captions are timed by them."),
        "alone_differs": N_("Only one of this slide and the English one has words for who watches alone."),
        "spoken_differ": N_("The slide has not as many spoken questions as the English one."),
        "talk_minutes": N_("The steps take %(minutes)s minutes together; the talk takes %(wanted)s."),
    }
)

SENTENCES: Mapping[str, str] = MappingProxyType(
    {**_TABLES, **_FILES, **_STRUCTURE, **_TEXTS, **_GLOSSARY, **_QUALITY, **_CAPTIONS, **_TALKS}
)
"""One sentence for each fault code."""


class _Details(dict[str, str]):
    """The details of a fault; one that a sentence wants and the fault doesn't know is shown as nothing."""

    def __missing__(self, name: str) -> str:
        return "–"


def sentence(t: Translator, fault: Fault) -> str:
    """What is wrong, in a sentence; the question or the readers it is about are named where it doesn't say them."""
    details = _Details(fault.details)
    message = SENTENCES.get(fault.code)
    if message is None:
        return t.tr(N_("Something is wrong (%(code)s)."), code=fault.code)
    text = t.tr(message) % details
    if "question" in details:
        return t.tr(N_("%(sentence)s (Question: %(question)s)"), sentence=text, question=details["question"])
    if "audience" in details:
        return t.tr(N_("%(sentence)s (Shown to: %(audience)s)"), sentence=text, audience=details["audience"])
    return text


def line(t: Translator, fault: Fault) -> str:
    """A fault in one line: where it is, and what is wrong."""
    return f"{wording.fault_place(t, fault)}: {sentence(t, fault)}"

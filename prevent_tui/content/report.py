"""The measures of courses as a Markdown document, for those who write and review them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from prevent_tui.content import measures, quality_rules
from prevent_tui.content.course_rules import FEWEST_DECISIONS
from prevent_tui.content.page_rules import FEWEST_WORDS, MOST_WORDS
from prevent_tui.content.soundness import fewest_decisions
from prevent_tui.domain.courses import Course, Phase, Question, QuestionKind

_HEAD = f"""\
# What the courses measure

Written by `prevent-tui content check --report`; `make content-report` writes it for the courses of the program. Faults
are listed by `prevent-tui content check`; here are the figures they are judged by.

- **Minutes**: {measures.WORDS_A_MINUTE} words a minute on pages, {measures.SECONDS_A_QUESTION} seconds a question,
  and {measures.SECONDS_A_DECISION} seconds a decision on the longest way through a scenario.
- **Reading age**: Flesch–Kincaid grade and five years more, English only. The subject's own words, such as
  *radicalisation* or *safeguarding*, names of nations, numbers and abbreviations are left out of the syllables. At most
  {quality_rules.OLDEST_READER:g} on a page.
- **Words**: {FEWEST_WORDS} to {MOST_WORDS} on an English page, headings too.
- **Longest is right**: in how many choices every right option is longer than every wrong one. **Same position**: how
  many of the right options stand at the commonest place. From {quality_rules.FEWEST_CHOICES} choices up, either may be
  at most {quality_rules.ABOVE_LUCK * 100:.0f} percentage points above luck.
"""


def markdown(courses: Iterable[Course]) -> str:
    """The report on those courses. It depends on nothing but their files."""
    return "\n".join([_HEAD, *chain.from_iterable(map(_course, courses))])


def _course(course: Course) -> Iterator[str]:
    words = next(iter(course.words.values()))
    yield f"## {words.title} (`{course.id}`)\n"
    yield from _section("Words and minutes", _sizes(course))
    if words.pages:
        yield from _section("Pages", _pages(course))
    if words.parts:
        yield from _section("Chapters", _chapters(course))
    yield from _section("Questions by kind and difficulty", _kinds(course))
    yield from _section("Questions by aim", _aims(course))
    yield from _section("Options that could give themselves away", _giveaways(course))
    yield from _section("Scenarios", _scenarios(course))


def _section(title: str, rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """A heading and a table whose first row names its columns; columns of numbers are set to the right."""
    names, *lines = ([str(cell) for cell in row] for row in rows)
    numbers = [all(_is_number(line[column]) for line in lines) for column in range(len(names))]
    yield f"### {title}\n"
    yield _line(names)
    yield _line("--:" if number else "---" for number in numbers)
    yield from map(_line, lines)
    yield ""


def _is_number(text: str) -> bool:
    return text[:1].isdigit() or not text


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _sizes(course: Course) -> Iterator[Sequence[object]]:
    languages = tuple(course.words)
    minutes_in = (*_each("Minutes", languages), "Stated")
    yield "Module", "Pages", *_each("Words", languages), "Questions", "Decisions", *minutes_in
    totals = dict.fromkeys(languages, 0.0)
    for module in course.modules:
        sizes = {language: measures.size(course, module, language=language) for language in languages}
        first = sizes[languages[0]]
        for language, size in sizes.items():
            totals[language] += size.minutes
        read, minutes = ([one.words for one in sizes.values()], [f"{one.minutes:.1f}" for one in sizes.values()])
        yield module.id, first.pages, *read, first.questions, first.decisions, *minutes, module.minutes
    final, blank = measures.size_of_final(course), [""] * len(languages)
    yield "final check", "", *blank, final.questions, "", *[f"{final.minutes:.1f}"] * len(languages), ""
    whole = [f"{minutes + final.minutes:.1f}" for minutes in totals.values()]
    yield "all", "", *blank, "", "", *whole, course.minutes


def _each(name: str, languages: Sequence[str]) -> list[str]:
    return [f"{name}, {language}" for language in languages]


def _pages(course: Course) -> Iterator[Sequence[object]]:
    languages = tuple(course.words)
    yield "Page", *_each("Words", languages), "Reading age", "Sources"
    ages = []
    for step in course.steps:
        if not step.kind.has_page:
            continue
        sources = course.page_words(step.id, languages[0]).sources
        texts = [measures.shown(course.page_words(step.id, language)) for language in languages]
        age = ""
        if quality_rules.ENGLISH in languages:
            english = course.page_words(step.id, quality_rules.ENGLISH)
            ages.append(measures.reading(measures.shown(english)).reading_age)
            age = f"{ages[-1]:.1f}"
        yield step.id, *map(measures.words, texts), age, ", ".join(sources) or "none"
    if ages:
        yield "mean", *[""] * len(languages), f"{sum(ages) / len(ages):.1f}", ""


def _chapters(course: Course) -> Iterator[Sequence[object]]:
    """The chapters of a recorded webinar: what is said in them, and how fast."""
    languages = tuple(course.words)
    pace = _each("Words a minute", languages)
    yield "Chapter", *_each("Words", languages), *pace, "Captions", "Slides", "Length", "Reading age", "Sources"
    for module in course.modules:
        parts = [course.part_words(module.id, language) for language in languages]
        first, words = parts[0], [len(part.text.split()) for part in parts]
        english = course.part_words(module.id, quality_rules.ENGLISH) if quality_rules.ENGLISH in languages else None
        age = f"{measures.spoken(english).reading_age:.1f}" if english else ""
        paces = [f"{number * 60 / first.length:.0f}" for number in words]
        size = len(first.captions), len(first.slides), f"{first.length // 60} min {first.length % 60} s"
        yield module.id, *words, *paces, *size, age, ", ".join(first.sources) or "none"


def _kinds(course: Course) -> Iterator[Sequence[object]]:
    difficulties = (1, 2, 3)
    yield "Module", *(kind.value for kind in QuestionKind), *(f"difficulty {each}" for each in difficulties), "All"
    groups = {module.id: _of_module(course, module.id) for module in course.modules}
    for name, questions in (groups | {"all": list(course.questions.values())}).items():
        kinds = Counter(question.kind for question in questions)
        hard = Counter(question.difficulty for question in questions)
        yield name, *(kinds[kind] for kind in QuestionKind), *(hard[each] for each in difficulties), len(questions)


def _of_module(course: Course, module: str) -> list[Question]:
    return [question for question in course.questions.values() if question.module == module]


def _aims(course: Course) -> Iterator[Sequence[object]]:
    yield "Module", "Aim", "Before", "In scenarios", "After", "Final pool"
    places = {name: step.phase for step in course.steps for name in step.questions}
    for module in course.modules:
        questions = _of_module(course, module.id)
        for aim in sorted({question.aim for question in questions}):
            counts = Counter(places.get(question.id) for question in questions if question.aim == aim)
            yield module.id, aim, *(counts[phase] for phase in (Phase.BEFORE, None, Phase.AFTER, Phase.FINAL))


def _giveaways(course: Course) -> Iterator[Sequence[object]]:
    yield "Module", "Kind", "Language", "Choices", "Longest is right", "by luck", "Same position", "by luck"
    for module in course.modules:
        for language in course.words:
            for one in measures.giveaways(course, module.id, language=language):
                shares = (one.longest, one.longest_by_luck, one.at_position, one.at_position_by_luck)
                yield module.id, one.kind.value, language, one.choices, *(f"{share:.0%}" for share in shares)


def _scenarios(course: Course) -> Iterator[Sequence[object]]:
    """Each with its decisions on the shortest and the longest way, and how it ends, in the first language."""
    first = next(iter(course.words))
    yield "Scenario", f"Decisions, at least {FEWEST_DECISIONS}", "How it ends"
    for question in course.questions.values():
        if question.kind is QuestionKind.SCENARIO:
            fewest, most = fewest_decisions(question), measures.most_decisions(question)
            ways = str(fewest) if fewest == most else f"{fewest}–{most}"
            yield question.id, ways, course.question_words(question.id, first).ending

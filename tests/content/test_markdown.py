"""Pages as blocks and lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_tui.content.characters import cells
from prevent_tui.content.markdown import Block, BlockKind, Line, LineKind, Span, blocks, findings, lines


def shown(markdown: str, width: int) -> list[str]:
    return [line.text for line in lines(blocks(markdown), width)]


def kinds(markdown: str) -> list[BlockKind]:
    return [block.kind for block in blocks(markdown)]


# -- blocks --------------------------------------------------------------------------------------------------


def test_every_kind_of_block() -> None:
    text = "One.\n\n## Two\n\n- a\n- b\n\n1. c\n2. d\n\n> e\n\n```picture\n+-+\n```\n"
    assert kinds(text) == [
        BlockKind.PARAGRAPH,
        BlockKind.HEADING,
        BlockKind.BULLETS,
        BlockKind.NUMBERS,
        BlockKind.CALLOUT,
        BlockKind.PICTURE,
    ]


def test_bold_and_italic_are_spans_and_may_nest() -> None:
    (paragraph,) = blocks("Do **not *ever* wait**, please")
    assert paragraph.spans == (
        Span("Do "),
        Span("not ", bold=True),
        Span("ever", bold=True, italic=True),
        Span(" wait", bold=True),
        Span(", please"),
    )


def test_lines_of_a_paragraph_flow_together() -> None:
    assert blocks("one\ntwo")[0].spans == (Span("one two"),)


@pytest.mark.parametrize("text", ["> **Example**\n> A story.", "> **Example**\n>\n> A story."])
def test_bold_words_alone_on_the_first_line_are_a_callouts_label(text: str) -> None:
    (callout,) = blocks(text)
    assert callout.label == "Example"
    assert callout.blocks == (Block(BlockKind.PARAGRAPH, spans=(Span("A story."),)),)


def test_bold_words_that_begin_a_sentence_are_no_label() -> None:
    (callout,) = blocks("> **Never** alone.")
    assert callout.label == ""
    assert callout.blocks[0].spans == (Span("Never", bold=True), Span(" alone."))


def test_a_label_before_bold_words_takes_none_of_them() -> None:
    (callout,) = blocks("> **Remember**\n> **Ring 999** first.")
    assert (callout.label, callout.blocks[0].spans) == (
        "Remember",
        (Span("Ring 999", bold=True), Span(" first.")),
    )


def test_a_callout_may_hold_a_list() -> None:
    (callout,) = blocks("> **Remember**\n>\n> - a\n> - b")
    assert [block.kind for block in callout.blocks] == [BlockKind.BULLETS]


def test_a_picture_keeps_its_lines_and_says_what_it_shows() -> None:
    (picture,) = blocks("```picture\nalt: two boxes\n┌─┐ ┌─┐\n└─┘ └─┘\n```")
    assert (picture.alt, picture.picture) == ("two boxes", ("┌─┐ ┌─┐", "└─┘ └─┘"))


def test_a_list_counts_from_its_first_number() -> None:
    assert blocks("3. c\n4. d")[0].start == 3


def test_what_is_not_allowed_keeps_its_words() -> None:
    text = "See [the guide](https://example.org) &#x202e; `code`\n\n| a | b |\n|---|---|\n| c | d |\n\n<i>x</i>"
    plain = " ".join(shown(text, 75))
    assert "See the guide &#x202e; code" in plain
    assert "a b c d" in plain
    assert "<i>x</i>" in plain


# -- findings ------------------------------------------------------------------------------------------------


def test_the_allowed_part_has_no_findings() -> None:
    text = "One **two** *three*\nfour\n\n## Two\n\n- a\n\n- b\n\n1. c\n\n"
    text += "> **Example**\n> e\n>\n> - f\n\n```picture\n+-+\n```"
    assert findings(text) == ()


@pytest.mark.parametrize(
    ("markdown", "what"),
    [
        ("[a](https://example.org)", "link"),
        ("![a](b.png)", "image"),
        ("<https://example.org>", "link"),
        ("a <b>c</b>", "html_inline"),
        ("<div>\n</div>", "html_block"),
        ("`a`", "code_inline"),
        ("    a", "code_block"),
        ("```\na\n```", "fence"),
        ("***\n\na", "hr"),
        ("| a |\n|---|\n| b |", "table"),
        ("~~a~~", "s"),
        ("a  \nb", "hardbreak"),
        ("- a\n  - b", "list_item"),
        ("- ## a", "heading"),
        ("> > a", "blockquote"),
        ("> ## a", "heading"),
        ("a &copy; b", "&copy;"),
        ("a\n\n[b]: https://example.org", "reference"),
    ],
)
def test_everything_else_is_found(markdown: str, what: str) -> None:
    assert ("markdown_not_allowed", what) in {(code, found) for code, _, found in findings(markdown)}


def test_findings_come_with_their_line() -> None:
    assert findings("a\n\n# b\n\nc\n\n- d\n- `e`\n\n## f") == (
        ("heading_level", 3, "h1"),
        ("markdown_not_allowed", 8, "code_inline"),
        ("heading_empty", 10, "f"),
    )


# -- lines ---------------------------------------------------------------------------------------------------


def test_paragraphs_wrap_between_words_with_a_blank_line_between_blocks() -> None:
    assert shown("one two three\n\nfour", 8) == ["one two", "three", "", "four"]


def test_list_items_hang_behind_their_marks() -> None:
    assert shown("- one two three\n- four", 10) == ["• one two", "  three", "• four"]
    assert shown("9. one two three\n10. four", 12) == [" 9. one two", "    three", "10. four"]


def test_a_callout_stands_behind_a_bar() -> None:
    text = "> **Example**\n> one two three\n>\n> - four five six"
    assert shown(text, 12) == ["│ Example", "│ one two", "│ three", "│ ", "│ • four", "│   five six"]


def test_the_marks_can_be_plain() -> None:
    made = lines(blocks("- a\n\n> - b"), 20, bullet="*", bar="|")
    assert [line.text for line in made] == ["* a", "", "| * b"]


def test_lines_say_what_they_belong_to() -> None:
    made = lines(blocks("## a\n\nb\n\n- c\n\n> d\n\n```picture\n+\n```"), 20)
    assert [line.kind for line in made if line.kind is not LineKind.BLANK] == [
        LineKind.HEADING,
        LineKind.TEXT,
        LineKind.BULLET,
        LineKind.CALLOUT,
        LineKind.PICTURE,
    ]
    assert made[1] == Line(LineKind.BLANK)


def test_a_style_runs_on_over_a_line_break_and_never_parts_a_word() -> None:
    made = lines(blocks("aa **bb cc**, ddd"), 6)
    assert [line.spans for line in made] == [
        (Span("aa "), Span("bb", bold=True)),
        (Span("cc", bold=True), Span(",")),
        (Span("ddd"),),
    ]


def test_wide_characters_take_two_cells_and_combining_marks_none() -> None:
    assert shown("日本語 日本", 6) == ["日本語", "日本"]
    assert shown("w\u0302yr w\u0302y", 7) == ["w\u0302yr w\u0302y"]
    assert cells("ŵŷ") == 2


def test_a_word_wider_than_the_line_is_cut_but_no_mark_leaves_its_letter() -> None:
    assert shown("abcdefghij", 4) == ["abcd", "efgh", "ij"]
    assert shown("日本語日本", 5) == ["日本", "語日", "本"]
    assert shown("abce\u0301f", 4) == ["abce\u0301", "f"]


def test_a_picture_too_wide_gives_way_to_its_words() -> None:
    text = "```picture\nalt: two boxes in a row\n┌────────┐ ┌────────┐\n```"
    assert shown(text, 40) == ["┌────────┐ ┌────────┐"]
    assert shown(text, 12) == ["two boxes in", "a row"]


@given(st.text(st.sampled_from("ab é日w\u0302*_- >#`\n1."), max_size=120), st.integers(4, 40))
def test_no_line_is_wider_than_the_width_and_no_letter_is_lost(text: str, width: int) -> None:
    made = blocks(text)
    for line in lines(made, width):
        assert line.kind is LineKind.PICTURE or cells(line.text) <= max(width, 12)
    one_line = "".join(line.text for line in lines(made, 10_000) if line.kind is LineKind.TEXT)
    many_lines = "".join(line.text for line in lines(made, width) if line.kind is LineKind.TEXT)
    assert one_line.replace(" ", "") == many_lines.replace(" ", "")

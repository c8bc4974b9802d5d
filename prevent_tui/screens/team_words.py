"""How the grid of a team reads: its title, its counts and bar, what is filtered, and what there is to remark."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.content import Content

from prevent_tui import wording
from prevent_tui.domain.certification import Colour
from prevent_tui.domain.people import StaffGroup
from prevent_tui.i18n import N_, Translator

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prevent_tui.services.team import Question

ORDER = (Colour.RED, Colour.AMBER, Colour.GREY, Colour.GREEN)
EVERY_COLOUR = frozenset(Colour)
BAR = 30
"""How many marks the bar of colours has."""
COUNTS = {
    Colour.RED: N_("%(number)s red"),
    Colour.AMBER: N_("%(number)s amber"),
    Colour.GREY: N_("%(number)s grey"),
    Colour.GREEN: N_("%(number)s green"),
}

URGENT = ""
"""The order in which the most urgent come first."""

ORDERS = {
    URGENT: N_("most urgent first"),
    "name": N_("family name"),
    "number": N_("payroll number"),
    "manager": N_("manager's payroll number"),
    "certified": N_("certified on"),
    "window": N_("window opens on"),
    "due": N_("due date"),
}
"""What the rows can be ordered by."""

GROUPS = {
    StaffGroup.CARE: N_("Adult social care and health; children's services"),
    StaffGroup.PLACE: N_("Economy, transport and environment; corporate services and transformation"),
    StaffGroup.MEMBER: N_("Elected members"),
    StaffGroup.SCHOOL: N_("Schools"),
    StaffGroup.OTHER: N_("Other"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What a person asked of the grid; `as_at` is None for today."""

    colours: frozenset[Colour] = EVERY_COLOUR
    name: str = ""
    certification: str = ""
    staff_group: str | None = None
    option: str | None = None
    as_at: dt.date | None = None
    whole: bool = False
    order: str = ""
    descending: bool = False

    @property
    def leaves_out(self) -> bool:
        """Whether anybody may be left out."""
        return (self.colours, self.name, self.certification, self.staff_group, self.option) != (
            EVERY_COLOUR,
            "",
            "",
            None,
            None,
        )

    def without(self) -> Filters:
        """The same grid with everybody in it."""
        return Filters(as_at=self.as_at, whole=self.whole, order=self.order, descending=self.descending)

    def of_people(self) -> Filters:
        """The same people in every colour, in the usual order."""
        return replace(self, colours=EVERY_COLOUR, certification="", order=URGENT, descending=False)

    def in_next_order(self) -> Filters:
        """The same rows, ordered by the next column."""
        orders = list(ORDERS)
        return replace(self, order=orders[(orders.index(self.order) + 1) % len(orders)], descending=False)

    def with_colour(self, colour: Colour) -> Filters:
        """Show one colour, add another, or take it out again; without any, all."""
        if self.colours == EVERY_COLOUR:
            return replace(self, colours=frozenset({colour}))
        return replace(self, colours=(self.colours ^ {colour}) or EVERY_COLOUR)

    def question(self, manager_id: str, today: dt.date) -> Question:
        """The question for the service; a certification nobody has means no colour at all."""
        from prevent_tui.services.team import Question

        return Question(
            manager_id,
            self.as_at or today,
            colours=self.colours if wording.names_certification(self.certification) else frozenset(),
            name=self.name,
            whole=self.whole,
            staff_group=self.staff_group,
            option=self.option,
            order=self.order,
            descending=self.descending,
        )


def counted(t: Translator, counts: Mapping[Colour, int], filters: Filters) -> Content:
    """The counts in words, then a bar of marks and what is filtered."""
    parts = [
        Content.styled(
            f"{wording.MARKS[colour]} {t.tr(COUNTS[colour], number=counts[colour])}", f"bold $rag-{colour.value}"
        )
        for colour in ORDER
    ]
    words = Content("   ").join(parts)
    total = sum(counts.values())
    return Content("\n").join(
        [words, Content.assemble(bar(counts, BAR), "  " if total else "", told(t, filters, total))]
    )


def bar(counts: Mapping[Colour, int], width: int) -> Content:
    """Marks in proportion to the counts, at least one for each colour that is there."""
    total = sum(counts.values())
    if not total:
        return Content("")
    marks = {colour: max(1, round(counts[colour] * width / total)) for colour in ORDER if counts[colour]}
    while sum(marks.values()) > width and max(marks.values()) > 1:
        marks[max(marks, key=lambda colour: marks[colour])] -= 1
    return Content.assemble(
        *((wording.MARKS[colour] * number, f"$rag-{colour.value}") for colour, number in marks.items())
    )


def told(t: Translator, filters: Filters, total: int) -> str:
    """How many people there are, who is left out, and the order when it isn't the usual one."""
    words = [t.ngettext("%(number)s person", "%(number)s people", total), *limits(t, filters)]
    return "; ".join([*words, *([order(t, filters)] if filters.order else [])])


def limits(t: Translator, filters: Filters) -> list[str]:
    """Who is left out."""
    words = []
    if filters.colours != EVERY_COLOUR:
        names = ", ".join(wording.colour_word(t, colour) for colour in ORDER if colour in filters.colours)
        words.append(t.tr(N_("only %(colours)s"), colours=names))
    if filters.name:
        words.append(t.tr(N_("name contains “%(name)s”"), name=filters.name))
    if filters.certification:
        words.append(t.tr(N_("certification contains “%(name)s”"), name=filters.certification))
    if filters.staff_group:
        words.append(group(t, filters.staff_group))
    if filters.option:
        words.append(t.tr(N_("certified by %(option)s"), option=wording.option_name(t, filters.option)))
    return words


def page_title(t: Translator, words: str, filters: Filters, name: str | None) -> Content:
    """The title of a page about a team: what it shows, of whom, and who is left out."""
    whose = "; ".join([title(t, filters, name).plain, *limits(t, filters)])
    return Content.assemble((words, "bold"), (f"   {whose}", "not bold $secondary-text"))


def group(t: Translator, name: str) -> str:
    """A staff group's name."""
    return t.tr(GROUPS[StaffGroup(name)])


def order(t: Translator, filters: Filters) -> str:
    """What the rows are ordered by."""
    words = t.tr(N_("by %(column)s"), column=t.tr(ORDERS[filters.order])) if filters.order else t.tr(ORDERS[URGENT])
    return t.tr(N_("%(order)s, backwards"), order=words) if filters.descending else words


def title(t: Translator, filters: Filters, name: str | None) -> Content:
    """Whose team it is, how far down, and on which day when that isn't today; an empty name is nobody's."""
    if name == "":
        words = t.tr(N_("Everyone")) if filters.whole else t.tr(N_("People without a manager"))
    elif name is not None:
        message = N_("Everyone below %(name)s") if filters.whole else N_("The team of %(name)s")
        words = t.tr(message, name=name)
    else:
        words = t.tr(N_("Everyone below me")) if filters.whole else t.tr(N_("My team"))
    if filters.as_at is None:
        return Content(words)
    return Content(t.tr(N_("%(team)s, as at %(day)s"), team=words, day=t.date(filters.as_at)))


def fitted(text: str, width: int) -> str:
    """The text in exactly that many cells, cut with a mark where it is longer."""
    content = Content(text)
    if content.cell_length > width - 1:
        return content.truncate(width - 1, ellipsis=True).plain + " "
    return text + " " * (width - content.cell_length)

"""The glossary: a list of words, and beside it what the one under the cursor means."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.events import Resize
from textual.widgets import Input

from prevent_tui.domain.courses import Audience
from prevent_tui.domain.finding import folded
from prevent_tui.i18n import N_
from prevent_tui.screens.audience import nation_word
from prevent_tui.screens.base import HouseScreen
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.area import Area
from prevent_tui.widgets.rows import Rows
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.domain.glossary import Glossary, Term

_SEE = 3
"""How many other terms a term leads to at most."""

_NARROW = 72
"""With fewer columns the meaning stands below the list."""


class GlossaryScreen(HouseScreen):
    """Every term; those of the page one came from (`first`) stand first."""

    DEFAULT_CSS = """
    GlossaryScreen #pair { height: 1fr; layout: horizontal; }
    GlossaryScreen #rows { width: 28; height: 100%; margin-right: 3; }
    GlossaryScreen #told { width: 1fr; height: 100%; }
    GlossaryScreen .label { margin-bottom: 1; }
    GlossaryScreen #also-see { margin-top: 1; }
    GlossaryScreen.narrow #pair { layout: vertical; }
    GlossaryScreen.narrow #rows { width: 100%; height: 2fr; margin: 0 0 1 0; }
    GlossaryScreen.narrow #told { width: 100%; height: 3fr; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "find", show=False),
        Binding("down", "to_rows", show=False),
    ]

    also = (("find", N_("Find a word")),)

    def __init__(self, first: tuple[str, ...] = (), *, at: str = "", audience: Audience | None = None) -> None:
        super().__init__()
        self._first = first
        self._wanted_id = at
        self._told_for = audience

    @property
    def _glossary(self) -> Glossary:
        from prevent_tui.content.glossary import glossary

        return glossary(self.t.language)

    @property
    def _rows(self) -> Rows[Term]:
        return self.query_one("#rows", Rows)

    def body(self) -> ComposeResult:
        """Title, the field to find a word, the list and the meaning."""
        yield Words(classes="title", id="title")
        box = Input(id="find", select_on_focus=False)
        box.cursor_blink = False
        box.display = False
        yield box
        with Container(id="pair"):
            yield Rows["Term"](self._draw)
            with Area(id="told", can_focus=False):
                yield Words(classes="label", id="term")
                yield Words(classes="text", id="meaning")
                yield Words(classes="label", id="also-see")
                for number in range(_SEE):
                    yield Action(id=f"see-{number}", kind="link")

    def on_mount(self) -> None:
        """The list has the focus."""
        self.set_class(self.app.size.width < _NARROW, "narrow")
        super().on_mount()
        self._rows.focus()

    def on_resize(self, event: Resize) -> None:
        """Beside each other where there is room."""
        self.set_class(event.size.width < _NARROW, "narrow")

    def useful_keys(self) -> list[tuple[str, str]]:
        """Moving and finding."""
        return [("↑↓", self.tr(N_("Move"))), ("/", self.tr(N_("Find a word")))]

    # -- words -----------------------------------------------------------------------------------------------------

    def say(self) -> None:
        """Write the list in the language in force, with the cursor on the same term."""
        note = self.tr(N_("• is on the page you came from")) if self._first else ""
        title = Content.assemble(self.tr(N_("Glossary")), (f"   {note}" if note else "", "not bold $secondary-text"))
        self.query_one("#title", Words).update(title)
        self.query_one("#find", Input).placeholder = self.tr(N_("Part of a word"))
        self._fill(self._wanted_id or self._at())

    def _at(self) -> str:
        row = self._rows.row
        return row.id if row is not None else ""

    def _fill(self, at: str) -> None:
        """The terms that fit what is typed, with the cursor on that term where it is among them."""
        terms = self._fitting()
        places = {term.id: number for number, term in enumerate(terms)}
        self._rows.fill(terms, at=places.get(at, 0))
        self._tell()

    def _fitting(self) -> list[Term]:
        """Those of the page first; with something typed, those named so, then those explained so."""
        known, typed = self._glossary, folded(self.query_one("#find", Input).value)
        own = [term for name in self._first if (term := known.get(name)) is not None]
        terms = [*own, *(term for term in known.terms if term not in own)]
        named = [term for term in terms if any(typed in folded(form) for form in known.forms(term))]
        return named + [term for term in terms if term not in named and typed in folded(term.meaning)]

    def _draw(self, term: Term, width: int, here: bool) -> list[Content]:
        mark = "►" if here else "•" if term.id in self._first else " "
        line = Content(f"{mark} {term.name}").truncate(width, ellipsis=True)
        if term is self._rows.row:
            line = line.pad_right(max(0, width - line.cell_length))
            line = line.stylize("bold $focus-text on $focus" if here else "bold underline")
        return [line]

    def _tell(self) -> None:
        """Write what the term under the cursor means."""
        term = self._rows.row
        self.query_one("#term", Words).update(term.name if term else "")
        self.query_one("#meaning", Words).update(self._meaning(term) if term else self.tr(N_("No word fits.")))
        see = [other for name in term.see if (other := self._glossary.get(name)) is not None] if term else []
        heading = self.query_one("#also-see", Words)
        heading.update(self.tr(N_("See also")))
        heading.display = bool(see)
        for number in range(_SEE):
            link = self.query_one(f"#see-{number}", Action)
            link.display = number < len(see)
            link.show(see[number].name if link.display else "")
        self.query_one(Area).scroll_home(animate=False, immediate=True)

    def _meaning(self, term: Term) -> Content:
        parts = [Content(term.meaning)]
        for nation, text in term.more(self._told_for).items():
            parts.append(Content.assemble((nation_word(self.t, nation) + ": ", "bold"), text))
        return Content("\n\n").join(parts)

    # -- moving and finding ----------------------------------------------------------------------------------------

    def on_rows_pointed(self, message: Rows.Pointed) -> None:
        """Show what that term means."""
        self._wanted_id = ""
        self._tell()

    def on_action_pressed(self, message: Action.Pressed) -> None:
        """Go to another term."""
        term = self._rows.row
        if term is None:
            return
        other = [name for name in term.see if self._glossary.get(name)][
            int((message.action.id or "").removeprefix("see-"))
        ]
        box = self.query_one("#find", Input)
        with box.prevent(Input.Changed):
            box.value = ""
        box.display = False
        self._fill(other)
        self._rows.focus()

    def action_find(self) -> None:
        """Type part of a word; the list follows."""
        box = self.query_one("#find", Input)
        box.display = True
        box.focus()

    def action_to_rows(self) -> None:
        """From the field to the list."""
        self._rows.focus()

    def on_input_changed(self, message: Input.Changed) -> None:
        """Show what fits so far."""
        self._wanted_id = ""
        self._fill("")

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter goes to the list, with what was typed kept."""
        message.input.display = bool(message.value.strip())
        self._rows.focus()

    def action_leave(self) -> None:
        """Out of the field first, then out of the glossary."""
        box = self.query_one("#find", Input)
        if self.focused is box:
            box.display = bool(box.value.strip())
            self._rows.focus()
        else:
            super().action_leave()

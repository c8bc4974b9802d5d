"""Every theme fills every role, and what is read can be read."""

from __future__ import annotations

import itertools

import pytest
from textual.app import App, ComposeResult
from textual.color import Color
from textual.theme import Theme
from textual.widgets import Static

from prevent_tui.theme import HOUSE, ROLES, THEMES

COLOURED = [theme for theme in THEMES if not theme.ansi]
TEXT_ON = [
    ("header-text", "header-background"),
    ("page-text", "page-background"),
    ("secondary-text", "page-background"),
    ("secondary-text", "callout-background"),
    ("link", "page-background"),
    ("link", "callout-background"),
    ("action-text", "action"),
    ("focus-text", "focus"),
    ("error", "page-background"),
    ("error-text", "error"),
    ("callout-text", "callout-background"),
    *itertools.product(("rag-green", "rag-amber", "rag-red", "rag-grey"), ("page-background", "callout-background")),
    ("text-muted", "page-background"),
    ("text-disabled", "page-background"),
    ("block-cursor-foreground", "block-cursor-background"),
    ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
    ("input-cursor-foreground", "input-cursor-background"),
    ("input-selection-foreground", "input-selection-background"),
    ("screen-selection-foreground", "screen-selection-background"),
    ("link-color", "link-background"),
    ("link-color-hover", "link-background-hover"),
    ("footer-foreground", "footer-background"),
    ("footer-key-foreground", "footer-key-background"),
    ("footer-description-foreground", "footer-description-background"),
]
SEEN_ON = [
    ("focus-edge", "page-background"),
    ("focus-edge", "callout-background"),
    ("border-strong", "page-background"),
    ("border-quiet", "page-background"),
    ("border-quiet", "callout-background"),
    ("action", "page-background"),
    ("error", "page-background"),
    ("border", "page-background"),
    ("border-blurred", "page-background"),
    ("scrollbar", "scrollbar-background"),
]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, as WCAG 2.2 defines it."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    shares = [c / 255 for c in Color.parse(colour).rgb]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_contrast_of_black_on_white_is_twenty_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#767676") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
@pytest.mark.parametrize(("text", "behind"), TEXT_ON)
def test_text_can_be_read(theme: Theme, text: str, behind: str) -> None:
    assert contrast(theme.variables[text], theme.variables[behind]) >= 4.5


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
@pytest.mark.parametrize(("mark", "behind"), SEEN_ON)
def test_focus_and_borders_can_be_seen(theme: Theme, mark: str, behind: str) -> None:
    assert contrast(theme.variables[mark], theme.variables[behind]) >= 3


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_the_colours_of_standing_are_told_apart(theme: Theme) -> None:
    marks = [theme.variables[f"rag-{colour}"] for colour in ("green", "amber", "red", "grey")]
    assert len(set(marks)) == 4


def test_high_contrast_text_is_at_least_seven_to_one() -> None:
    theme = next(theme for theme in THEMES if theme.name == "high-contrast")
    for text, behind in TEXT_ON:
        assert contrast(theme.variables[text], theme.variables[behind]) >= 7


def test_the_names() -> None:
    assert [theme.name for theme in THEMES] == ["house", "house-dark", "high-contrast", "terminal"]
    assert THEMES[0].name == HOUSE


def test_the_terminal_theme_has_no_colours_of_its_own() -> None:
    theme = THEMES[-1]
    assert theme.ansi
    assert all(theme.variables[role].startswith("ansi_") for role in ROLES)


class Swatches(App[None]):
    """One patch a role, coloured by the stylesheet."""

    CSS = "\n".join(f"#{role} {{ background: ${role}; color: $page-text; }}" for role in ROLES)

    def __init__(self, theme: str) -> None:
        super().__init__()
        for each in THEMES:
            self.register_theme(each)
        self.theme = theme

    def compose(self) -> ComposeResult:
        for role in ROLES:
            yield Static(role, id=role)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
async def test_stylesheets_can_name_every_role(theme: Theme) -> None:
    app = Swatches(theme.name)
    async with app.run_test():
        for role in ROLES:
            assert app.query_one(f"#{role}").styles.background == Color.parse(theme.variables[role])

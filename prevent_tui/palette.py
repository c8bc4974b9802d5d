"""The colours of the four looks, by role; nothing is imported, so that the first frame can be drawn at once.

Every look fills the same roles. In those with colours of their own, text stands out from what is behind it
by at least 4.5 : 1, and focus edges and borders by at least 3 : 1 (WCAG 2.2, 1.4.3 and 1.4.11). The terminal
look uses the reader's own 16 colours.
"""

from __future__ import annotations

HOUSE = "house"
HOUSE_DARK = "house-dark"
HIGH_CONTRAST = "high-contrast"
TERMINAL = "terminal"

_LIGHT = {
    "header-background": "#0b0c0c",
    "header-text": "#ffffff",
    "page-background": "#ffffff",
    "page-text": "#0b0c0c",
    "secondary-text": "#505a5f",
    "link": "#1d70b8",
    "action": "#00703c",
    "action-text": "#ffffff",
    "focus": "#ffdd00",
    "focus-text": "#0b0c0c",
    "focus-edge": "#0b0c0c",
    "error": "#d4351c",
    "error-text": "#ffffff",
    "border-strong": "#0b0c0c",
    "border-quiet": "#858a8d",
    "callout-background": "#f3f2f1",
    "callout-text": "#0b0c0c",
    "rag-green": "#00703c",
    "rag-amber": "#a65200",
    "rag-red": "#c62f18",
    "rag-grey": "#505a5f",
}

_DARK = {
    "header-background": "#000000",
    "header-text": "#ffffff",
    "page-background": "#0b0c0c",
    "page-text": "#f3f2f1",
    "secondary-text": "#b1b4b6",
    "link": "#7fb5e6",
    "action": "#00703c",
    "action-text": "#ffffff",
    "focus": "#ffdd00",
    "focus-text": "#0b0c0c",
    "focus-edge": "#ffdd00",
    "error": "#ff8a75",
    "error-text": "#0b0c0c",
    "border-strong": "#f3f2f1",
    "border-quiet": "#777d80",
    "callout-background": "#26292b",
    "callout-text": "#f3f2f1",
    "rag-green": "#5fc28a",
    "rag-amber": "#ffb454",
    "rag-red": "#ff8a75",
    "rag-grey": "#b1b4b6",
}

_HIGH = {
    "header-background": "#000000",
    "header-text": "#ffff00",
    "page-background": "#000000",
    "page-text": "#ffffff",
    "secondary-text": "#ffffff",
    "link": "#66ccff",
    "action": "#00ff66",
    "action-text": "#000000",
    "focus": "#ffff00",
    "focus-text": "#000000",
    "focus-edge": "#ffff00",
    "error": "#ff9999",
    "error-text": "#000000",
    "border-strong": "#ffffff",
    "border-quiet": "#ffffff",
    "callout-background": "#000000",
    "callout-text": "#ffffff",
    "rag-green": "#00ff66",
    "rag-amber": "#ffcc00",
    "rag-red": "#ff9999",
    "rag-grey": "#ffffff",
}

_ANSI = {
    "header-background": "ansi_black",
    "header-text": "ansi_bright_white",
    "page-background": "ansi_default",
    "page-text": "ansi_default",
    "secondary-text": "ansi_default",
    # blue on black and cyan on white are hard to read: the underline alone says "link"
    "link": "ansi_default",
    "action": "ansi_green",
    "action-text": "ansi_black",
    "focus": "ansi_yellow",
    "focus-text": "ansi_black",
    "focus-edge": "ansi_default",
    "error": "ansi_red",
    "error-text": "ansi_bright_white",
    "border-strong": "ansi_default",
    "border-quiet": "ansi_default",
    "callout-background": "ansi_default",
    "callout-text": "ansi_default",
    "rag-green": "ansi_green",
    "rag-amber": "ansi_yellow",
    "rag-red": "ansi_red",
    "rag-grey": "ansi_default",
}

ROLES = tuple(_LIGHT)
"""The names of the roles every look fills."""

PALETTES = {HOUSE: _LIGHT, HOUSE_DARK: _DARK, HIGH_CONTRAST: _HIGH, TERMINAL: _ANSI}
"""The roles of each look; the house's own first: it is the default."""

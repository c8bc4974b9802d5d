"""The four looks of the full screen, as roles that stylesheets name: `$page-text`, `$focus`, `$rag-red` ...

Every theme fills the same roles. In those with colours of their own, text stands out from what is behind it
by at least 4.5 : 1, and focus edges and borders by at least 3 : 1 (WCAG 2.2, 1.4.3 and 1.4.11). The terminal
theme uses the reader's own 16 colours. On a light page yellow alone can't be seen well enough: what has the
focus needs `$focus` behind `$focus-text`, or an edge in `$focus-edge`.
"""

from __future__ import annotations

from textual.theme import Theme

from prevent_tui.palette import HIGH_CONTRAST, HOUSE, HOUSE_DARK, PALETTES, ROLES, TERMINAL

__all__ = ["HOUSE", "ROLES", "THEMES"]


def _textual_parts(roles: dict[str, str]) -> dict[str, str]:
    """Textual's own variables in our colours, so that its widgets don't fade text or show focus their way."""
    page, text, focus, on_focus = (roles[role] for role in ("page-background", "page-text", "focus", "focus-text"))
    return {
        "text": text,
        "text-muted": roles["secondary-text"],
        "text-disabled": roles["secondary-text"],
        "text-primary": roles["link"],
        "text-error": roles["error"],
        "text-warning": roles["rag-amber"],
        "text-success": roles["rag-green"],
        "border": roles["border-strong"],
        "border-blurred": roles["border-quiet"],
        "block-cursor-background": focus,
        "block-cursor-foreground": on_focus,
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": roles["callout-background"],
        "block-cursor-blurred-foreground": roles["callout-text"],
        "block-hover-background": roles["callout-background"],
        "input-cursor-background": text,
        "input-cursor-foreground": page,
        "input-selection-background": focus,
        "input-selection-foreground": on_focus,
        "screen-selection-background": focus,
        "screen-selection-foreground": on_focus,
        "link-color": roles["link"],
        "link-style": "underline",
        "link-background": page,
        "link-color-hover": on_focus,
        "link-background-hover": focus,
        "link-style-hover": "bold underline",
        **_bars(roles),
    }


def _bars(roles: dict[str, str]) -> dict[str, str]:
    """Textual's footer, buttons and scroll bars."""
    text, page = roles["page-text"], roles["page-background"]
    return {
        "footer-background": roles["callout-background"],
        "footer-foreground": roles["callout-text"],
        "footer-item-background": roles["callout-background"],
        "footer-key-foreground": roles["callout-text"],
        "footer-key-background": roles["callout-background"],
        "footer-description-foreground": roles["callout-text"],
        "footer-description-background": roles["callout-background"],
        "button-foreground": text,
        "button-color-foreground": roles["action-text"],
        "button-focus-text-style": "bold reverse",
        "scrollbar": roles["border-quiet"],
        "scrollbar-hover": roles["border-strong"],
        "scrollbar-active": roles["border-strong"],
        "scrollbar-background": page,
        "scrollbar-background-hover": page,
        "scrollbar-background-active": page,
        "scrollbar-corner-color": page,
    }


def _ansi_parts(roles: dict[str, str]) -> dict[str, str]:
    """As `_textual_parts`, for 16 colours: what must stand out from an unknown background is reversed."""
    return _textual_parts(roles) | {
        "ansi-background": "ansi_black",
        "ansi-foreground": "ansi_white",
        "input-cursor-background": "ansi_default",
        "input-cursor-foreground": "ansi_default",
        "input-cursor-text-style": "reverse",
        "block-cursor-blurred-text-style": "underline",
        "scrollbar": "ansi_bright_black",
        "scrollbar-hover": "ansi_bright_black",
        "scrollbar-active": "ansi_bright_black",
    }


def _theme(name: str, roles: dict[str, str], *, dark: bool, ansi: bool = False) -> Theme:
    parts = _ansi_parts(roles) if ansi else _textual_parts(roles)
    return Theme(
        name=name,
        primary=roles["link"],
        secondary=roles["secondary-text"],
        accent=roles["focus"],
        warning=roles["rag-amber"],
        error=roles["error"],
        success=roles["rag-green"],
        foreground=roles["page-text"],
        background=roles["page-background"],
        surface=roles["page-background"],
        panel=roles["callout-background"],
        dark=dark,
        ansi=ansi,
        text_alpha=1.0,
        variables=parts | roles,
    )


THEMES: tuple[Theme, ...] = (
    _theme(HOUSE, PALETTES[HOUSE], dark=False),
    _theme(HOUSE_DARK, PALETTES[HOUSE_DARK], dark=True),
    _theme(HIGH_CONTRAST, PALETTES[HIGH_CONTRAST], dark=True),
    _theme(TERMINAL, PALETTES[TERMINAL], dark=True, ansi=True),
)
"""The house theme first: it is the default."""

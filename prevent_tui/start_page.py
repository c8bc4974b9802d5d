"""The words of the start: what Prevent aims to do, who the training is for, and the ways in.

Nothing is imported that the first frame would have to wait for: it shows this page before the app is there.
"""

from __future__ import annotations

from prevent_tui.i18n import N_

TYPE_CHECKING = False
if TYPE_CHECKING:
    from prevent_tui.i18n import Translator

TITLE = N_("Learn how to support people susceptible to radicalisation")

_AIMS = (
    N_("tackle the ideas and beliefs that lead to terrorism"),
    N_("step in early to support people susceptible to radicalisation"),
    N_("help people who have already taken part in terrorism to leave it and rebuild their lives"),
)

_SECTORS = (
    N_("education"),
    N_("health"),
    N_("local authorities"),
    N_("police"),
    N_("criminal justice: prisons, probation and youth justice"),
)

_THEMES = (
    N_("the Prevent duty"),
    N_("the extremist ideologies that can lead to terrorism"),
    N_("the risk of radicalisation, and how your role can support people"),
    N_("making a referral that is informed and made with good intention"),
    N_("the help and support that can follow"),
)

SUPPORT_PAGES = (
    ("help", N_("Help")),
    ("privacy", N_("Privacy")),
    ("stores", N_("What this program stores")),
    ("accessibility", N_("Accessibility statement")),
    ("terms", N_("Terms")),
    ("feedback", N_("Feedback")),
)
"""The support pages there are: the name of each and its title."""

LINKS = (*SUPPORT_PAGES, ("talk", N_("Ask for a toolbox talk for somebody without a computer")))
"""The links below the start's text: the support pages, and what can be asked for without an account."""

_HEADING, _TEXT, _ITEM = "heading", "text", "item"

_PARTS = (
    ((_HEADING, TITLE),),
    (
        (_TEXT, N_("Prevent is one part of CONTEST, the government's counter-terrorism strategy. It aims to:")),
        *((_ITEM, aim) for aim in _AIMS),
    ),
    (
        (_TEXT, N_("It stands beside long-established safeguarding duties to protect people from other harm, such as substance misuse, gangs, and physical or sexual exploitation.")),  # noqa: E501
    ),
    (
        (_HEADING, N_("Who this training is for")),
        (_TEXT, N_("People who work in a sector under the Prevent duty:")),
        *((_ITEM, sector) for sector in _SECTORS),
        (_TEXT, N_("People from other sectors may take it too.")),
    ),
    (
        (_HEADING, N_("What you will learn about")),
        *((_ITEM, theme) for theme in _THEMES),
        (_TEXT, N_("It takes about an hour. You can stop at any time and carry on from the same place.")),
    ),
    (
        (_HEADING, N_("If you are worried about someone")),
        (_TEXT, N_("If your work is not under the Prevent duty and you have a concern about a relative, a friend or somebody in your community, contact your local council (gov.uk/find-local-council) or ring the national police Prevent advice line on 0800 011 3764.")),  # noqa: E501
        (_TEXT, N_("If you are deaf, hard of hearing or have a speech impairment, the police non-emergency text relay is 18001 101. In an emergency ring 999, or 18000 by text relay.")),  # noqa: E501
    ),
    ((_TEXT, N_("Report material online that promotes terrorism or extremism at gov.uk/report-terrorism.")),),
    ((_TEXT, N_("This program is also in Welsh (Cymraeg): press Ctrl+L on any screen.")),),
    ((_TEXT, N_("This is a new program. Tell us what you think: see Feedback below.")),),
    (
        (_HEADING, N_("Help and support pages")),
        (_TEXT, N_("If something does not work, press F1 on any screen for help.")),
    ),
)  # fmt: skip


def lines(t: Translator, columns: int) -> list[tuple[str, bool]]:
    """The page above the links, in lines of at most that many columns; each with whether it is (part of) a heading."""
    found: list[tuple[str, bool]] = []
    for part in _PARTS:
        if found:
            found.append(("", False))
        for kind, message in part:
            lead = "  • " if kind == _ITEM else ""
            found += [(line, kind == _HEADING) for line in wrapped(t.tr(message), columns, lead=lead)]
    return found


def licence(t: Translator, columns: int) -> list[str]:
    """The lines below the links."""
    message = N_(
        "The facts of this program come from public sources under the Open Government "
        "Licence v3.0, except where it says otherwise."
    )
    return ["", *wrapped(t.tr(message), columns)]


def ways_in(t: Translator) -> tuple[str, str]:
    """The words of the two buttons; the first has the focus."""
    return t.tr(N_("Start now")), t.tr(N_("Continue an existing course"))


def useful_keys(t: Translator) -> list[tuple[str, str]]:
    """How to choose."""
    return [("Enter", t.tr(N_("Choose"))), ("Tab", t.tr(N_("Next")))]


def wrapped(text: str, columns: int, *, lead: str = "") -> list[str]:
    """A text in lines of at most that many columns, further lines under the first word behind the lead.

    A word is never cut: one that is longer than a line stands alone on it.
    """
    found, line = [], lead
    for word in text.split():
        fresh = line.strip() in ("", lead.strip()) and len(line) == len(lead)
        if not fresh and len(line) + 1 + len(word) > columns:
            found.append(line)
            line, fresh = " " * len(lead), True
        line = f"{line}{word}" if fresh else f"{line} {word}"
    return [*found, line]

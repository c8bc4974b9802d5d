"""Small course folders for tests: one that is sound, and ways to break it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from prevent_tui.content.twins import stamp

TODAY = dt.date(2026, 11, 21)

COURSE = """\
format = 1
id = "small"
options = ["elearning"]
minutes = 20
languages = ["en", "cy"]

[[modules]]
id = "duty"
minutes = 12
steps = [
  { id = "duty-before", kind = "check", phase = "before", questions = ["duty-b1", "duty-b2", "duty-b3"] },
  { id = "duty-aims", kind = "page" },
  { id = "duty-story", kind = "scenario", questions = ["duty-s1"] },
  { id = "duty-after", kind = "check", phase = "after", questions = ["duty-a1", "duty-a2", "duty-a3"] },
]

[final]
id = "final"
draw = 2
pass_mark = 1
pool = "final"
"""

SCENARIO = """\
[duty-s1]
kind = "scenario"
module = "duty"
aim = "aims"
difficulty = 2
page = "duty-aims"
start = "n1"
[duty-s1.nodes.n1]
options = [ { id = "a", next = "n2", good = false }, { id = "b", next = "n3", good = true } ]
[duty-s1.nodes.n2]
options = [ { id = "a", next = "n3", good = true }, { id = "b", next = "n3", good = false } ]
[duty-s1.nodes.n3]
options = [ { id = "a", next = "end", good = true }, { id = "b", next = "end", good = false } ]
"""

ENGLISH_PAGE = """\
Prevent is one part of a wider plan. It tries to help people early, before any harm is done to them or others.

## What it is for

- **Causes:** it looks at what draws people in.
- **Support:** it offers help to people who may be at risk.
- **Return:** it helps people to leave harmful groups behind them.

> **Example**
> A teacher wants feedback on the duty before anything else is done about this.

You do not need to be an expert. You need to notice, to check, and to share.
"""

WELSH_PAGE = """\
Mae Prevent yn un rhan o gynllun ehangach. Mae'n ceisio helpu pobl yn gynnar.

## Beth yw ei ddiben

- **Achosion:** mae'n edrych ar yr hyn sy'n denu pobl.
- **Cymorth:** mae'n cynnig cymorth i bobl.

> **Enghraifft**
> Mae athrawes yn siarad â chydweithiwr.
"""

IN_WELSH = {
    "Stem": "Coes y cwestiwn",
    "Option": "Dewis",
    "Feedback": "Adborth",
    "Group": "Grŵp",
    "Node": "Nod",
}


def page(title: str, markdown: str) -> str:
    """A page's file."""
    dates = "reviewed = 2026-11-01\nnext_review = 2027-11-01"
    return f'+++\ntitle = "{title}"\n{dates}\nsources = ["PDG"]\n+++\n{markdown}'


def structure(name: str, kind: str, *, more: str) -> str:
    """One question's structure with the options a, b and c."""
    head = f'[{name}]\nkind = "{kind}"\nmodule = "duty"\naim = "aims"\ndifficulty = 1\npage = "duty-aims"\n'
    return f'{head}options = ["a", "b", "c"]\n{more}\n\n'


def words(name: str, kind: str, *, language: str) -> str:
    """One question's words for the options a, b and c."""
    reasons = ("right", "wrong") if kind == "order" else ("a", "b", "c", "right")
    lines = [f"[{name}]", f'stem = "Stem of the question {name}"', f"[{name}.options]"]
    lines += [f'{option} = "Option {option} of the question {name}"' for option in "abc"]
    lines += [f"[{name}.feedback]", *(f'{reason} = "Feedback on {reason} of {name}"' for reason in reasons)]
    lines += [f"[{name}.groups]", 'g1 = "Group one"', 'g2 = "Group two"'] if kind == "match" else []
    return _spoken("\n".join(lines) + "\n\n", language)


def scenario_words(language: str) -> str:
    """The words of the scenario."""
    lines = ["[duty-s1]", 'stem = "Stem of the scenario"', 'ending = "Node of the ending"']
    for node in ("n1", "n2", "n3"):
        lines += [f"[duty-s1.nodes.{node}]", f'text = "Node {node} of the scenario"']
        for part, word in (("options", "Option"), ("feedback", "Feedback")):
            lines += [
                f"[duty-s1.nodes.{node}.{part}]",
                f'a = "{word} a at {node}"',
                f'b = "{word} b at {node}"',
            ]
    return _spoken("\n".join(lines) + "\n", language)


def _spoken(text: str, language: str) -> str:
    for english, welsh in IN_WELSH.items() if language == "cy" else ():
        text = text.replace(f'"{english}', f'"{welsh}')
    return text


QUESTIONS = {
    "duty-b1": ("one", 'key = ["b"]'),
    "duty-b2": ("several", 'key = ["a", "c"]'),
    "duty-b3": ("order", 'key = ["c", "a", "b"]'),
    "duty-a1": ("one", 'key = ["a"]'),
    "duty-a2": ("match", 'groups = ["g1", "g2"]\npairs = { a = "g1", b = "g2", c = "g1" }'),
    "duty-a3": ("one", 'key = ["c"]'),
    "duty-f1": ("one", 'key = ["c"]\npool = "final"'),
    "duty-f2": ("one", 'key = ["a"]\npool = "final"'),
}


def _titles(title: str, aim: str) -> str:
    module = f'[modules.duty]\ntitle = "{title} one"\naims = ["{aim}", "{aim} too"]\n'
    return f'title = "{title}"\nsummary = "{title}: {aim}"\n\n{module}'


def files() -> dict[str, str]:
    """The files of a sound course, by name."""
    structures = "".join(structure(name, kind, more=more) for name, (kind, more) in QUESTIONS.items())
    found = {
        "course.toml": COURSE,
        "questions.toml": structures + SCENARIO,
        "en/course.toml": _titles("The duty", "say what it is"),
        "cy/course.toml": _titles("Y ddyletswydd", "dweud beth ydyw"),
        "en/duty-aims.md": page("What Prevent is for", ENGLISH_PAGE),
        "cy/duty-aims.md": page("Diben Prevent", WELSH_PAGE),
    }
    for language in ("en", "cy"):
        spoken = [words(name, kind, language=language) for name, (kind, _) in QUESTIONS.items()]
        found[f"{language}/questions.toml"] = "".join(spoken) + scenario_words(language)
    return found


def sound_course(directory: Path) -> Path:
    """A sound course written to a new folder `small` in a directory."""
    folder = directory / "small"
    for name, text in files().items():
        put(folder, name, text)
    stamp(folder)
    return folder


def put(folder: Path, name: str, text: str) -> None:
    """Write one file."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8", newline="")


def edit(folder: Path, name: str, old: str, new: str) -> None:
    """Replace the first place of a text in a file; the text must be there."""
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {name}"
    put(folder, name, text.replace(old, new, 1))

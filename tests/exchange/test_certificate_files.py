"""Certificates as files: every form holds one signed block, and a file that lies is found out."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from prevent_tui.domain.certificates import block
from prevent_tui.domain.errors import PreventError
from prevent_tui.exchange import certificate_pdf, signing
from prevent_tui.exchange.certificate_files import Checked, Form, Signed, check, written
from prevent_tui.i18n import LANGUAGES
from tests.exchange.certificate_samples import FACTS, a_key, signed

KEY = a_key()
KEYS = signing.public_keys(KEY.public)
CERTIFICATE = signed(KEY)
EVERY = [(form, language) for form in Form for language in LANGUAGES]
PLAIN = [(form, language) for form, language in EVERY if form is not Form.PDF]

every_form = pytest.mark.parametrize(("form", "language"), EVERY)
every_plain_form = pytest.mark.parametrize(("form", "language"), PLAIN)


def refused(data: bytes) -> str:
    with pytest.raises(PreventError) as refusal:
        check(data, KEYS)
    return refusal.value.code


def armour_of(data: bytes) -> bytes:
    found = re.search(rb"%?-----BEGIN PREVENT.*?END PREVENT CERTIFICATE-----\n", data, re.DOTALL)
    assert found
    return found[0]


@every_form
def test_what_was_written_is_good(form: Form, language: str) -> None:
    checked = check(written(CERTIFICATE, form, language), KEYS)
    assert checked == Checked(form, CERTIFICATE.facts, True)


@every_form
def test_there_is_exactly_one_block(form: Form, language: str) -> None:
    data = written(CERTIFICATE, form, language)
    armour = armour_of(data)
    assert data.count(armour) == 1
    assert refused(data.replace(armour, b"")) == "certificate_block_missing"
    assert refused(data.replace(armour, armour + armour)) == "certificate_block_doubled"
    assert refused(data + b"\n" + armour_of(written(signed(KEY, name="Other"), Form.TEXT, "en"))) == (
        "certificate_block_doubled"
    )


@every_form
@pytest.mark.parametrize(
    "spoil",
    [
        lambda armour: armour.replace(b"-----BEGIN", b"-----Begin"),
        lambda armour: armour.replace(b"-----SIGNATURE-----", b""),
        lambda armour: armour.replace(b"-----SIGNATURE-----", b"-----SIGNATURE-----\n-----SIGNATURE-----"),
        lambda armour: armour.replace(b"ey", b"!!", 1),
        lambda armour: armour.replace(b"eyJ", b"AAA", 1),
    ],
)
def test_a_damaged_block_is_refused(form: Form, language: str, spoil: Callable[[bytes], bytes]) -> None:
    data = written(CERTIFICATE, form, language)
    assert refused(data.replace(armour_of(data), spoil(armour_of(data)))) == "certificate_block_damaged"


@every_form
def test_a_block_that_was_changed_and_not_signed_again_is_refused(form: Form, language: str) -> None:
    longer = block(CERTIFICATE.facts).replace(b"2028-11-18", b"2038-11-18")
    assert refused(written(Signed(longer, CERTIFICATE.signature), form, language)) == "certificate_forged"
    assert refused(written(Signed(CERTIFICATE.block, b"\0" * 64), form, language)) == "certificate_forged"
    assert refused(written(Signed(CERTIFICATE.block, b"short"), form, language)) == "certificate_forged"


@every_form
def test_a_key_that_is_not_known_is_named(form: Form, language: str) -> None:
    other = a_key()
    with pytest.raises(PreventError) as refusal:
        check(written(signed(other), form, language), KEYS)
    assert refusal.value.code == "certificate_key_unknown"
    assert refusal.value.details == {"number": other.number}


@every_form
def test_signed_by_another_under_our_number_is_refused(form: Form, language: str) -> None:
    assert refused(written(Signed(CERTIFICATE.block, a_key().sign(CERTIFICATE.block)), form, language)) == (
        "certificate_forged"
    )


@every_plain_form
@pytest.mark.parametrize(("old", "new"), [("2028", "2038"), ("Gruff", "Griff"), (FACTS.reference, "0000-0000-0000")])
def test_words_that_lie_around_a_good_block_are_found(form: Form, language: str, old: str, new: str) -> None:
    data = written(CERTIFICATE, form, language)
    assert old.encode() in data
    checked = check(data.replace(old.encode(), new.encode()), KEYS)
    assert checked.words_agree is False
    assert checked.facts == CERTIFICATE.facts


@every_plain_form
def test_words_that_were_added_are_found(form: Form, language: str) -> None:
    data = written(CERTIFICATE, form, language)
    assert check(b"With distinction.\n" + data, KEYS).words_agree is False
    assert check(data + b"With distinction.\n", KEYS).words_agree is False


def test_a_page_that_poses_as_a_pdf_is_compared() -> None:
    page = b"%PDF-1.7\n" + written(CERTIFICATE, Form.HTML, "en").replace(b"2028", b"2038")
    assert check(page, KEYS).words_agree is False


def test_a_pdf_of_other_making_is_not_called_good() -> None:
    data = written(CERTIFICATE, Form.PDF, "en")
    assert check(data.replace(b"/Creator", b"/Creater"), KEYS).words_agree is None


@every_plain_form
def test_what_mail_does_to_a_file_does_no_harm(form: Form, language: str) -> None:
    data = written(CERTIFICATE, form, language)
    assert check(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"), KEYS).words_agree


@every_form
def test_a_name_that_looks_like_a_block_is_only_a_name(form: Form, language: str) -> None:
    name = "-----BEGIN PREVENT CERTIFICATE-----"
    assert check(written(signed(KEY, name=name), form, language), KEYS).facts.name == name


@every_form
def test_without_an_issuer_the_line_is_left_out(form: Form, language: str) -> None:
    data = written(signed(KEY, issuer=""), form, language)
    assert b"Cyngor" not in data
    assert check(data, KEYS).words_agree


@every_plain_form
def test_every_fact_can_be_read(form: Form, language: str) -> None:
    text = written(CERTIFICATE, form, language).decode()
    months = {"en": "November", "cy": "Tachwedd"}
    for fact in (FACTS.reference, FACTS.issuer, f"18 {months[language]} 2026", f"18 {months[language]} 2028"):
        assert fact in text


def test_text_is_72_columns_wide() -> None:
    for language in LANGUAGES:
        text = written(signed(KEY, name="Elin Example " * 15, issuer="A very long issuer " * 9), Form.TEXT, language)
        assert max(map(len, text.decode().splitlines())) <= 72


class Page(HTMLParser):
    """What is in a page: its elements with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_stands_alone_and_says_its_language(language: str) -> None:
    page = Page(written(CERTIFICATE, Form.HTML, language).decode())
    names = [name for name, _ in page.elements]
    assert ("html", {"lang": language}) in page.elements
    assert (names.count("h1"), names.count("main"), names.count("title")) == (1, 1, 1)
    assert not {"script", "link", "img", "iframe", "a", "form", "i"} & set(names)
    assert not {"src", "href", "style", "onclick"} & {name for _, attributes in page.elements for name in attributes}
    assert FACTS.name in page.text
    assert "url(" not in page.text
    assert "@import" not in page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_is_tagged(language: str) -> None:
    data = written(CERTIFICATE, Form.PDF, language)
    for part in (b"/MarkInfo<</Marked true", b"/StructTreeRoot", b"/DisplayDocTitle true", b"<pdfuaid:part>1<"):
        assert part in data
    assert f"/Lang({language})".encode() in data
    assert data.endswith(b"%%EOF")


def test_a_pdf_keeps_its_tables_where_they_are() -> None:
    data = written(CERTIFICATE, Form.PDF, "en")
    where = re.search(rb"startxref\n(\d+)\n%%EOF$", data)
    assert where
    assert data[int(where[1]) :].startswith(b"xref\n")


def test_without_the_extra_a_pdf_is_refused_with_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    with pytest.raises(PreventError) as refusal:
        written(CERTIFICATE, Form.PDF, "en")
    assert refusal.value.code == "pdf_missing"


def test_without_the_extra_a_pdf_can_still_be_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    data = written(CERTIFICATE, Form.PDF, "en")
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    assert check(data, KEYS) == Checked(Form.PDF, CERTIFICATE.facts, None)


def test_the_template_takes_no_name_for_markup() -> None:
    hostile = signed(KEY, name='#read("/etc/passwd") *b* $x$ \\ @y <z>')
    assert certificate_pdf._TEMPLATE.exists()
    assert check(written(hostile, Form.PDF, "en"), KEYS).words_agree


def test_base64_of_the_block_is_what_stands_there() -> None:
    lines = armour_of(written(CERTIFICATE, Form.TEXT, "en")).decode().split("-----SIGNATURE-----")[0].splitlines()[1:]
    assert base64.b64decode("".join(lines)) == CERTIFICATE.block

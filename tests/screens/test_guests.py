"""At the screen without an account: the start, the number, coming back, the certificate's name, a staff record."""

from __future__ import annotations

import re

import pytest
from textual.content import Content
from textual.widgets import Input

from prevent_tui.bootstrap import Services
from prevent_tui.domain.courses import Audience, Nation, Sector
from prevent_tui.i18n import Translator
from prevent_tui.screens.home import COURSE
from prevent_tui.services.access import OPERATOR, SignedIn
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.words import Words
from tests import factories
from tests.courses import finish, walk_to
from tests.screens.learning import Face, at_home, at_start, services_of

PASSWORD = factories.PASSWORD
NUMBER = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3}")


async def typed(face: Face, text: str) -> None:
    """Type into the field with the focus."""
    assert isinstance(face.app.focused, Input)
    face.app.focused.value = text
    await face.settle()


async def act(face: Face, name: str) -> None:
    """Choose what has that id."""
    face.app.screen.query_one(f"#{name}", Action).focus()
    await face.press("enter")


async def started(face: Face) -> str:
    """From the start to the page with the number; gives the number."""
    await face.press("enter", "right", "enter", "down", "down", "space", "right", "down", "space", "right")
    (number,) = NUMBER.findall(face.text)
    return str(number)


async def come_back(face: Face, number: str) -> None:
    """From the start to where the course was left."""
    await act(face, "continue")
    await act(face, "without")
    await typed(face, number)
    await face.press("enter")


def made(url: str, *, finished: bool = False) -> SignedIn:
    """A guest who is part of the way through, or at the end."""
    services = services_of(url)
    guest = services.guests.start(language="en")
    if finished:
        finish(services, guest.actor, course=COURSE)
        services.learning.leave(guest.actor, COURSE)
    else:
        walk_to(services, guest.actor, "first-page", course=COURSE)
    services.store.close()
    return guest


async def test_nation_and_sector_then_the_number_on_a_page_of_its_own_then_the_course(sqlite_url: str) -> None:
    async with at_start(sqlite_url) as face:
        await face.press("enter")
        assert "How do you want to start?" in face.text
        await face.press("right", "enter")
        assert "Where do you work?" in face.text
        await face.press("down", "down", "space", "right", "down", "space", "right")
        assert "Write this number down." in face.text
        assert NUMBER.search(face.text)
        await face.press("enter")
        assert "Question 1 of 2" in face.text
        assert face.app.signed_in is not None
        actor = face.app.signed_in.actor
        audience = await face.app.desk.run(lambda services: services.learning.current(actor, COURSE).audience)
        assert audience == Audience(Nation.SCOTLAND, Sector.HEALTH)


async def test_the_number_opens_the_same_place_however_it_is_typed(sqlite_url: str) -> None:
    guest = made(sqlite_url)
    async with at_start(sqlite_url) as face:
        await come_back(face, f" {(guest.reference or '').lower().replace('-', '')} ")
        assert "The panel is Channel." in face.text
        await face.press("escape")
        assert "Your course" in face.text
        assert guest.reference in face.text
        assert "Module 1 of 2" in face.text
        await act(face, "go")
        assert "The panel is Channel." in face.text


async def test_a_mistyped_number_says_so_and_is_kept_in_its_field(sqlite_url: str) -> None:
    number = made(sqlite_url).reference or ""
    slip = number[:-1] + ("0" if number[-1] != "0" else "1")
    async with at_start(sqlite_url) as face:
        await come_back(face, slip)
        assert face.text.count("A character of the reference is wrong") == 2
        assert slip in face.text
        await face.press("enter")
        await typed(face, number)
        await face.press("enter")
        assert "The panel is Channel." in face.text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Enter your reference number"),
        ("0000-0000-0000", "A reference has 15 letters and digits; this one has 12."),
        ("0000-0000-0000-00U", "U is never part of a reference."),
        ("0000-0000-0000-000", "Nobody has started a course with this number here."),
    ],
)
async def test_what_is_no_number_is_told_in_a_sentence(sqlite_url: str, text: str, told: str) -> None:
    async with at_start(sqlite_url) as face:
        await come_back(face, text)
        assert "There is a problem" in face.text
        assert told in face.text


async def test_the_name_is_asked_once_at_the_end_and_can_be_left_out(sqlite_url: str) -> None:
    guest = made(sqlite_url, finished=True)
    async with at_start(sqlite_url) as face:
        await come_back(face, guest.reference or "")
        assert "Your name for the certificate" in face.text
        await act(face, "skip")
        assert "You have completed it." in face.text
        assert "18 November 2026 Prevent e-learning" in face.text
        await act(face, "name")
        await face.press("enter")
        assert "Enter a name" in face.text
        await face.press("enter")
        await typed(face, "Siân O'[/b]Brien")
        await face.press("enter")
        assert "Name on the certificate: Siân O'[/b]Brien" in face.text
        await act(face, "name")
        assert "Siân O'[/b]Brien" in face.text


async def test_the_result_is_shown_before_the_name_is_asked(sqlite_url: str) -> None:
    services = services_of(sqlite_url)
    guest = services.guests.start(language="en")
    walk_to(services, guest.actor, "first-page", course=COURSE)
    finish(services, guest.actor, course=COURSE)
    services.store.close()
    async with at_start(sqlite_url) as face:
        await come_back(face, guest.reference or "")
        while "You have passed" not in face.text:
            await face.press("right")
        assert "Back to your course" in face.text
        assert "training record" not in face.text
        assert "Your certificate" not in face.text  # it needs a name first
        assert "certified until 18 November 2028" in face.text
        assert "Green" not in face.text
        await face.press("right")
        assert "Your name for the certificate" in face.text
        await act(face, "skip")
        assert "Your certificate" not in face.text
        await act(face, "name")
        await typed(face, "Siân")
        await face.press("enter")
        await act(face, "certificate")
        assert face.screen == "CertificateScreen"
        assert "Certified until 18 November 2028." in face.text


async def test_after_leaving_nothing_of_the_guest_remains(sqlite_url: str) -> None:
    async with at_start(sqlite_url) as face:
        number = await started(face)
        await face.press("enter", "escape")
        assert number in face.text
        await act(face, "leave")
        assert face.app.signed_in is None
        assert len(face.app.screen_stack) == 1
        assert not NUMBER.search(all_words(face))
        await face.press("ctrl+p")
        assert not NUMBER.search(face.text + all_words(face))
        await face.press("escape", "enter", "enter")
        assert not NUMBER.search(face.text + all_words(face))


async def test_leaving_from_the_page_with_the_number_leaves_nothing_either(sqlite_url: str) -> None:
    async with at_start(sqlite_url) as face:
        await started(face)
        await face.press("escape")
        assert face.screen == "StartScreen"
        assert face.app.signed_in is None


def all_words(face: Face) -> str:
    """What every screen that is open holds, in view or not."""
    found = []
    for screen in face.app.screen_stack:
        found += [str(widget.content) for widget in screen.query(Words) if isinstance(widget.content, (str, Content))]
        found += [field.value for field in screen.query(Input)]
        found += [action.label for action in screen.query(Action)]
    return " ".join(found)


# -- to a staff record --------------------------------------------------------------------------------------------


async def test_a_guest_signs_in_and_adds_the_course_to_the_record(sqlite_url: str) -> None:
    guest = made(sqlite_url)
    services = services_of(sqlite_url)
    factories.account(services, factories.person(services))
    services.store.close()
    async with at_start(sqlite_url) as face:
        await come_back(face, guest.reference or "")
        await face.press("escape")
        await act(face, "claim")
        assert "Sign in" in face.text
        assert face.app.signed_in is None
        await typed(face, "00042")
        await face.press("tab")
        await typed(face, PASSWORD)
        await face.press("enter")
        assert "Add a course you took without an account" in face.text
        assert guest.reference in face.text
        await act(face, "add")
        assert "Added to your training record" in face.text
        await face.press("enter")
        assert "My learning" in face.text
        await act(face, "go")
        assert "The panel is Channel." in face.text


async def test_a_course_can_be_added_from_my_learning_once(sqlite_url: str) -> None:
    guest = made(sqlite_url, finished=True)
    services = services_of(sqlite_url)
    member, other = factories.person(services), factories.person(services, "00043")
    services.store.close()
    async with at_home(sqlite_url, member) as face:
        await act(face, "claim")
        await act(face, "add")
        assert "Enter the reference number" in face.text
        await face.press("enter")
        await typed(face, guest.reference or "")
        await face.press("enter")
        assert "18 November 2026 Prevent e-learning" in face.text
        await face.press("enter")
        assert "● Green" in face.text
    async with at_home(sqlite_url, other) as face:
        await act(face, "claim")
        await typed(face, guest.reference or "")
        await face.press("enter")
        assert "on somebody else's training record already" in face.text


async def test_a_course_on_a_record_is_gone_on_with_by_signing_in(sqlite_url: str) -> None:
    guest = made(sqlite_url)
    services = services_of(sqlite_url)
    services.guests.claim(factories.person(services), guest.reference or "")
    services.store.close()
    async with at_start(sqlite_url) as face:
        await come_back(face, guest.reference or "")
        assert "Sign in with your payroll number to go on with it." in face.text


# -- governors ----------------------------------------------------------------------------------------------------


async def key_page(face: Face) -> None:
    """From the start to the page for the key."""
    await face.press("enter", "enter")
    await act(face, "register")


async def fill(face: Face, **values: str) -> None:
    """Fill fields in and choose the button."""
    for name, text in values.items():
        face.app.screen.query_one(f"#{name}", Input).value = text
    await act(face, "open")


async def test_a_governor_opens_an_account_and_is_told_the_number(sqlite_url: str) -> None:
    async with at_start(sqlite_url) as face:
        (key,) = await face.app.desk.run(lambda services: services.registration.issue_keys(OPERATOR))
        await key_page(face)
        await face.press("enter")
        assert "Enter your registration key" in face.text
        await face.press("enter")
        await typed(face, "0000-0000-0000-000")
        await face.press("enter")
        assert "This registration key is not known" in face.text
        await face.press("enter")
        await typed(face, key.lower())
        await face.press("enter")
        assert "Your name and a password" in face.text
        await fill(face, given="Siân", password="short", again="shirt")
        assert "Enter your family name" in face.text
        assert "Both passwords must be the same" in face.text
        await fill(face, family="Example", again="short")
        assert "Password must be 12 characters or more" in face.text
        await fill(face, password=PASSWORD, again=PASSWORD)
        found = re.search(r"G-\d{6}", face.text)
        assert found
        await face.press("enter")
        assert "My learning Siân Example" in face.text
        assert f"Payroll number {found[0]}." in face.text
        signed_in = await face.app.desk.run(lambda services: signing_in(services, found[0]))
        assert signed_in.given_name == "Siân"


def signing_in(services: Services, number: str) -> SignedIn:
    """What signing in with `PASSWORD` gives."""
    return services.access.sign_in(number, PASSWORD)


async def test_it_fits_a_small_terminal_in_welsh(sqlite_url: str) -> None:
    t = Translator("cy")
    async with at_start(sqlite_url, language="cy", size=(60, 20)) as face:
        await face.press("enter")
        for words in ("How do you want to start?", "Sign in", "Start without an account"):
            assert t.tr(words) in face.text
        await face.press("right", "enter", "space", "right", "space", "right")
        for words in ("Your reference number", "Continue"):
            assert t.tr(words) in face.text
        assert NUMBER.search(face.text)
        await face.press("enter", "escape")
        for words in ("Your course", "Add this course to your training record", "Finish for now"):
            assert t.tr(words) in face.text

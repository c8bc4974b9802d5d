"""The words of a certificate in one language, the same in every form it is saved in."""

from __future__ import annotations

from dataclasses import dataclass

from prevent_tui import wording
from prevent_tui.domain.certificates import Certified
from prevent_tui.i18n import N_, Translator


@dataclass(frozen=True, slots=True)
class CertificateWords:
    """What stands on a certificate, from its top to its end; `rows` are labels with their values."""

    language: str
    document: str
    issuer: str
    service: str
    title: str
    pathway: str
    lead: str
    name: str
    completed: str
    option: str
    rows: tuple[tuple[str, str], ...]
    check: str
    checks: tuple[tuple[str, str], ...]
    signature: str


def words(t: Translator, facts: Certified) -> CertificateWords:
    """The words that go with the facts, and with nothing else."""
    rows = [
        (t.tr(N_("Completed on")), t.date(facts.certified_on)),
        (t.tr(N_("Certified until")), t.date(facts.certified_until)),
        (t.tr(N_("Reference")), facts.reference),
    ]
    if facts.issuer:
        rows.append((t.tr(N_("Issued by")), facts.issuer))
    by_reference = N_("Ask the issuer to look up the reference. They type:")
    by_file = N_("The file is signed. With the issuer's public key (number %(key)s) anyone can check it. They type:")
    return CertificateWords(
        language=t.language,
        document=t.tr(N_("Certificate %(reference)s"), reference=facts.reference),
        issuer=facts.issuer,
        service=t.tr(N_("Prevent duty training")),
        title=t.tr(N_("Certificate")),
        pathway=t.tr(wording.CERTIFICATION),
        lead=t.tr(N_("This certifies that")),
        name=facts.name,
        completed=t.tr(N_("has completed")),
        option=wording.option_name(t, facts.option),
        rows=tuple(rows),
        check=t.tr(N_("How to check this certificate")),
        checks=(
            (t.tr(by_reference), f"prevent-tui certificate verify {facts.reference}"),
            (t.tr(by_file, key=facts.key), t.tr(N_("prevent-tui certificate verify FILE --key KEY"))),
        ),
        signature=t.tr(N_("What is signed")),
    )

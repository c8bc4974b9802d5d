"""A certificate as one HTML file: nothing is fetched, nothing runs, and it prints on a page of A4."""

from __future__ import annotations

from html import escape
from string import Template

from prevent_tui.exchange.certificate_words import CertificateWords

_STYLE = """
@page { size: A4; margin: 0 }
* { box-sizing: border-box }
body { margin: 0; background: #f3f2f1; color: #0b0c0c; font: 19px/1.4 Arial, Helvetica, "Liberation Sans", sans-serif }
article { width: 100%; max-width: 210mm; margin: 0 auto; background: #ffffff; min-height: 297mm }
header { background: #0b0c0c; border-bottom: 10px solid #1d70b8; padding: 20px 12%; font-weight: bold }
header p { margin: 0; color: #ffffff }
main { padding: 48px 12% 32px }
h1 { font-size: 54px; line-height: 1.1; margin: 0 0 8px }
h2 { font-size: 21px; margin: 0 0 8px }
p { margin: 0 0 12px }
.quiet, dt { color: #505a5f }
.pathway { font-size: 22px; margin-bottom: 44px }
.name { font-size: 38px; line-height: 1.2; font-weight: bold; overflow-wrap: anywhere }
.option { font-size: 27px }
dl { margin: 40px 0; padding: 22px 0 8px; border-top: 2px solid #0b0c0c; border-bottom: 2px solid #0b0c0c }
dt { font-size: 17px }
dd { margin: 0 0 16px; font-size: 21px; font-weight: bold; overflow-wrap: anywhere }
.check { font-size: 16px }
code, pre { font: 15px/1.4 "DejaVu Sans Mono", Consolas, monospace; overflow-wrap: anywhere }
details { padding: 0 12% 40px; font-size: 16px }
summary { color: #1d70b8; text-decoration: underline; cursor: pointer }
summary:focus { background: #ffdd00; color: #0b0c0c; outline: 3px solid #0b0c0c }
pre { overflow: auto }
@media print {
  body { background: #ffffff }
  header { -webkit-print-color-adjust: exact; print-color-adjust: exact }
  details { display: none }
}
"""

_PAGE = Template("""<!DOCTYPE html>
<html lang="$language">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>$document</title>
<style>$style</style>
</head>
<body>
<article>
<header><p>$service</p></header>
<main>
<h1>$title</h1>
<p class="quiet pathway">$pathway</p>
<p class="quiet">$lead</p>
<p class="name">$name</p>
<p class="quiet">$completed</p>
<p class="option">$option</p>
<dl>
$rows
</dl>
<section class="check" aria-labelledby="check">
<h2 id="check">$check</h2>
$checks
</section>
</main>
<details>
<summary>$signature</summary>
<pre>
$armour
</pre>
</details>
</article>
</body>
</html>
""")


def written(words: CertificateWords, armour: str) -> str:
    """The certificate with its signed block."""
    rows = [f"<div><dt>{escape(label)}</dt><dd>{escape(value)}</dd></div>" for label, value in words.rows]
    checks = [f"<p>{escape(said)}<br><code>{escape(command)}</code></p>" for said, command in words.checks]
    plain = ("language", "document", "service", "title", "pathway", "lead", "name", "completed", "option", "check")
    return _PAGE.substitute(
        {name: escape(getattr(words, name)) for name in plain},
        style=_STYLE,
        signature=escape(words.signature),
        rows="\n".join(rows),
        checks="\n".join(checks),
        armour=armour,
    )

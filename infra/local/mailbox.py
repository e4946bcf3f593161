"""The development mailbox: what the emulator's SES has sent, to be read in a browser or by a test."""

import html
import json
import re
import urllib.request
from datetime import UTC, datetime
from typing import Any

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Mailbox · PlugNexus</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta http-equiv="refresh" content="5">
<style>
:root {{ color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }}
body {{ max-width: 44rem; margin: 2rem auto; padding: 0 1rem }}
article {{ border-top: 1px solid #8886; padding: 1rem 0 }}
h2 {{ font-size: 1.1rem; margin: 0 }} p {{ margin: 0; opacity: .75 }}
pre {{ white-space: pre-wrap; overflow-wrap: anywhere; font: inherit }}
</style>
<h1>Mailbox</h1><p>All mail that this machine's PlugNexus has sent, newest first. It goes nowhere else.</p>
{mails}</html>"""

MAIL = """<article><h2>{subject}</h2><p>to {to} · {at}</p><pre>{text}</pre></article>"""


def mails(aws_endpoint: str) -> list[dict[str, str]]:
    """All mail sent so far as {to, subject, text, at}, newest first."""
    with urllib.request.urlopen(f"{aws_endpoint}/_ministack/ses/messages", timeout=10) as response:  # noqa: S310
        by_account: dict[str, list[dict[str, Any]]] = json.load(response)["messages"]
    sent = [_mail(record) for records in by_account.values() for record in records]
    return sorted(sent, key=lambda mail: mail["at"], reverse=True)


def _mail(record: dict[str, Any]) -> dict[str, str]:
    return {
        "to": ", ".join(record["To"]),
        "subject": record["Subject"],
        "text": record["BodyText"],
        "at": f"{datetime.fromtimestamp(float(record['Timestamp']), UTC):%Y-%m-%dT%H:%M:%S.%fZ}",
    }


def page(sent: list[dict[str, str]]) -> str:
    """The mailbox as HTML; addresses in the mails become links."""
    return PAGE.format(mails="\n".join(_article(mail) for mail in sent) or "<p>No mail yet.</p>")


def _article(mail: dict[str, str]) -> str:
    safe = {key: html.escape(value) for key, value in mail.items()}
    safe["text"] = re.sub(
        r"https?://[^\s<>&]+(?:&amp;[^\s<>&]+)*", r'<a href="\g<0>">\g<0></a>', safe["text"]
    )
    return MAIL.format(**safe)

"""The development mailbox: what the emulator's SES and SNS have sent, to be read in a browser or by a test.

The emulator takes SNS's Publish to a phone number as AWS does, and hands back what it took. It keeps no time
with an SMS, so that the attribute `sent_at`, which ours carry, is read.
"""

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
<h1>Mailbox</h1>
<p>All mail and SMS that this machine's PlugNexus has sent, newest first. They go nowhere else.</p>
{messages}</html>"""

MESSAGE = """<article><h2 dir="auto">{subject}</h2><p>{channel} to {to} · {at}</p>
<pre dir="auto">{text}</pre></article>"""
ISO = "%Y-%m-%dT%H:%M:%S.%fZ"


def messages(aws_endpoint: str, to: str | None = None) -> list[dict[str, str]]:
    """All sent so far as {channel, to, subject, text, at}, newest first; an SMS has an empty subject.

    With `to`, those to this address or phone number alone.
    """
    mails = _told(f"{aws_endpoint}/_ministack/ses/messages")["messages"]
    texts = _told(f"{aws_endpoint}/_ministack/sns/sms-messages")["sms_messages"]
    sent = [_mail(one) for all_ in mails.values() for one in all_ if to in (None, *one["To"])]
    sent += [_text(one) for all_ in texts.values() for one in all_ if to in (None, one["PhoneNumber"])]
    return sorted(sent, key=lambda message: message["at"], reverse=True)


def _told(url: str) -> dict[str, dict[str, list[dict[str, Any]]]]:
    with urllib.request.urlopen(url, timeout=10) as response:  # noqa: S310 - the emulator's own
        told: dict[str, dict[str, list[dict[str, Any]]]] = json.load(response)
    return told


def _mail(record: dict[str, Any]) -> dict[str, str]:
    return {
        "channel": "email",
        "to": ", ".join(record["To"]),
        "subject": record["Subject"],
        "text": record["BodyText"],
        "at": f"{datetime.fromtimestamp(float(record['Timestamp']), UTC):{ISO}}",
    }


def _text(record: dict[str, Any]) -> dict[str, str]:
    at = datetime.fromisoformat(record["MessageAttributes"]["sent_at"]["StringValue"])
    return {
        "channel": "sms",
        "to": record["PhoneNumber"],
        "subject": "",
        "text": record["Message"],
        "at": f"{at.astimezone(UTC):{ISO}}",
    }


def page(sent: list[dict[str, str]]) -> str:
    """The mailbox as HTML; addresses in the messages become links."""
    articles = "\n".join(_article(message) for message in sent)
    return PAGE.format(messages=articles or "<p>No mail yet.</p>")


def _article(message: dict[str, str]) -> str:
    shown = message | {"channel": {"email": "mail", "sms": "SMS"}[message["channel"]]}
    safe = {key: html.escape(value) for key, value in shown.items()}
    safe["text"] = re.sub(
        r"https?://[^\s<>&]+(?:&amp;[^\s<>&]+)*", r'<a href="\g<0>">\g<0></a>', safe["text"]
    )
    return MESSAGE.format(**safe)

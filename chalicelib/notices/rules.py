"""What is owed to people, and from a letter's words and the facts of one case to a mail and an SMS."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from html import escape
from string import Formatter

from chalicelib.accounts.rules import Account
from chalicelib.notices.events import CHANNELS, EMAIL, EVENTS, FORMER, SMS, faults
from chalicelib.notices.script import Script

STYLE = "font-family:system-ui,sans-serif;font-size:16px;line-height:1.5;color:#1b2430;max-width:34em"
CODE_STYLE = "font-size:28px;letter-spacing:6px;font-weight:600"
BREAKING = re.compile(r"[^\S\u00a0\u202f]+")
TRIED_FOR = timedelta(hours=24)
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=4)


@dataclass(frozen=True)
class Letter:
    """The words of one notice in one language; `{name}` in them stands for a fact.

    `code` is shown large, and `link` (a path of the client, or a fact that is a whole address) as a button.
    A paragraph, a closing or a sentence of `sms` with an empty fact is left out.
    """

    subject: str
    paragraphs: tuple[str, ...]
    code: str | None = None
    link: str | None = None
    link_text: str | None = None
    closing: tuple[str, ...] = ()
    sms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mail:
    """What is sent."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True)
class Notice:
    """One thing that one account is to be told, once.

    `key` is the fact's own ("no_show#<booking_id>"), with the account where several are told. `facts` are
    those of events.py; after `not_after` it no longer matters.
    """

    key: str
    account_id: str
    event: str
    facts: Mapping[str, str] = field(default_factory=dict)
    not_after: datetime | None = None

    def check(self) -> None:
        """Raises ValueError for an event that is not known, and for facts that are not its."""
        found = faults(self.event, self.facts)
        if found:
            raise ValueError(f"{self.event}: {'; '.join(found)}")


@dataclass(frozen=True)
class Owed:
    """A notice that is not delivered yet. `due` is the storage's word for when it is tried next."""

    notice: Notice
    owed_at: datetime
    due: str
    tries: int = 0
    sent: frozenset[str] = frozenset()
    """Channels by which it has gone out."""
    correlation_id: str | None = None
    """Of what made it owed."""


class Outcome(StrEnum):
    """How a notice ended."""

    SENT = "sent"
    UNWANTED = "unwanted"
    TOO_LATE = "too_late"
    GIVEN_UP = "given_up"


def lapsed(owed: Owed, now: datetime) -> Outcome | None:
    """Why it is not tried any more, if so."""
    not_after = owed.notice.not_after
    if not_after is not None and now > not_after:
        return Outcome.TOO_LATE
    return Outcome.GIVEN_UP if now >= owed.owed_at + TRIED_FOR else None


def wait(tries: int) -> timedelta:
    """How long after try number `tries` (from 1) failed it is tried again: each time twice as long."""
    return min(FIRST_WAIT * (1 << min(tries - 1, 10)), LONGEST_WAIT)


def channels(account: Account, event: str) -> tuple[str, ...]:
    """By which channels an account is told of an event: by its choice, else by the event's own.

    Who chose SMS alone and has no number any more is written to by mail: silence was not the choice.
    """
    chosen = account.notifications.get(event)
    if chosen is None:
        chosen = account.notifications.get(FORMER.get(event, event), EVENTS[event].channels)
    possible = tuple(name for name in CHANNELS if name in chosen and (name != SMS or account.phone))
    return possible or ((EMAIL,) if SMS in chosen else ())


def mail_of(letter: Letter, origin: str, facts: Mapping[str, object], script: Script) -> Mail:
    """The mail. Facts are put on one line each, so that none adds a header, and escaped in the HTML.

    Raises KeyError for a fact that the letter speaks of and is not told.
    """
    told = on_one_line(facts)
    read = script.isolated(told)
    code = None if letter.code is None else letter.code.format_map(told)
    address = address_of(letter.link, origin, told)
    before, after = sentences(letter.paragraphs, read), sentences(letter.closing, read)
    alone = [[script.line(words) for words in part] for part in (before, after)]
    text = [*alone[0], *([code] if code else []), *([address] if address else []), *alone[1], "PlugNexus"]
    link_text = None if letter.link_text is None else letter.link_text.format_map(read)
    return Mail(
        script.line(letter.subject.format_map(read)),
        "\n\n".join(text) + "\n",
        _html(script, before, code, address, link_text, after),
    )


def on_one_line(facts: Mapping[str, object]) -> dict[str, str]:
    """The facts as text without line breaks; spaces that do not break stay."""
    return {name: BREAKING.sub(" ", str(fact)).strip() for name, fact in facts.items()}


def address_of(link: str | None, origin: str, told: Mapping[str, str]) -> str | None:
    """The whole address that a link stands for; none if there is no link or one of its facts is empty."""
    if link is None or not sentences((link,), told):
        return None
    filled = link.format_map(told)
    return filled if filled.startswith(f"{origin}/") else origin + filled


def sentences(words: tuple[str, ...], told: Mapping[str, str]) -> list[str]:
    """Those filled in that have none but facts with something in them. Raises KeyError."""
    return [one.format_map(told) for one in words if all(told[name] for name in fields(one))]


def fields(words: str) -> frozenset[str]:
    """The facts that these words speak of."""
    return frozenset(name for _, name, _, _ in Formatter().parse(words) if name)


def with_closing(letter: Letter, closing: str) -> Letter:
    """The letter with one more sentence at its end."""
    return replace(letter, closing=(*letter.closing, closing))


def _html(
    script: Script,
    before: list[str],
    code: str | None,
    link: str | None,
    link_text: str | None,
    after: list[str],
) -> str:
    parts = [f"<p>{escape(words)}</p>" for words in before]
    if code:
        parts.append(f'<p style="{CODE_STYLE}">{escape(code)}</p>')
    if link:
        parts.append(f'<p><a href="{escape(link)}">{escape(link_text or link)}</a></p>')
    parts += [f"<p>{escape(words)}</p>" for words in (*after, "PlugNexus")]
    speaks = f'lang="{script.tag}" dir="{script.direction}"'
    body = f'<div {speaks} style="{STYLE}">{"".join(parts)}</div>'  # a mailbox may drop html and body
    return f"<!doctype html><html {speaks}><body>{body}</body></html>"

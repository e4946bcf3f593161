"""What pages ask to be told of, and how much of it. docs/live.md tells what goes over the wire."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from chalicelib.kernel.errors import Invalid

MOST_TOPICS = 50
"""Of one connection."""
MOST_CHANNELS = 200
"""Of one connection: a station's topic takes one for each of its charge points."""
MOST_CONNECTIONS, MOST_STRANGERS = 20, 200
"""Of one account; of one address whose people have not logged in, which may be a whole company's."""
WATCHED_FOR = timedelta(minutes=15)
"""Then it is forgotten, unless the page asks again: who may see what is looked at anew."""
MOST_TOLD = 100
"""Connections of one channel that are told at once; others see it when they ask by themselves."""
QUIET = timedelta(seconds=1)
"""A connection is told of a topic once in so long; a page asks no sooner after it was told."""
LONGEST_MESSAGE = 16 * 1024
"""Characters."""


class Subject(StrEnum):
    """What topics are about; behind a colon follows which one, but for `me`."""

    ME = "me"
    STATION = "station"
    SESSION = "session"
    CHARGE_POINT = "charge_point"
    NETWORK = "network"
    ROLLOUT = "rollout"
    MAP = "map"
    """By the cell of the map, a quadkey."""


_NAME = re.compile(r"[A-Za-z0-9*_.=+|@-]{1,64}")


@dataclass(frozen=True)
class Topic:
    """One thing that a page shows."""

    subject: Subject
    name: str = ""

    def __str__(self) -> str:
        return f"{self.subject}:{self.name}" if self.name else self.subject.value


@dataclass(frozen=True)
class Wish:
    """All that one connection wants to hear of from now on, and the access token of who it is, if anybody."""

    topics: tuple[Topic, ...]
    unknown: tuple[str, ...] = ()
    """Words that are no topics."""
    token: str | None = None


@dataclass(frozen=True)
class Watched:
    """What of a wish is now told, and what is not: what there is not, or may not be seen, or is too much."""

    watching: tuple[str, ...]
    refused: tuple[str, ...]


@dataclass(frozen=True)
class Connection:
    """A page's socket: whose it is (an account, or an address), where it is reached, since when."""

    connection_id: str
    endpoint: str
    holder: str
    since: datetime


@dataclass(frozen=True)
class Watcher:
    """A connection that watches a channel, under the topics that it calls it by; `key` is its store's."""

    connection_id: str
    endpoint: str
    channel: str
    topics: frozenset[str]
    key: str


def topic_of(word: str) -> Topic | None:
    """None: it is no topic."""
    subject, colon, name = word.partition(":")
    if subject == Subject.ME:
        return None if colon else Topic(Subject.ME)
    if subject not in Subject.__members__.values() or not _NAME.fullmatch(name):
        return None
    return Topic(Subject(subject), name)


def wish_of(text: str) -> Wish:
    """What a message says. Raises Invalid "invalid_request"."""
    try:
        said: Any = json.loads(text) if len(text) <= LONGEST_MESSAGE else None
    except ValueError:
        said = None
    match said:
        case {"action": "watch", "topics": [*words], **more} if len(words) <= MOST_TOPICS:
            token = more.get("token")
        case _:
            raise _bad()
    if not all(isinstance(word, str) for word in words) or not isinstance(token, str | None):
        raise _bad()
    found = {word: topic_of(word) for word in words}
    topics = tuple(topic for topic in found.values() if topic)
    return Wish(topics, tuple(word for word, topic in found.items() if topic is None), token)


def fitting(wanted: Mapping[str, Iterable[str]]) -> tuple[dict[str, set[str]], list[str]]:
    """By channel the topics that it stands for, and the topics for which there is no more room."""
    channels: dict[str, set[str]] = {}
    left = []
    for topic, of_topic in wanted.items():
        more = set(of_topic)
        if len(channels.keys() | more) > MOST_CHANNELS:
            left.append(topic)
            continue
        for channel in more:
            channels.setdefault(channel, set()).add(topic)
    return channels, left


def too_many(others: Iterable[Connection], holder_is_known: bool) -> list[Connection]:
    """Those of a holder's other connections that must go so that one more has room: the oldest."""
    most = MOST_CONNECTIONS if holder_is_known else MOST_STRANGERS
    kept = sorted(others, key=lambda one: one.since)
    return kept[: max(0, len(kept) + 1 - most)]


def _bad() -> Invalid:
    return Invalid(
        "invalid_request",
        f'Say {{"action": "watch", "topics": [...]}}, of at most {MOST_TOPICS} topics.',
    )

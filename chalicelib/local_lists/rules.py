"""A charge point's local list: what it should hold, what it holds, and the next step from one to the other.

A list travels in parts that are each a whole update with a version of its own (OCPP 1.6, 5.15; 2.x, D01):
the first replaces all, the following add to it, so that after each part we know what the charge point holds.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from chalicelib.charge_points.rules import CommandFailure, CommandState

Entries = Mapping[str, str]
"""By token_uid: what the charge point is told with it, as `told_with` has it."""
Change = tuple[str, str | None]
"""A token_uid and what is told with it; None: the token leaves the list."""
MOST_ENTRIES = 3000
"""Of one list, whatever more a charge point may hold."""
PER_MESSAGE = 50
"""Entries of one part where the charge point does not say how many it takes."""
BYTES_OF_AN_ENTRY = 250
"""At most, as either version writes it."""
BYTES_OF_A_MESSAGE = 24_000
"""Below the 32 KB that one frame may have on its way through API Gateway."""
LONGEST_16 = 20
"""Characters of an idTag of OCPP 1.6 (7.28)."""
MOST_FAILURES = 3
"""In a row; after that it is left alone until the next look some hours later."""
ACCEPTED_THERE = "Accepted"
HOLDS_NONE = "The charge point says that it holds no list."


class ListState(StrEnum):
    """How far a charge point's list is."""

    OFF = "off"
    WAITING = "waiting"  # for the charge point to come
    SYNCING = "syncing"
    IN_STEP = "in_step"
    FAILED = "failed"
    NOT_SUPPORTED = "not_supported"


@dataclass(frozen=True)
class Limits:
    """What a charge point can hold and take; None: it does not say."""

    most: int | None = None
    per_message: int | None = None


DOUBTED = ""
"""No group, in place of one that may be forgotten: so it is told anew, or taken out."""


@dataclass(frozen=True)
class LocalList:
    """`version` is the last one the charge point accepted; None: it is to be asked. `held` is what that has.

    `held` None: not known, so all is sent anew. `verify`: its version is to be compared before going on.
    `too_long` and `no_room` are how many tokens were left out because their uid is too long for the charge
    point's protocol, or its list too short.
    """

    charge_point_id: str
    network_id: str
    enabled: bool = True
    state: ListState = ListState.WAITING
    version: int | None = None
    held: Entries | None = None
    wanted: Entries = field(default_factory=dict)
    too_long: int = 0
    no_room: int = 0
    per_message: int = PER_MESSAGE
    verify: bool = True
    command_id: str | None = None
    failures: int = 0
    synced_at: datetime | None = None
    detail: str | None = None
    revision: int = 0
    retry_at: datetime | None = None
    """Until then one that has failed is left alone."""


@dataclass(frozen=True)
class Step:
    """The next thing to ask the charge point."""

    action: str
    params: Mapping[str, Any]


def told_with(group_id: str, expires_at: datetime | None = None) -> str:
    """What an entry tells of its token: its group and, after a blank, from when on it is no good."""
    return group_id if expires_at is None else f"{group_id} {expires_at.astimezone(UTC).isoformat()}"


def difference(old: Entries, new: Entries) -> list[Change]:
    """What makes the one the other: what leaves first, since it must not charge any longer."""
    gone: list[Change] = [(uid, None) for uid in sorted(old.keys() - new.keys())]
    return gone + [(uid, new[uid]) for uid in sorted(new) if old.get(uid) != new[uid]]


def applied(old: Entries, changes: Iterable[Change]) -> dict[str, str]:
    """The list after these changes."""
    found = dict(old)
    for uid, told in changes:
        if told is None:
            found.pop(uid, None)
        else:
            found[uid] = told
    return found


def fitted(
    tokens: Sequence[tuple[str, str]], limits: Limits, protocol: str | None
) -> tuple[Entries, int, int]:
    """Of (token_uid, what is told), those that fit; how many are too long, and for how many is no room."""
    longest = LONGEST_16 if protocol is None or not protocol.startswith("ocpp2") else None
    fitting = [token for token in tokens if longest is None or len(token[0]) <= longest]
    most = MOST_ENTRIES if limits.most is None else min(limits.most, MOST_ENTRIES)
    return dict(fitting[:most]), len(tokens) - len(fitting), len(fitting[most:])


def part_size(limits: Limits) -> int:
    """How many entries one message takes."""
    return max(1, min(limits.per_message or PER_MESSAGE, BYTES_OF_A_MESSAGE // BYTES_OF_AN_ENTRY))


def next_step(found: LocalList) -> Step | None:
    """What to ask now. None: nothing, the charge point holds what it should."""
    if found.version is None or found.verify:
        return Step("get_local_list_version", {})
    changes = difference(found.held or {}, found.wanted)
    all_anew = found.held is None or len(changes) > max(len(found.wanted), found.per_message)
    if all_anew:
        changes = difference({}, found.wanted)
    elif not changes:
        return None
    entries = [_entry(change) for change in changes[: found.per_message]]
    params = {"version": found.version + 1, "differential": not all_anew, "entries": entries}
    return Step("send_local_list", params)


def doubted(found: LocalList, token_uid: str) -> LocalList:
    """After the charge point was to forget who holds a token: its list may have that no longer."""
    if found.held is None or token_uid not in found.held:
        return found
    return replace(found, held={**found.held, token_uid: DOUBTED})


def after_version(
    found: LocalList, answer: Mapping[str, Any] | CommandFailure, state: CommandState
) -> LocalList:
    """The list after the charge point was asked for its version. Below 0: it has none (OCPP 1.6, 5.10)."""
    version = None if isinstance(answer, CommandFailure) else answer.get("version")
    if not isinstance(version, int):
        return failed(found, answer, state)
    if version < 0:
        return not_supported(found, HOLDS_NONE)
    holds = found.held if version == found.version else None
    return replace(found, version=version, held=holds, verify=False, command_id=None)


def after_part(
    found: LocalList,
    params: Mapping[str, Any],
    answer: Mapping[str, Any] | CommandFailure,
    state: CommandState,
    at: datetime,
) -> LocalList:
    """The list after a part was answered."""
    if state is not CommandState.ACCEPTED:
        return failed(found, answer, state)
    if found.version is None or params["version"] != found.version + 1:  # somebody else's part
        return replace(found, version=None, held=None, verify=True, command_id=None)
    before = (found.held or {}) if params["differential"] else {}
    changes = [(entry["token_uid"], _told(entry)) for entry in params["entries"]]
    return replace(
        found,
        version=params["version"],
        held=applied(before, changes),
        command_id=None,
        failures=0,
        synced_at=at,
        detail=None,
    )


def failed(found: LocalList, answer: Mapping[str, Any] | CommandFailure, state: CommandState) -> LocalList:
    """Nobody knows what the charge point holds now: all is sent anew, after its version was asked for."""
    if isinstance(answer, CommandFailure):
        detail, word = f"{answer.code}: {answer.description}".rstrip(": "), answer.code
    else:
        word = detail = str(answer.get("status") or state.value)
    if word.strip().lower() in ("notsupported", "notimplemented", "not_supported"):
        return not_supported(found, detail)
    failures = found.failures + 1
    return replace(
        found,
        version=None,
        held=None,
        verify=True,
        command_id=None,
        failures=failures,
        detail=detail,
        state=ListState.FAILED if failures >= MOST_FAILURES else found.state,
    )


def not_supported(found: LocalList, detail: str) -> LocalList:
    """It is off, since the charge point cannot do it."""
    return replace(
        found, enabled=False, state=ListState.NOT_SUPPORTED, held=None, command_id=None, detail=detail
    )


def _entry(change: Change) -> dict[str, Any]:
    uid, told = change
    if told is None:
        return {"token_uid": uid, "status": None}
    group_id, _, expires_at = told.partition(" ")
    until = {"expires_at": expires_at} if expires_at else {}
    return {"token_uid": uid, "status": ACCEPTED_THERE, "group_id": group_id, **until}


def _told(entry: Mapping[str, Any]) -> str | None:
    if not entry.get("status"):
        return None
    until = entry.get("expires_at")
    return told_with(entry.get("group_id") or DOUBTED, datetime.fromisoformat(until) if until else None)

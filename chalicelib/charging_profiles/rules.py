"""Charging profiles: what makes one valid, which one takes another's place, what a report changes.

OCPP 1.6, 3.13 and 5.16; OCPP 2.x, block K. Limits have at most one decimal (1.6, 7.13; 2.0.1 as well).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Any

MAX, DEFAULT, TX = "ChargePointMaxProfile", "TxDefaultProfile", "TxProfile"
RECURRING, RELATIVE = "Recurring", "Relative"
MOST_PROFILES = 100
"""Kept of one charge point."""
MOST_LIMIT = Decimal(1_000_000)
"""Amperes or watts: beyond it, it is a mistake."""


class Source(StrEnum):
    """How we know that a charge point has a profile."""

    SET = "set"  # it accepted it from here
    REPORTED = "reported"  # it told so


@dataclass(frozen=True)
class Kept:
    """A profile that a charge point has. `profile`: as commands have it (JSON); connector 0 is all of it.

    `limit_source`: who set it, as a 2.x charge point tells (CSO, EMS, SO, Other).
    """

    profile_id: int
    connector_id: int
    profile: Mapping[str, Any]
    source: Source
    at: datetime
    by: str | None = None
    limit_source: str | None = None


def faults(connector_id: int, profile: Mapping[str, Any]) -> list[str]:
    """Why no charge point would take it, in words; all at once."""
    return [*_misplaced(connector_id, profile), *_mistimed(profile), *_misshapen(profile)]


def _misplaced(connector_id: int, profile: Mapping[str, Any]) -> Iterator[str]:
    purpose = profile["purpose"]
    if purpose == MAX and connector_id != 0:
        yield "A ChargePointMaxProfile is for connector 0, the whole charge point."
    if purpose == TX and connector_id == 0:
        yield "A TxProfile is for the connector of its session."
    if purpose == MAX and profile["kind"] == RELATIVE:
        yield "A ChargePointMaxProfile is not relative: nothing starts it."


def _mistimed(profile: Mapping[str, Any]) -> Iterator[str]:
    kind, starts_at = profile["kind"], profile.get("start_at")
    if (kind == RECURRING) is not (profile.get("recurrency") is not None):
        yield "Recurrency is told of a recurring profile, and of that alone."
    if kind == RELATIVE and starts_at is not None:
        yield "A relative profile starts with the charging, not at a time."
    if kind != RELATIVE and starts_at is None:
        yield "An absolute or recurring profile starts at a time."
    since, until = profile.get("valid_from"), profile.get("valid_to")
    if since is not None and until is not None and _instant(until) <= _instant(since):
        yield "It is valid until after it is valid from."


def _misshapen(profile: Mapping[str, Any]) -> Iterator[str]:
    periods, duration = profile["periods"], profile.get("duration_seconds")
    starts = [period["start_seconds"] for period in periods]
    if starts[0] != 0:
        yield "The first period starts at 0."
    if any(later <= earlier for earlier, later in pairwise(starts)):
        yield "Periods ascend."
    if duration is not None and starts[-1] >= duration:
        yield "Every period starts within the duration."
    limits = [*(period["limit"] for period in periods), profile.get("min_rate")]
    if not all(_is_limit(Decimal(str(limit))) for limit in limits if limit is not None):
        yield f"A limit is from 0 to {MOST_LIMIT} with at most one decimal."


def merged(old: Iterable[Kept], new: Iterable[Kept]) -> dict[int, Kept]:
    """Those that a charge point has after it took the new ones, by number.

    One takes the place of that with its number, and of that with its purpose and stack level at the same
    connector (1.6, 5.16; 2.x, K01.FR.05), for a TxProfile in the same transaction.
    """
    found = {kept.profile_id: kept for kept in old}
    for kept in new:
        gone = [profile_id for profile_id, one in found.items() if _place(one) == _place(kept)]
        for profile_id in gone:
            del found[profile_id]
        found[kept.profile_id] = kept
    return found


def reported(old: Iterable[Kept], told: Iterable[Kept]) -> dict[int, Kept]:
    """The same after a part of a report; of what is told as we set it, it stays known that we did."""
    before = {kept.profile_id: kept for kept in old}
    news = (one for one in told if not _same(before.get(one.profile_id), one))
    return merged(before.values(), news)


def cleared(old: Iterable[Kept], params: Mapping[str, Any]) -> dict[int, Kept]:
    """Those that are left after a clear_charging_profile: by number alone, or by all else that is told."""
    wanted = params.get("profile_id")
    if wanted is not None:
        return {kept.profile_id: kept for kept in old if kept.profile_id != wanted}
    return {kept.profile_id: kept for kept in old if not _fits(kept, params)}


def _fits(kept: Kept, params: Mapping[str, Any]) -> bool:
    connector_id = params.get("connector_id")
    if connector_id is not None and kept.connector_id != connector_id:
        return False
    return all(
        params.get(name) is None or kept.profile[name] == params[name] for name in ("purpose", "stack_level")
    )


def _place(kept: Kept) -> tuple[Any, ...]:
    profile = kept.profile
    transaction_id = profile.get("transaction_id") if profile["purpose"] == TX else None
    return kept.connector_id, profile["purpose"], profile["stack_level"], str(transaction_id or "")


def _same(one: Kept | None, other: Kept) -> bool:
    return one is not None and _place(one) == _place(other)


def _is_limit(limit: Decimal) -> bool:
    return limit.is_finite() and 0 <= limit <= MOST_LIMIT and limit == round(limit, 1)


def _instant(told: object) -> datetime:
    return told if isinstance(told, datetime) else datetime.fromisoformat(str(told))

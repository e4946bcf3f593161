"""A policy as JSON, the same where it is stored and where it is sent: lengths in whole minutes or days."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from chalicelib.kernel.money import Money
from chalicelib.kernel.weekly import WeeklyHours
from chalicelib.policies.rules import (
    DAY,
    MINUTE,
    Approval,
    AtEnd,
    Closure,
    Fees,
    Measure,
    Order,
    Override,
    Policy,
    PrimeTime,
    Quota,
    Span,
    Strikes,
    Waiting,
    Whose,
)

Json = dict[str, Any]
LENGTHS = frozenset(
    {
        "grid",
        "min_duration",
        "max_duration",
        "max_advance",
        "min_notice",
        "cooldown",
        "buffer",
        "approve_within",
        "early_start",
        "late_stop",
        "noshow_timeout",
        "change_until",
        "cancel_until",
    }
)


def written(policy: Policy) -> Json:
    """All of a policy."""
    return written_override({field.name: getattr(policy, field.name) for field in fields(policy)})


def written_override(said: Override) -> Json:
    """What is said, and nothing else."""
    return dict(_written_rule(name, value) for name, value in said.items())


def read(told: Mapping[str, Any]) -> Policy:
    """The policy that was written; a rule that came since then has its default."""
    return Policy(**read_override(told))


def read_override(told: Mapping[str, Any]) -> dict[str, Any]:
    """What was said."""
    return dict(_read_rule(name, value) for name, value in told.items())


def rule_of(name: str) -> str:
    """The field of Policy that is written under this name."""
    return name.removesuffix("_minutes") if name.removesuffix("_minutes") in LENGTHS else name


def _written_rule(name: str, value: Any) -> tuple[str, Any]:
    if name in LENGTHS:
        return f"{name}_minutes", _minutes(value)
    write = WRITERS.get(name)
    return name, value if write is None or value is None else write(value)


def _read_rule(name: str, value: Any) -> tuple[str, Any]:
    rule = rule_of(name)
    if rule in LENGTHS:
        return rule, _length(value)
    reader = READERS.get(name)
    return name, value if reader is None or value is None else reader(value)


def _minutes(length: timedelta | None) -> int | None:
    return None if length is None else length // MINUTE


def _length(minutes: int | None) -> timedelta | None:
    return None if minutes is None else int(minutes) * MINUTE


def _written_quotas(quotas: tuple[Quota, ...]) -> list[Json]:
    return [
        {
            "measure": quota.measure.value,
            "most": f"{quota.most.normalize():f}",
            "per": quota.per.value,
            "whose": quota.whose.value,
        }
        for quota in quotas
    ]


def _read_quotas(told: list[Json]) -> tuple[Quota, ...]:
    return tuple(
        Quota(
            Measure(one["measure"]),
            Decimal(str(one["most"])),
            Span(one["per"]),
            Whose(one.get("whose", "member")),
        )
        for one in told
    )


def _written_prime(prime_times: tuple[PrimeTime, ...]) -> list[Json]:
    return [
        {
            "hours": [
                {"weekday": one.weekday, "from": f"{one.from_:%H:%M}", "until": f"{one.until:%H:%M}"}
                for one in prime.hours
            ],
            "max_duration_minutes": _minutes(prime.max_duration),
            "quotas": _written_quotas(prime.quotas),
            "classes": None if prime.classes is None else sorted(prime.classes),
        }
        for prime in prime_times
    ]


def _read_prime(told: list[Json]) -> tuple[PrimeTime, ...]:
    return tuple(
        PrimeTime(
            hours=tuple(
                WeeklyHours(
                    int(one["weekday"]), time.fromisoformat(one["from"]), time.fromisoformat(one["until"])
                )
                for one in prime["hours"]
            ),
            max_duration=_length(prime.get("max_duration_minutes")),
            quotas=_read_quotas(prime.get("quotas") or []),
            classes=None if prime.get("classes") is None else frozenset(prime["classes"]),
        )
        for prime in told
    )


def _written_closures(closures: tuple[Closure, ...]) -> list[Json]:
    return [
        {"first": one.first.isoformat(), "last": one.last.isoformat(), "note": one.note} for one in closures
    ]


def _read_closures(told: list[Json]) -> tuple[Closure, ...]:
    return tuple(
        Closure(date.fromisoformat(one["first"]), date.fromisoformat(one["last"]), one.get("note", ""))
        for one in told
    )


def _written_fees(fees: Fees) -> Json:
    return {field.name: written_money(getattr(fees, field.name)) for field in fields(fees)}


def _read_fees(told: Json) -> Fees:
    return Fees(**{name: read_money(fee) for name, fee in told.items()})


def written_money(money: Money | None) -> Json | None:
    """An amount as text, with its currency."""
    return None if money is None else {"amount": f"{money.amount:f}", "currency": money.currency}


def read_money(told: Mapping[str, str] | None) -> Money | None:
    """The amount that was written."""
    return None if told is None else Money(Decimal(told["amount"]), told["currency"])


def _written_strikes(strikes: Strikes) -> Json:
    return {
        "most": strikes.most,
        "within_days": strikes.within // DAY,
        "suspend_days": strikes.suspend // DAY,
    }


def _read_strikes(told: Json) -> Strikes:
    return Strikes(int(told["most"]), int(told["within_days"]) * DAY, int(told["suspend_days"]) * DAY)


def _written_waiting(waiting: Waiting) -> Json:
    return {
        "order": waiting.order.value,
        "hold_minutes": waiting.hold // MINUTE,
        "max_snoozes": waiting.max_snoozes,
    }


def _read_waiting(told: Json) -> Waiting:
    return Waiting(Order(told["order"]), int(told["hold_minutes"]) * MINUTE, int(told["max_snoozes"]))


def _of_classes(each: Callable[[Any], Any]) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    return lambda classes: {name: each(said) for name, said in classes.items()}


WRITERS: Mapping[str, Callable[[Any], Any]] = {
    "quotas": _written_quotas,
    "prime_time": _written_prime,
    "closures": _written_closures,
    "fees": _written_fees,
    "strikes": _written_strikes,
    "waiting": _written_waiting,
    "approval": str,
    "at_end": str,
    "classes": _of_classes(written_override),
}
READERS: Mapping[str, Callable[[Any], Any]] = {
    "max_active": int,
    "quotas": _read_quotas,
    "prime_time": _read_prime,
    "closures": _read_closures,
    "fees": _read_fees,
    "strikes": _read_strikes,
    "waiting": _read_waiting,
    "approval": Approval,
    "at_end": AtEnd,
    "classes": _of_classes(read_override),
}

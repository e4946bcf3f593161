"""Why a policy cannot be as somebody wrote it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from chalicelib.policies.resolving import at_place
from chalicelib.policies.rules import DAY, HOUR, MINUTE, Override, Policy, PrimeTime, Quota, Strikes

GRIDS = tuple(timedelta(minutes=minutes) for minutes in (5, 10, 15, 30, 60))
LONGEST = {
    "min_duration": DAY,
    "max_duration": 7 * DAY,
    "max_advance": 366 * DAY,
    "min_notice": 30 * DAY,
    "cooldown": 30 * DAY,
    "buffer": 4 * HOUR,
    "approve_within": 30 * DAY,
    "early_start": DAY,
    "late_stop": 4 * HOUR,
    "noshow_timeout": 12 * HOUR,
    "change_until": 30 * DAY,
    "cancel_until": 30 * DAY,
}
MORE_THAN_ZERO = frozenset(
    {"min_duration", "max_duration", "max_advance", "approve_within", "noshow_timeout"}
)
SLOT = 5 * MINUTE
MOST_ACTIVE = 1000
MOST_OF_A_KIND = 20
"""Quotas, prime times, closures or classes of one policy."""
LONGEST_SUSPENSION = 366 * DAY
LONGEST_HOLD = DAY
MOST_FEE = Decimal(1_000_000)


@dataclass(frozen=True)
class Fault:
    """A field that cannot be as it was sent, and why, in words and by a code.

    Fields are named as in the API, codes as pydantic's where it has one; `limit` is what the code is about.
    """

    field: str
    detail: str
    code: str
    limit: int | None = None


def policy_faults(policy: Policy) -> list[Fault]:
    """Every reason why there cannot be this policy, its classes included."""
    found = list(_own_faults(policy))
    if len(policy.classes) > MOST_OF_A_KIND:
        found.append(_too_many("classes"))
    for name, said in sorted(policy.classes.items()):
        if "classes" in said:
            found.append(
                Fault(f"classes.{name}.classes", "A class has no classes of its own.", "class_in_class")
            )
            continue
        of_class = replace(policy, **said, classes={})
        inherited = set(_own_faults(policy))
        found += [
            replace(fault, field=f"classes.{name}.{fault.field}")
            for fault in _own_faults(of_class)
            if fault not in inherited
        ]
    return found


def override_faults(network: Policy, *places: Override) -> list[Fault]:
    """Every reason why a place cannot say this, given what the network says."""
    return policy_faults(at_place(network, *places))


def _own_faults(policy: Policy) -> Iterator[Fault]:
    yield from _length_faults(policy)
    if policy.grid not in GRIDS:
        yield Fault("grid_minutes", "The grid is 5, 10, 15, 30 or 60 minutes.", "no_grid")
    else:
        for name in ("min_duration", "max_duration"):
            length = getattr(policy, name)
            if length is not None and length % policy.grid:
                minutes = policy.grid // MINUTE
                yield Fault(f"{name}_minutes", "This is a multiple of the grid.", "multiple_of", minutes)
    if policy.buffer is not None and policy.buffer % SLOT:
        yield Fault("buffer_minutes", "This is a multiple of 5 minutes.", "multiple_of", 5)
    if policy.max_active is not None:
        yield from _outside(
            "max_active", policy.max_active, 1, MOST_ACTIVE, f"Between 1 and {MOST_ACTIVE}, or no limit."
        )
    shortest, longest = policy.min_duration, policy.max_duration
    if shortest is not None and longest is not None and shortest > longest:
        yield Fault(
            "min_duration_minutes", "The shortest booking is no longer than the longest.", "above_longest"
        )
    notice, advance = policy.min_notice, policy.max_advance
    if notice is not None and advance is not None and notice >= advance:
        yield Fault(
            "min_notice_minutes", "Less than max_advance_minutes: else nobody can ever book.", "above_advance"
        )
    yield from _quota_faults("quotas", policy.quotas)
    yield from _prime_faults(policy.prime_time)
    yield from _other_faults(policy)


def _length_faults(policy: Policy) -> Iterator[Fault]:
    for name, longest in LONGEST.items():
        length = getattr(policy, name)
        if length is None:
            continue
        may_be_zero = name not in MORE_THAN_ZERO
        if length < timedelta(0) or (not length and not may_be_zero):
            yield (
                Fault(f"{name}_minutes", "Zero or more.", "greater_than_equal", 0)
                if may_be_zero
                else _not_positive(f"{name}_minutes")
            )
        elif length > longest:
            most = longest // MINUTE
            yield Fault(f"{name}_minutes", f"At most {most}.", "less_than_equal", most)


def _quota_faults(field: str, quotas: tuple[Quota, ...]) -> Iterator[Fault]:
    if len(quotas) > MOST_OF_A_KIND:
        yield _too_many(field)
    for number, quota in enumerate(quotas):
        if quota.most <= 0:
            yield _not_positive(f"{field}.{number}.most")
    kinds = [(quota.measure, quota.per, quota.whose) for quota in quotas]
    if len(set(kinds)) < len(kinds):
        yield Fault(field, "One quota of a kind: by measure, span and whose.", "same_quota")


def _prime_faults(prime_times: tuple[PrimeTime, ...]) -> Iterator[Fault]:
    if len(prime_times) > MOST_OF_A_KIND:
        yield _too_many("prime_time")
    for number, prime in enumerate(prime_times):
        if not prime.hours:
            yield Fault(f"prime_time.{number}.hours", "At least one stretch of the week.", "too_short", 1)
        if prime.max_duration is not None and prime.max_duration <= timedelta(0):
            yield _not_positive(f"prime_time.{number}.max_duration_minutes")
        if prime.classes is not None and not prime.classes:
            yield Fault(
                f"prime_time.{number}.classes", "At least one class, or none told: all.", "too_short", 1
            )
        yield from _quota_faults(f"prime_time.{number}.quotas", prime.quotas)
        if any(quota.measure == "kwh" for quota in prime.quotas):
            yield Fault(
                f"prime_time.{number}.quotas", "In prime time, hours and bookings are counted.", "no_kwh_here"
            )


def _other_faults(policy: Policy) -> Iterator[Fault]:
    if len(policy.closures) > MOST_OF_A_KIND:
        yield _too_many("closures")
    for number, closure in enumerate(policy.closures):
        if closure.last < closure.first:
            yield Fault(f"closures.{number}.last", "Not before the first day.", "before_first")
    for name in ("no_show", "late_cancel", "overstay_per_minute"):
        fee = getattr(policy.fees, name)
        if fee is not None and not 0 < fee.amount <= MOST_FEE:
            code, limit = ("greater_than", 0) if fee.amount <= 0 else ("less_than_equal", int(MOST_FEE))
            yield Fault(f"fees.{name}", f"More than zero, at most {MOST_FEE}; or none.", code, limit)
    yield from _strike_faults(policy.strikes)
    yield from _outside("waiting.hold_minutes", policy.waiting.hold / MINUTE, 1, LONGEST_HOLD // MINUTE)
    yield from _outside("waiting.max_snoozes", policy.waiting.max_snoozes, 0, MOST_OF_A_KIND)


def _strike_faults(strikes: Strikes | None) -> Iterator[Fault]:
    if strikes is None:
        return
    if strikes.most < 1:
        yield Fault("strikes.most", "At least 1.", "greater_than_equal", 1)
    for name, length in (("within_days", strikes.within), ("suspend_days", strikes.suspend)):
        yield from _outside(f"strikes.{name}", length / DAY, 1, LONGEST_SUSPENSION // DAY)


def _too_many(field: str) -> Fault:
    """More of a kind than one policy has."""
    return Fault(field, f"At most {MOST_OF_A_KIND}.", "less_than_equal", MOST_OF_A_KIND)


def _not_positive(field: str) -> Fault:
    """Zero or less, where that means nothing."""
    return Fault(field, "More than zero.", "greater_than", 0)


def _outside(field: str, value: float, least: int, most: int, detail: str | None = None) -> Iterator[Fault]:
    """A fault where it is not within these two."""
    told = detail or f"Between {least} and {most}."
    if value < least:
        yield Fault(field, told, "greater_than_equal", least)
    elif value > most:
        yield Fault(field, told, "less_than_equal", most)

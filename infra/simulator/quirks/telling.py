"""Quirks of telling: what is told twice, too late, in the wrong order, or never."""

from dataclasses import replace
from datetime import timedelta

from infra.simulator.quirks.quirk import Quirk
from infra.simulator.transaction import Fact, Moment


def replayed(fact: Fact) -> list[Fact]:
    """Once more."""
    return [_copy(fact)]


def replayed_after_end(fact: Fact) -> list[Fact]:
    """All of it, as from an offline queue."""
    if fact.moment is not Moment.ENDED:
        return []
    return [_copy(one, offline=True) for one in fact.transaction.facts if not one.is_copy]


def stopped_twice(fact: Fact) -> list[Fact]:
    """The second, of two minutes before, drains after the first."""
    if fact.moment is not Moment.ENDED:
        return []
    earlier = replace(fact.reading, at=fact.reading.at - timedelta(minutes=2))
    return [replace(_copy(fact, offline=True), reading=earlier)]


def _copy(fact: Fact, *, offline: bool = False) -> Fact:
    return replace(
        fact, is_copy=True, offline=fact.offline or offline, was_lost=True, attempts=0, answered=None
    )


def shuffled(version: str, facts: list[Fact]) -> list[Fact]:
    """Backwards, when the transaction is over; in 1.6 the begin first, since its answer has the id."""

    def place(fact: Fact) -> tuple[bool, int]:
        needs_begin = version == "1.6" and fact.moment is not Moment.BEGAN
        return needs_begin, -fact.seq_no

    return sorted((fact for fact in facts if fact.transaction.is_over), key=place)


def end_first(_: str, facts: list[Fact]) -> list[Fact]:
    """The end, then the rest in order, when the transaction is over."""
    over = (fact for fact in facts if fact.transaction.is_over)
    return sorted(over, key=lambda fact: (fact.moment is not Moment.ENDED, fact.seq_no))


TELLING = (
    Quirk("replay", "tells every fact of a transaction twice, with new message ids", after=replayed),
    Quirk("replay-after-end", "tells a whole transaction again when it has ended", after=replayed_after_end),
    Quirk("double-stop", "a second end, two minutes older, follows the first", after=stopped_twice),
    Quirk("reorder", "tells a transaction backwards, when it is over (1.6: the begin first)", order=shuffled),
    Quirk("stop-first", "tells the end before the begin (1.6: of transaction -1)", order=end_first),
    Quirk("no-begin", "never tells that charging began", keeps=lambda fact: fact.moment is not Moment.BEGAN),
    Quirk("no-readings", "tells begin and end only", keeps=lambda fact: fact.moment is not Moment.METERED),
    Quirk("no-end", "never tells that charging ended", keeps=lambda fact: fact.moment is not Moment.ENDED),
)

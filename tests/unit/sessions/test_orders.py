"""Facts of visits in any order, repeated and lost: each has one record, right or flagged, never two."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.sessions import flags
from chalicelib.sessions.items import CdrItem, SessionItem, SessionsTable
from chalicelib.sessions.lost import WAITS
from chalicelib.sessions.matching import fingerprint, transaction_id_of
from chalicelib.sessions.rules import (
    Mark,
    MeterValue,
    Moment,
    ReadingsFact,
    StartFact,
    State,
    StopFact,
    TransactionFact,
)
from tests.unit.sessions.world import NOON, World, minutes

VISITS = 2
KINDS = ("start", "reading", "stop")

visit_facts = [(visit, kind) for visit in range(VISITS) for kind in KINDS]
orders = st.permutations(visit_facts * 2).flatmap(
    lambda facts: st.lists(st.sampled_from(visit_facts), max_size=6).map(lambda more: [*facts, *more])
)
lossy = st.lists(st.sampled_from(visit_facts), max_size=10)
busy = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def facts_16(world: World) -> tuple[list[str], dict[tuple[int, str], Any]]:
    """The transaction ids of the visits, and how each fact is told."""
    names, tell = [], {}
    for visit in range(VISITS):
        start = StartFact(world.cp, 1, "DORA", NOON + minutes(60 * visit), Decimal(10000 * visit + 1))
        name = transaction_id_of(fingerprint(start))
        reading = MeterValue(start.at + minutes(10), start.meter_wh + 500)
        stop = StopFact(world.cp, name, start.at + minutes(30), start.meter_wh + 1000 + visit)
        names.append(name)
        tell[visit, "start"] = (world.sessions.start, start)
        tell[visit, "reading"] = (world.sessions.readings, ReadingsFact(world.cp, 1, name, (reading,)))
        tell[visit, "stop"] = (world.sessions.stop, stop)
    return names, tell


def facts_2(world: World) -> tuple[list[str], dict[tuple[int, str], Any]]:
    """The same in OCPP 2.x."""
    names, tell = [], {}
    for visit in range(VISITS):
        name, begin = f"T{visit}", Decimal(10000 * visit + 1)
        told = TransactionFact(world.cp, 1, name, Moment.STARTED, NOON + minutes(60 * visit), 0, "DORA")
        for seq_no, (kind, moment, minute, wh, mark) in enumerate(
            [
                ("start", Moment.STARTED, 0, 0, Mark.BEGIN),
                ("reading", Moment.UPDATED, 10, 500, None),
                ("stop", Moment.ENDED, 30, 1000 + visit, Mark.END),
            ]
        ):
            at = told.at + minutes(minute)
            fact = replace(
                told, moment=moment, at=at, seq_no=seq_no, token_uid="DORA" if kind == "start" else None,
                readings=(MeterValue(at, begin + wh, None, mark),), raw={"seqNo": seq_no},
            )  # fmt: skip
            tell[visit, kind] = (world.sessions.told, fact)
        names.append(name)
    return names, tell


versions = st.sampled_from([facts_16, facts_2])


@settings(busy, max_examples=14)
@given(orders, versions)
def test_any_order_and_repetition_ends_in_one_right_record_each(aws, order, facts):
    world = World(now=NOON + minutes(60 * VISITS))
    names, tell = facts(world)
    for told in order:
        say, fact = tell[told]
        say(fact)
    world.sessions.lost.tick(world.now + WAITS + minutes(1))

    sessions, records = stored(world.cp)
    for visit, name in enumerate(names):
        session = world.session(name)
        cdr = world.store.cdr(session)
        began = NOON + minutes(60 * visit)
        assert (sessions[name], records[name]) == (1, 1)
        assert (session.state, session.driver_id) == (State.COMPLETED, "dora")
        assert (session.start, session.end) == (began, began + minutes(30))
        assert session.energy_wh == 1000 + visit
        assert not session.flags & flags.HELD
        assert cdr is not None
        assert (cdr.cdr_id, cdr.total_energy_wh) == (session.cdr_id, session.energy_wh)
        assert NOON + minutes(60 * visit + 10) in {reading.at for reading in world.store.readings(session)}
    assert world.store.active_of(world.cp) == []


@settings(busy, max_examples=20)
@given(lossy, versions)
def test_whatever_is_lost_repeated_or_out_of_order_ends_in_one_record_right_or_flagged(aws, order, facts):
    world = World(now=NOON + minutes(60 * VISITS))
    names, tell = facts(world)
    for told in order:
        say, fact = tell[told]
        say(fact)
    world.sessions.lost.tick(world.now + WAITS + minutes(1))

    sessions, records = stored(world.cp)
    for visit, name in enumerate(names):
        heard = {kind for other, kind in order if other == visit}
        needs = {"start", "stop"} if facts is facts_16 else set(KINDS)
        assert sessions[name] == (1 if heard & needs else 0)
        session = world.store.visit(world.cp, name).session
        if session is None:
            continue
        assert session.is_open == ("stop" not in heard)
        assert records[name] == (1 if "stop" in heard else 0)
        if session.is_open:
            continue
        if not session.flags & flags.HELD:
            assert (session.driver_id, session.energy_wh) == ("dora", 1000 + visit)
            assert session.start == NOON + minutes(60 * visit)
        assert bool(session.flags & flags.HELD) == (not {"start", "stop"} <= heard)
    assert {session.is_open for session in world.store.active_of(world.cp)} <= {True}


def stored(charge_point_id: str) -> tuple[Counter[str], Counter[str]]:
    """How many sessions and how many records there are, by transaction."""
    sessions: Counter[str] = Counter()
    records: Counter[str] = Counter()
    for item in SessionsTable.scan():
        _, _, rest = item.pk.partition("#")
        owner, _, name = rest.partition("#")
        if owner == charge_point_id and isinstance(item, SessionItem):
            sessions[name] += 1
        if owner == charge_point_id and isinstance(item, CdrItem):
            records[name] += 1
    return sessions, records

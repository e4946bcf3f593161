"""Facts of several visits in any order, repeated at will: each visit has one record, with its energy."""

from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.sessions.matching import fingerprint, transaction_id_of
from chalicelib.sessions.rules import MeterValue, ReadingsFact, StartFact, State, StopFact
from tests.unit.sessions.world import NOON, World, minutes

VISITS = 2
KINDS = ("start", "reading", "stop")

visit_facts = [(visit, kind) for visit in range(VISITS) for kind in KINDS]
orders = st.permutations(visit_facts * 2).flatmap(
    lambda facts: st.lists(st.sampled_from(visit_facts), max_size=6).map(lambda more: [*facts, *more])
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(orders)
def test_any_order_and_repetition_ends_in_one_record_each(aws, order):
    world = World()
    told = [
        (StartFact(world.cp, 1, "DORA", NOON + minutes(60 * visit), Decimal(10000 * visit + 1)))
        for visit in range(VISITS)
    ]
    numbers = [transaction_id_of(fingerprint(start)) for start in told]
    world.now = NOON + minutes(60 * VISITS)

    for visit, kind in order:
        start, number = told[visit], numbers[visit]
        if kind == "start":
            assert world.sessions.start(start).transaction_id == number
        elif kind == "reading":
            reading = MeterValue(start.at + minutes(10), start.meter_wh + 500)
            world.sessions.readings(ReadingsFact(world.cp, start.connector_id, number, (reading,)))
        else:
            world.sessions.stop(
                StopFact(world.cp, number, start.at + minutes(30), start.meter_wh + 1000 + visit)
            )

    for visit, number in enumerate(numbers):
        session = world.session(number)
        cdr = world.store.cdr(session)
        assert session.state is State.COMPLETED
        assert session.energy_wh == 1000 + visit
        assert cdr is not None
        assert (cdr.cdr_id, cdr.total_energy_wh) == (session.cdr_id, session.energy_wh)
        assert len(world.store.readings(session)) == 1
    assert world.store.active_of(world.cp) == []

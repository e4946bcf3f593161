"""What the engine asks of DynamoDB and how large its items are, whatever happened before."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from chalicelib.bookings.agenda import Agenda, Past, entered
from chalicelib.bookings.agenda_items import AgendaItem
from chalicelib.bookings.booking import State
from chalicelib.bookings.items import BookingItem
from chalicelib.bookings.life import drafted, stepped, under
from chalicelib.bookings.sheet_items import SheetItem
from chalicelib.bookings.terms import BookingTerms
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Refused
from chalicelib.kernel.ids import base32, new_id
from chalicelib.kernel.money import Money
from chalicelib.kernel.period import Period
from chalicelib.policies.rules import Fees, Measure, Policy, Quota, Span
from chalicelib.table import transact
from tests.load.metering import metered
from tests.load.sizes import KB, item_size, read_units
from tests.unit.bookings.desk import Desk
from tests.unit.bookings.scenes import CHARGER, NOON, hours

HOUR = timedelta(hours=1)
EURO = Money(Decimal("1.50"), "EUR")
STATION = new_id()
LONG = replace(
    CHARGER,
    charger_id=f"{STATION}-k3v9",
    station_id=STATION,
    network_id=new_id(),
    station_name="Tiefgarage Straßburger Straße 14, Einfahrt Hof",  # 46 letters
    name="Stellplatz 127, links neben dem Aufzug B",
    time_zone="America/Argentina/ComodRivadavia",  # the longest zone there is
)
EVERY_RULE = Policy(
    buffer=HOUR / 4,
    late_stop=HOUR / 4,
    noshow_timeout=HOUR / 4,
    change_until=HOUR,
    cancel_until=HOUR,
    fees=Fees(EURO, EURO, EURO),
)


def size_of(item):
    return item_size(item.to_dynamodb_dict())


def test_a_fresh_booking_with_long_names_under_every_rule_stays_below_1_kb():
    draft = drafted(LONG, "k3v9x7q", new_id(), hours(30, 32), NOON)
    draft = replace(under(BookingTerms(EVERY_RULE), draft, NOON), car_id=new_id(), series_id=new_id())
    booking = stepped(draft, NOON, draft.driver_id, "booked")

    assert size_of(BookingItem.of(booking, NOON)) < KB


def test_a_full_sheet_stays_below_1_kb():
    sheet = SheetItem.keyed(LONG.charger_id, "2026060108")
    for number in range(96):
        setattr(sheet, f"slot_{number:02}", base32(number, 7))
    sheet.written_by = new_id()

    assert size_of(sheet) < KB


@pytest.mark.parametrize(("plans", "visits", "kilobytes"), [(0, 0, 1), (3, 6, 1), (3, 25, 3), (3, 60, 5)])
def test_an_agenda_grows_with_what_its_member_did_in_33_days_and_nothing_else(plans, visits, kilobytes):
    driver = new_id()
    open_ones = [
        replace(drafted(LONG, base32(n, 7), driver, hours(n * 3, n * 3 + 2), NOON), car_id=new_id())
        for n in range(plans)
    ]
    known = entered(Agenda(driver, LONG.network_id, version=99), open_ones, NOON)
    years = [NOON - timedelta(days=40 + n) for n in range(1000)]
    month = [NOON - n * timedelta(days=33) / (visits + 1) for n in range(1, visits + 1)]
    past = [Past(at, 2 * HOUR, STATION, 12_345, car_id=None) for at in [*years, *month]]

    now_known = entered(replace(known, past=tuple(past)), [], NOON)

    assert len(now_known.past) == visits
    assert size_of(AgendaItem.of(now_known)) <= kilobytes * KB


@pytest.fixture
def meters(monkeypatch):
    from botocore.client import BaseClient  # noqa: PLC0415 - restored after the test

    monkeypatch.setattr(BaseClient, "_make_api_call", BaseClient._make_api_call)  # noqa: SLF001
    return metered()


ANN, BOB = Caller("ann"), Caller("bob")
SEVEN_QUOTAS = Policy(
    max_active=None,
    quotas=tuple(Quota(measure, Decimal(99), span) for measure in Measure for span in Span),
    cooldown=HOUR / 4,
    buffer=HOUR / 4,
)


@pytest.fixture(params=["no rules", "every quota"])
def desk(aws, request):
    return Desk(policy=Policy(max_active=None) if request.param == "no rules" else SEVEN_QUOTAS)


def spent(meters, do):
    before = meters.mine.copy()
    do()
    return meters.mine.since(before)


@pytest.mark.parametrize(
    ("start", "end", "items"),
    [pytest.param(1, 3, 3, id="on one sheet"), pytest.param(3, 5, 4, id="over a sheet's edge")],
)
def test_a_booking_is_two_reads_and_one_transaction(desk, meters, start, end, items):
    cost = spent(meters, lambda: desk.bookings.book("s1-c1", ANN, hours(start, end), key="k"))

    assert (cost.requests, cost.reads, cost.transactions, cost.most_items) == (3, 2, 1, items)
    assert cost.rejected == 0


def test_the_same_key_again_is_one_read(desk, meters):
    desk.bookings.book("s1-c1", ANN, hours(1, 3), key="k")

    cost = spent(meters, lambda: desk.bookings.book("s1-c1", ANN, hours(1, 3), key="k"))

    assert (cost.requests, cost.transactions) == (1, 0)


@pytest.mark.parametrize("period", [hours(1, 3), hours(2.5, 4.5), hours(6, 16), hours(-9, -8)])
def test_a_refusal_is_two_reads_and_no_write(desk, meters, period):
    desk.bookings.book("s1-c1", BOB, hours(2, 3))

    def refused():
        with pytest.raises(Refused):
            desk.bookings.book("s1-c1", ANN, period)

    cost = spent(meters, refused)

    assert (cost.requests, cost.transactions) == (2, 0)


@pytest.mark.parametrize("end", [2, 3.5])
def test_a_change_is_two_reads_and_one_transaction(desk, meters, end):
    made = desk.bookings.book("s1-c1", ANN, hours(1, 3))

    cost = spent(meters, lambda: desk.bookings.change(made.booking_id, ANN, None, NOON + end * HOUR, None))

    assert (cost.requests, cost.reads, cost.transactions, cost.most_items) == (3, 2, 1, 3)


def test_giving_back_is_two_reads_and_one_transaction(desk, meters):
    made = desk.bookings.book("s1-c1", ANN, hours(1, 3))

    cost = spent(meters, lambda: desk.bookings.cancel(made.booking_id, ANN))

    assert (cost.requests, cost.reads, cost.transactions, cost.most_items) == (3, 2, 1, 3)


def test_a_walk_up_is_one_read_and_one_transaction(desk, meters):
    def charge():
        turn = desk.plug.turn(desk.charger, desk.standing("ann"), "ann", desk.now)
        transact(desk.plug.begin(turn, "session", desk.now))

    cost = spent(meters, charge)

    assert (cost.requests, cost.reads, cost.transactions) == (2, 1, 1)
    assert cost.most_items <= 4


@pytest.mark.parametrize("many", [0, 3])
def test_the_availability_of_a_charger_day_is_one_request(desk, meters, many):
    for number in range(many):
        desk.bookings.book("s1-c1", ANN, hours(number * 2, number * 2 + 1))
    midnight = datetime(2026, 5, 31, 22, tzinfo=UTC)
    day = Period(midnight, midnight + timedelta(days=1))

    cost = spent(meters, lambda: desk.store.occupancy("s1-c1", day))

    assert (cost.requests, cost.reads, cost.read_units) == (1, 1, 4 * read_units(KB, consistent=True))


def test_a_booking_costs_the_same_after_a_thousand(desk, meters):
    first = spent(meters, lambda: desk.bookings.book("s1-c1", ANN, hours(1, 3), key="k"))
    with BookingItem.batch_write() as batch:
        for number in range(1000):
            period = Period(NOON - (number + 1700) * HOUR, NOON - (number + 1699) * HOUR)
            draft = drafted(CHARGER, base32(number, 7), "ann", period, period.start)
            done = stepped(replace(draft, state=State.FULFILLED), period.end, "charger", "session ended")
            batch.save(BookingItem.of(done, NOON))

    later = spent(meters, lambda: desk.bookings.book("s1-c1", ANN, hours(25, 27), key="l"))

    assert replace(later, write_units=0) == replace(first, write_units=0)

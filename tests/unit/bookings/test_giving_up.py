"""What an erased account had booked is given back, and it books no more."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.bookings.agenda import Agenda
from chalicelib.bookings.booking import State
from chalicelib.bookings.giving_up import ERASED, GivingUp
from chalicelib.bookings.shares import Use, share_violations
from chalicelib.bookings.terms import BookingTerms
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Refused
from chalicelib.policies.rules import Policy
from tests.unit.bookings.desk import Desk
from tests.unit.bookings.scenes import CHARGER, NETWORK, NOON, hours

ANN = Caller("ann")
QUARTER = timedelta(minutes=15)


@pytest.fixture
def desk(aws: None) -> Desk:
    return Desk(policy=Policy(max_active=None, noshow_timeout=QUARTER))


def give_up(desk: Desk) -> None:
    ends = GivingUp(desk.store, desk.store.agenda, desk.bookings.canceled, lambda: desk.now)
    assert ends.networks_of("ann") in ([], [NETWORK.network_id])
    ends.give_up("ann", NETWORK.network_id)


def test_what_is_to_come_is_cancelled_and_its_time_free(desk: Desk) -> None:
    made = [desk.bookings.book(CHARGER.charger_id, ANN, hours(n, n + 1)) for n in (1, 3, 5)]

    give_up(desk)

    found = desk.store.bookings(one.booking_id for one in made).values()
    assert {(one.state, one.history[-1].reason) for one in found} == {(State.CANCELED, ERASED)}
    assert desk.store.occupancy(CHARGER.charger_id, hours(0, 8)).taken(hours(0, 8)) == []
    assert {one.booking_id for one in desk.freed} == {one.booking_id for one in made}
    assert desk.notices == []


def test_nothing_is_booked_any_more_even_where_nothing_ever_was(desk: Desk) -> None:
    give_up(desk)
    give_up(desk)

    with pytest.raises(Refused) as told:
        desk.bookings.book(CHARGER.charger_id, ANN, hours(1, 2))

    assert [one.code for one in told.value.facts["violations"]] == ["account_erased"]
    assert desk.store.agenda("ann", NETWORK.network_id).version == 1


def test_what_has_lapsed_is_left_to_the_clock(desk: Desk) -> None:
    made = desk.bookings.book(CHARGER.charger_id, ANN, hours(1, 2))
    desk.now = NOON + timedelta(hours=1) + QUARTER

    give_up(desk)

    assert desk.store.booking(made.booking_id) == made
    desk.clock.settle(made, desk.now)
    found = desk.store.booking(made.booking_id)
    assert found is not None
    assert found.state is State.NO_SHOW
    assert desk.store.agenda("ann", NETWORK.network_id).is_closed


def test_under_which_a_car_charges_stays_until_it_goes(desk: Desk) -> None:
    made = desk.bookings.book(CHARGER.charger_id, ANN, hours(0, 2))
    charging = replace(made, session_id="s1", version=made.version + 1)
    desk.store.commit(desk.store.changing(made, charging, desk.now))

    give_up(desk)

    assert desk.store.booking(made.booking_id) == charging


@pytest.mark.parametrize(("is_closed", "codes"), [(False, []), (True, ["account_erased"])])
def test_a_closed_agenda_is_a_reason_by_itself(is_closed: bool, codes: list[str]) -> None:
    agenda = Agenda("ann", NETWORK.network_id, is_closed=is_closed)
    use = Use(hours(1, 2), CHARGER.station_id, CHARGER.time_zone)

    found = share_violations(use, BookingTerms(Policy(), is_member=True), agenda, NOON)

    assert [one.code for one in found] == codes

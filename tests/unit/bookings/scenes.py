"""A charger, a member's terms, and times around noon."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from chalicelib.bookings.agenda import Agenda, entered
from chalicelib.bookings.booking import Booking, KeptTerms, booking_id
from chalicelib.bookings.slots import Occupancy, slots_of
from chalicelib.bookings.terms import BookingTerms
from chalicelib.kernel.period import Period
from chalicelib.networks.rules import Joining, Membership, Network, Role, Standing, Visibility
from chalicelib.policies.rules import Policy
from chalicelib.stations.rules import Charger
from chalicelib.tariffs.rules import Tariff

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
CHARGER = Charger(
    charger_id="s1-c1",
    station_id="s1",
    network_id="n1",
    name="Left",
    station_name="Courtyard",
    time_zone="Europe/Berlin",
    connectors=(),
    tariff=Tariff("EUR", Decimal("0.30")),
)
NETWORK = Network(
    "n1", "Home", None, Visibility.PRIVATE, Joining.RESTRICTED, (), Policy(walk_up=True), None, NOON, 1
)
TERMS = BookingTerms(
    Policy(
        min_duration=timedelta(minutes=30),
        max_duration=timedelta(hours=4),
        max_advance=timedelta(days=7),
        max_active=2,
        cancel_until=timedelta(hours=1),
    )
)


def terms(**other: Any) -> BookingTerms:
    """TERMS with some of its rules otherwise."""
    return replace(TERMS, policy=replace(TERMS.policy, **other))


def member(account_id: str) -> Standing:
    return Standing(NETWORK, Membership("n1", account_id, Role.MEMBER, NOON))


def hours(start: float, end: float) -> Period:
    """A period by hours after noon."""
    return Period(NOON + timedelta(hours=start), NOON + timedelta(hours=end))


def booked(start: float, end: float, ref: str = "aaaaaaa", driver: str = "ann", **other: object) -> Booking:
    return Booking(
        booking_id=booking_id(CHARGER.charger_id, ref),
        charger_id=CHARGER.charger_id,
        station_id="s1",
        network_id="n1",
        station_name="Courtyard",
        charger_name="Left",
        time_zone="Europe/Berlin",
        driver_id=driver,
        period=hours(start, end),
        created_at=NOON - timedelta(days=1),
        version=1,
        **{"terms": KeptTerms.of(TERMS.policy), **other},  # type: ignore[arg-type]
    )


def occupied(*bookings: Booking) -> Occupancy:
    sheets: dict[str, dict[str, str]] = {}
    for booking in bookings:
        for key, names in slots_of(booking.held).items():
            sheets.setdefault(key, {}).update(dict.fromkeys(names, booking.ref))
    return Occupancy(sheets)


def agenda(*bookings: Booking) -> Agenda:
    return entered(Agenda("ann", "n1", version=1), bookings, NOON)

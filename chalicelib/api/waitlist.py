"""The waitlist over HTTP: joining, leaving, who is first, and offers."""

from datetime import timedelta
from typing import Annotated, Self

from pydantic import AwareDatetime, Field

from chalicelib.api.booking_out import BookingOut, written
from chalicelib.api.edge import Api, Who
from chalicelib.api.schema import Id, In, Instant, Items, Out
from chalicelib.bookings.booking import Booking
from chalicelib.kernel.caller import Caller
from chalicelib.policies.rules import MINUTE, Order
from chalicelib.stations.rules import MOST_CHARGERS
from chalicelib.waitlist.entry import EntryState
from chalicelib.waitlist.reading import Place
from chalicelib.waitlist.rules import wanted_window
from chalicelib.waitlist.service import WaitlistWish
from chalicelib.wiring import services

api = Api(__name__)
WEEK_MINUTES = 7 * 24 * 60
DAY_MINUTES = 24 * 60


class NewWaitlistEntry(In):
    """What is wanted: `duration_minutes` within a window; without one, as soon as possible."""

    duration_minutes: Annotated[int, Field(ge=5, le=WEEK_MINUTES)]
    start_date_time: Instant | None = None
    end_date_time: Instant | None = None
    charger_ids: Annotated[
        list[Id] | None,
        Field(min_length=1, max_length=MOST_CHARGERS, description="Null: any of the station."),
    ] = None
    car_id: Id | None = None


class OfferPass(In):
    """Whether to wait on for another time."""

    keep: bool = True


class OfferSnooze(In):
    """For how long nothing is to be offered."""

    minutes: Annotated[int, Field(ge=5, le=DAY_MINUTES)]


class WaitlistOfferOut(Out):
    """A charger that is held for me until `hold_until_date_time`. Its id is the booking's that it becomes."""

    booking_id: str
    entry_id: str
    station_id: str
    charger_id: str
    network_id: str
    station_name: str
    charger_name: str
    time_zone: str
    car_id: str | None
    start_date_time: AwareDatetime
    end_date_time: AwareDatetime
    hold_until_date_time: AwareDatetime

    @classmethod
    def of(cls, offer: Booking, entry_id: str) -> Self:
        """The offer made to that entry."""
        return cls(
            **{name: getattr(offer, name) for name in OFFER_SAME},
            entry_id=entry_id,
            start_date_time=offer.period.start,
            end_date_time=offer.period.end,
            hold_until_date_time=offer.lapses_at,
        )


OFFER_SAME = (
    "booking_id",
    "station_id",
    "charger_id",
    "network_id",
    "station_name",
    "charger_name",
    "time_zone",
    "car_id",
)


class WaitlistEntryOut(Out):
    """One of my entries on a station's waitlist."""

    entry_id: str
    station_id: str
    network_id: str
    station_name: str
    time_zone: str
    charger_ids: list[str] = Field(description="Empty: any of the station.")
    is_now: bool
    start_date_time: AwareDatetime | None = Field(description="Of the window; null: now.")
    end_date_time: AwareDatetime | None = Field(description="Of the window; null: now.")
    duration_minutes: int
    car_id: str | None
    state: EntryState
    joined_at: AwareDatetime
    lapses_at: AwareDatetime = Field(description="When the wait is over without a charger.")
    place: int | None = Field(description="From 1; null: the network does not count me in.")
    waiting: int = Field(description="How many wait at the station.")
    expected_date_time: AwareDatetime | None = Field(
        description="When it would begin if nobody books, leaves or comes meanwhile; null: unknown."
    )
    snoozes: int = Field(description="Offers that I did not answer.")
    snoozed_until_date_time: AwareDatetime | None
    offer: WaitlistOfferOut | None

    @classmethod
    def of(cls, place: Place) -> Self:
        """An entry and where it stands."""
        entry = place.entry
        return cls(
            **{name: getattr(entry, name) for name in ENTRY_SAME},
            charger_ids=list(entry.charger_ids),
            start_date_time=None if entry.is_now else entry.window.start,
            end_date_time=None if entry.is_now else entry.window.end,
            duration_minutes=entry.duration // MINUTE,
            place=place.number,
            waiting=place.count,
            expected_date_time=place.expected,
            snoozed_until_date_time=place.snoozed_until,
            offer=WaitlistOfferOut.of(place.offer, entry.entry_id) if place.offer else None,
        )


ENTRY_SAME = (
    "entry_id",
    "station_id",
    "network_id",
    "station_name",
    "time_zone",
    "is_now",
    "car_id",
    "state",
    "joined_at",
    "lapses_at",
    "snoozes",
)


class WaitlistPlaceOut(Out):
    """One who waits. Who, is told to managers, and of oneself."""

    place: int
    waiting_since: AwareDatetime
    state: EntryState
    is_snoozed: bool
    mine: bool
    entry_id: str | None
    driver_name: str | None


class WaitlistOut(Out):
    """A station's waitlist: my entries, and everybody's order."""

    station_id: str
    order: Order
    mine: list[WaitlistEntryOut]
    queue: list[WaitlistPlaceOut]


@api.route("/stations/{station_id}/waitlist", methods=["POST"], who=Who.MEMBER, status=201, idempotent=True)
def join_waitlist(station_id: str, caller: Caller, body: NewWaitlistEntry) -> WaitlistEntryOut:
    """Wait for a charger of a station, in a window or for now. What is free already is offered at once.

    A refusal names every rule that waiting does not cure.
    """
    duration = body.duration_minutes * MINUTE
    window = wanted_window(body.start_date_time, body.end_date_time, duration)
    wish = WaitlistWish(duration, window, tuple(body.charger_ids or ()), body.car_id)
    entry = services().waits.join(station_id, caller, wish)
    return WaitlistEntryOut.of(services().waitlist_reader.entry(entry.entry_id, caller))


@api.route("/stations/{station_id}/waitlist", methods=["GET"], who=Who.MEMBER)
def show_waitlist(station_id: str, caller: Caller) -> WaitlistOut:
    """Who waits at a station, the first one first; managers see names."""
    found = services().waitlist_reader.of_station(station_id, caller)
    told = found.standing.may_manage
    drivers = {place.entry.driver_id for place in found.places} if told else {caller.account_id}
    names = services().accounts.accounts_of(drivers)
    queue = []
    for place in found.places:
        is_mine = place.entry.driver_id == caller.account_id
        driver = names.get(place.entry.driver_id)
        queue.append(
            WaitlistPlaceOut(
                place=place.number or 0,
                waiting_since=place.entry.joined_at,
                state=place.entry.state,
                is_snoozed=place.snoozed_until is not None,
                mine=is_mine,
                entry_id=place.entry.entry_id if is_mine else None,
                driver_name=driver.name if driver else None,
            )
        )
    mine = [
        WaitlistEntryOut.of(place) for place in found.places if place.entry.driver_id == caller.account_id
    ]
    return WaitlistOut(station_id=station_id, order=found.order, mine=mine, queue=queue)


@api.route("/me/waitlist", methods=["GET"], who=Who.ACCOUNT)
def my_waitlist(caller: Caller) -> Items[WaitlistEntryOut]:
    """What I wait for, everywhere, with place and expected time."""
    places = services().waitlist_reader.mine(caller)
    return Items[WaitlistEntryOut](items=[WaitlistEntryOut.of(place) for place in places])


@api.route("/waitlist/{entry_id}", methods=["DELETE"], who=Who.ACCOUNT)
def leave_waitlist(entry_id: str, caller: Caller) -> None:
    """Wait no more. What is held for me goes to others."""
    services().waits.leave(entry_id, caller)


@api.route("/waitlist/{entry_id}/wake", methods=["POST"], who=Who.ACCOUNT)
def wake_entry(entry_id: str, caller: Caller) -> WaitlistEntryOut:
    """Be offered things again, from now on, after a snooze."""
    services().waits.wake(entry_id, caller)
    return WaitlistEntryOut.of(services().waitlist_reader.entry(entry_id, caller))


@api.route("/me/offers", methods=["GET"], who=Who.ACCOUNT)
def my_offers(caller: Caller) -> Items[WaitlistOfferOut]:
    """What is held for me and waits for my answer."""
    places = services().waitlist_reader.mine(caller)
    return Items[WaitlistOfferOut](
        items=[WaitlistOfferOut.of(place.offer, place.entry.entry_id) for place in places if place.offer]
    )


@api.route("/offers/{booking_id}/accept", methods=["POST"], who=Who.ACCOUNT)
def accept_offer(booking_id: str, caller: Caller) -> BookingOut:
    """Take an offer: it is a booking, or waits for a manager where the policy says so."""
    return written(services().offers.accept(booking_id, caller), caller)


@api.route("/offers/{booking_id}/pass", methods=["POST"], who=Who.ACCOUNT)
def pass_offer(booking_id: str, caller: Caller, body: OfferPass) -> None:
    """Not this time; keep my place for another, or wait no more."""
    services().offers.pass_by(booking_id, caller, keep=body.keep)


@api.route("/offers/{booking_id}/snooze", methods=["POST"], who=Who.ACCOUNT)
def snooze_offer(booking_id: str, caller: Caller, body: OfferSnooze) -> WaitlistEntryOut:
    """Not this time, and nothing else for a while; my place is kept."""
    entry_id = services().offers.snooze(booking_id, caller, timedelta(minutes=body.minutes))
    return WaitlistEntryOut.of(services().waitlist_reader.entry(entry_id, caller))

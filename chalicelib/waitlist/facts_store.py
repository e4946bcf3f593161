"""The requests before an offer: what several concepts know of it, asked for at once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from chalicelib.bookings.agenda import Agenda
from chalicelib.bookings.booking import Booking
from chalicelib.bookings.slots import Occupancy
from chalicelib.kernel.period import Period
from chalicelib.networks.rules import Standing
from chalicelib.table import Look, look
from chalicelib.waitlist.needs import People


@dataclass(frozen=True)
class DynamoWaitlistFacts:
    """Keeps the promises of Facts (needs.py); the questions of other concepts are given."""

    standing_of: Callable[[str, str | None], Look[Standing | None]]
    agenda_of: Callable[[str, str], Look[Agenda]]
    booking_of: Callable[[str], Look[Booking | None]]
    occupancy_of: Callable[[str, Period], Look[Occupancy]]
    car_of: Callable[[str, str], Look[bool]]

    def people(self, network_id: str, account_ids: Iterable[str], offer_ids: Iterable[str]) -> People:
        """How accounts stand to a network, their agendas there, and these offers."""
        accounts, offers = sorted(set(account_ids)), sorted(set(offer_ids))
        found = look(
            *(self.standing_of(network_id, account_id) for account_id in accounts),
            *(self.agenda_of(account_id, network_id) for account_id in accounts),
            *(self.booking_of(offer_id) for offer_id in offers),
        )
        count = len(accounts)
        standings = zip(accounts, found[:count], strict=True)
        return People(
            {account_id: standing for account_id, standing in standings if standing},
            dict(zip(accounts, found[count : 2 * count], strict=True)),
            {booking.booking_id: booking for booking in found[2 * count :] if booking},
        )

    def occupancies(self, wanted: Iterable[tuple[str, Period]]) -> dict[str, Occupancy]:
        """Who holds each of these chargers, on the sheets that the periods named with it touch."""
        asked = sorted(set(wanted))
        sheets: dict[str, dict[str, dict[str, str]]] = {}
        found = look(*(self.occupancy_of(charger_id, period) for charger_id, period in asked))
        for (charger_id, _), occupancy in zip(asked, found, strict=True):
            sheets.setdefault(charger_id, {}).update(occupancy.sheets)
        return {charger_id: Occupancy(known) for charger_id, known in sheets.items()}

    def has_car(self, account_id: str, car_id: str) -> bool:
        """Whether the car is theirs."""
        (found,) = look(self.car_of(account_id, car_id))
        return bool(found)

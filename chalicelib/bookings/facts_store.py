"""The requests before a booking: what several concepts know of it, asked for at once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from chalicelib.bookings.agenda import Agenda
from chalicelib.bookings.booking import charger_id_of
from chalicelib.bookings.needs import Place
from chalicelib.bookings.slots import Occupancy
from chalicelib.bookings.store import DynamoBookings
from chalicelib.kernel.period import Period
from chalicelib.networks.rules import Standing
from chalicelib.stations.rules import Charger
from chalicelib.table import Look, look

NO_CAR: Look[bool] = Look((), lambda _: True)


@dataclass(frozen=True)
class DynamoFacts:
    """One BatchGet each; the questions of other concepts are given."""

    charger_of: Callable[[str], Look[Charger | None]]
    has_car: Callable[[str, str], Look[bool]]
    standing_of: Callable[[str, str | None], Look[Standing | None]]
    store: DynamoBookings

    def place(self, charger_id: str, period: Period, booking_id: str, car: tuple[str, str] | None) -> Place:
        """Of a charger, a period of it, a booking and a car (of an account)."""
        charger, has_car, occupancy, booking = look(
            self.charger_of(charger_id),
            self.has_car(*car) if car else NO_CAR,
            self.store.occupancy_of(charger_id, period),
            self.store.booking_of(booking_id),
        )
        return Place(charger, has_car, occupancy, booking)

    def booked(self, booking_id: str, account_id: str, car_id: str | None) -> Place:
        """Of a booking, its charger, and a car; not of who holds the slots."""
        charger, has_car, booking = look(
            self.charger_of(charger_id_of(booking_id)),
            self.has_car(account_id, car_id) if car_id else NO_CAR,
            self.store.booking_of(booking_id),
        )
        return Place(charger, has_car, Occupancy(), booking)

    def member(self, network_id: str, account_id: str) -> tuple[Standing | None, Agenda]:
        """How an account stands to a network, and its agenda there."""
        standing, agenda = look(
            self.standing_of(network_id, account_id), self.store.agenda_of(account_id, network_id)
        )
        return standing, agenda

    def change(
        self, charger_id: str, period: Period, network_id: str, account_id: str
    ) -> tuple[Occupancy, Standing | None, Agenda]:
        """The same, and who holds a period of a charger."""
        occupancy, standing, agenda = look(
            self.store.occupancy_of(charger_id, period),
            self.standing_of(network_id, account_id),
            self.store.agenda_of(account_id, network_id),
        )
        return occupancy, standing, agenda

    def members(self, network_ids: Iterable[str], account_id: str) -> dict[str, tuple[Standing, Agenda]]:
        """The same of many networks, those that there are: one request for each 33."""
        asked = sorted(set(network_ids))
        found = look(
            *(self.standing_of(network_id, account_id) for network_id in asked),
            *(self.store.agenda_of(account_id, network_id) for network_id in asked),
        )
        pairs = zip(asked, found[: len(asked)], found[len(asked) :], strict=True)
        return {network_id: (standing, agenda) for network_id, standing, agenda in pairs if standing}

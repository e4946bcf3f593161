"""The requests before a charge: what several concepts know of where it is and who comes, at once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from chalicelib.bookings.agenda import Agenda
from chalicelib.bookings.slots import Occupancy
from chalicelib.bookings.turns import widest
from chalicelib.charge_points.rules import ChargePoint
from chalicelib.kernel.period import Period
from chalicelib.networks.rules import Standing
from chalicelib.sessions.needs import Around
from chalicelib.stations.rules import Station
from chalicelib.table import Look, look
from chalicelib.tokens.rules import Token

NOBODY: Look[None] = Look((), lambda _: None)


@dataclass(frozen=True)
class DynamoGround:
    """One BatchGet each; the questions of other concepts are given."""

    charge_point_of: Callable[[str], Look[ChargePoint | None]]
    token_of: Callable[[str], Look[Token | None]]
    station_of: Callable[[str], Look[Station | None]]
    standing_of: Callable[[str, str | None], Look[Standing | None]]
    agenda_of: Callable[[str, str], Look[Agenda]]
    occupancy_of: Callable[[str, Period], Look[Occupancy]]

    def who(self, charge_point_id: str, token_uid: str | None) -> tuple[ChargePoint | None, Token | None]:
        """A charge point, and whose token that is."""
        charge_point, token = look(
            self.charge_point_of(charge_point_id), self.token_of(token_uid) if token_uid else NOBODY
        )
        return charge_point, token

    def around(
        self, charge_point: ChargePoint, charger_ids: Iterable[str], account_id: str | None, at: datetime
    ) -> Around:
        """The station of a charge point; and, of an account, all that tells whose turn it is at chargers."""
        if account_id is None:
            (station,) = look(self.station_of(charge_point.station_id))
            return Around(station)
        asked = list(charger_ids)
        station, standing, agenda, *occupancies = look(
            self.station_of(charge_point.station_id),
            self.standing_of(charge_point.network_id, account_id),
            self.agenda_of(account_id, charge_point.network_id),
            *(self.occupancy_of(charger_id, widest(at)) for charger_id in asked),
        )
        seen = {charger_id: (held, agenda) for charger_id, held in zip(asked, occupancies, strict=True)}
        return Around(station, standing, seen)

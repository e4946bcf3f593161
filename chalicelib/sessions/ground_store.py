"""The requests before a charge: what several concepts know of where it is and who comes, at once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from chalicelib.bookings.agenda import Agenda
from chalicelib.bookings.booking import Booking, booking_id
from chalicelib.bookings.plug import Seen
from chalicelib.bookings.slots import Occupancy
from chalicelib.bookings.turns import ref_that_may_decide, widest
from chalicelib.charge_points.rules import ChargePoint
from chalicelib.kernel.period import Period
from chalicelib.networks.rules import Standing
from chalicelib.sessions.needs import Around, Coming
from chalicelib.stations.rules import Charger
from chalicelib.table import Look, look
from chalicelib.tokens.rules import Token

MOST_REMEMBERED = 20_000
"""Charge points; then all are forgotten, and learned again."""
NOBODY: Look[None] = Look((), lambda _: None)


@dataclass(frozen=True)
class DynamoGround:
    """One BatchGet each; the questions of other concepts are given."""

    charge_point_of: Callable[[str], Look[ChargePoint | None]]
    token_of: Callable[[str], Look[Token | None]]
    chargers_of: Callable[[str, Sequence[str]], Look[Mapping[str, Charger]]]
    standing_of: Callable[[str, str | None], Look[Standing | None]]
    agenda_of: Callable[[str, str], Look[Agenda]]
    occupancy_of: Callable[[str, Period], Look[Occupancy]]
    booking_of: Callable[[str], Look[Booking | None]]

    station_ids: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    """Where charge points were when last looked at: their station and chargers, to read ahead."""

    def who(self, charge_point_id: str, token_uid: str | None, at: datetime | None = None) -> Coming:
        """A charge point and whose token that is; with `at`, also what is around where it was last time.

        What was read ahead is of use only if it is still there, which is looked at in the same request.
        """
        asked = self.charge_point_of(charge_point_id), self.token_of(token_uid) if token_uid else NOBODY
        was_at = self.station_ids.get(charge_point_id)
        if at is None or was_at is None:
            return Coming(*look(*asked))
        station_id, names = was_at
        held = (self.occupancy_of(charger_id, widest(at)) for charger_id in names)
        found, token, chargers, *occupancies = look(*asked, self.chargers_of(station_id, names), *held)
        if found is None or found.station_id != station_id:
            return Coming(found, token)
        return Coming(found, token, chargers, dict(zip(names, occupancies, strict=True)))

    def around(
        self, coming: Coming, charger_ids: Iterable[str], account_id: str | None, at: datetime
    ) -> Around:
        """Chargers of a charge point; and, of an account, all that tells whose turn it is at them.

        What was read ahead leaves room for the bookings that may decide.
        """
        charge_point, asked = coming.charge_point, tuple(charger_ids)
        if charge_point is None:
            return Around()
        self._remember(charge_point)
        is_ahead = set(asked) <= coming.chargers.keys()
        chargers_of = self.chargers_of(charge_point.station_id, asked)
        if account_id is None:
            return Around(coming.chargers if is_ahead else look(chargers_of)[0])
        standing_of = self.standing_of(charge_point.network_id, account_id)
        agenda_of = self.agenda_of(account_id, charge_point.network_id)
        if not is_ahead:
            held = (self.occupancy_of(charger_id, widest(at)) for charger_id in asked)
            chargers, standing, agenda, *occupancies = look(chargers_of, standing_of, agenda_of, *held)
            seen = {name: Seen(found, agenda) for name, found in zip(asked, occupancies, strict=True)}
            return Around(chargers, standing, seen)
        refs = {name: ref_that_may_decide(coming.occupancies[name], at) for name in asked}
        ids = [booking_id(name, ref) for name, ref in refs.items() if ref]
        standing, agenda, *found = look(standing_of, agenda_of, *map(self.booking_of, ids))
        bookings = dict(zip(ids, found, strict=True))
        seen = {name: Seen(coming.occupancies[name], agenda, bookings) for name in asked}
        return Around(coming.chargers, standing, seen)

    def _remember(self, charge_point: ChargePoint) -> None:
        if len(self.station_ids) > MOST_REMEMBERED:
            self.station_ids.clear()
        chargers = tuple(charge_point.connectors.values())
        self.station_ids[charge_point.charge_point_id] = charge_point.station_id, chargers

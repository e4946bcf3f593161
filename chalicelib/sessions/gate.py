"""Who may charge where: what chargers are told, by the one rule that the app asks too."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from chalicelib.bookings.plug import Seen
from chalicelib.bookings.turns import Turn
from chalicelib.kernel.errors import Violation
from chalicelib.networks.rules import Standing
from chalicelib.sessions.needs import Coming, Ground, Tell, TurnOf
from chalicelib.sessions.rules import Authorized, Session, group_of, token_violations
from chalicelib.sessions.settling import Place
from chalicelib.tokens.rules import Token

UNKNOWN_CONNECTOR = Violation("unknown_connector", "Nobody has set up a charger there.")


@dataclass(frozen=True)
class Arrival:
    """Who came where, as far as anything is known of either."""

    place: Place
    token: Token | None = None
    standing: Standing | None = None
    seen: Seen | None = None


@dataclass(frozen=True)
class Gate:
    """Finds what is set up where a charge point says it is, and judges who comes there."""

    ground: Ground
    turn: TurnOf
    tell: Tell

    def authorize(
        self, charge_point_id: str, token_uid: str, connector_id: int | None, at: datetime
    ) -> Authorized:
        """Whether this token may charge there.

        Without a connector (OCPP 1.6 names none), it may if it may at any of them. 2 reads; 1 more for each
        connector that is booked, the first time that this process hears of the charge point.
        """
        coming = self.ground.who(charge_point_id, token_uid, at)
        token = coming.token
        violations = token_violations(token, at)
        if token is None or violations:
            return Authorized(violations)
        arrival, violations = Arrival(Place()), (UNKNOWN_CONNECTOR,)
        for arrival in self._arrivals(coming, connector_id, at):
            violations = self.judged(arrival, at)[1]
            if not violations or (arrival.standing and not arrival.standing.is_member):
                break  # to who is no member, the other connectors say the same
        self.tell(arrival.place.charger, token.account_id, violations, at)
        return Authorized(violations, group_of(token.account_id, violations))

    def arrival(
        self, charge_point_id: str, token_uid: str | None, connector_id: int | None, at: datetime
    ) -> Arrival:
        """What is set up at a connector, and who comes there. 2 reads.

        A charge point that does not say at which connector means its only one, if it has but one.
        """
        coming = self.ground.who(charge_point_id, token_uid, at)
        charge_point = coming.charge_point
        if connector_id is None and charge_point is not None and len(charge_point.connectors) == 1:
            (connector_id,) = charge_point.connectors
        return next(self._arrivals(coming, connector_id or 0, at))

    def is_of(self, session: Session) -> bool:
        """Whether its charge point is still of the network where it began. 1 read.

        The id of a charge point that was removed is free: who sets it up elsewhere must not end what is not
        theirs.
        """
        found = self.ground.who(session.charge_point_id or "", None).charge_point
        return found is None or session.network_id in (None, found.network_id)

    def judged(self, arrival: Arrival, at: datetime) -> tuple[Turn | None, tuple[Violation, ...]]:
        """Why they may not charge there at that time, and the turn that bookings give them, if asked."""
        token, place = arrival.token, arrival.place
        violations = token_violations(token, at)
        if token is None or violations:
            return None, violations
        if place.charger is None or arrival.standing is None:
            return None, (UNKNOWN_CONNECTOR,)
        turn = self.turn(place.charger, arrival.standing, token.account_id, at, arrival.seen)
        return turn, tuple(turn.violations)

    def _arrivals(self, coming: Coming, connector_id: int | None, at: datetime) -> Iterator[Arrival]:
        charge_point, token = coming.charge_point, coming.token
        if charge_point is None:
            yield Arrival(Place(), token)
            return
        connectors = charge_point.connectors
        asked = list(connectors) if connector_id is None else [connector_id]
        known = [connectors[number] for number in asked if number in connectors]
        account_id = token.account_id if token and not token.blocked else None
        around = self.ground.around(coming, known, account_id, at)
        for number in asked:
            charger_id = connectors.get(number, "")
            charger = around.chargers.get(charger_id)
            place = Place(charge_point.station_id, charge_point.network_id, charger, number or None)
            yield Arrival(place, token, around.standing, around.seen.get(charger_id))

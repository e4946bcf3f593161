"""Who may charge where: what chargers are told, by the one rule that the app asks too."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from chalicelib.bookings.turns import Turn
from chalicelib.kernel.errors import NotFound, Violation
from chalicelib.networks.rules import Standing
from chalicelib.sessions.needs import ChargePointOf, FindToken, StandingOf, StationOf, Tell, TurnOf
from chalicelib.sessions.rules import Authorized, Session, group_of, may_charge, token_violations
from chalicelib.sessions.settling import Place
from chalicelib.stations.rules import Station
from chalicelib.tokens.rules import Token

UNKNOWN_CONNECTOR = Violation("unknown_connector", "Nobody has set up a charger there.")


@dataclass(frozen=True)
class Gate:
    """Finds what is set up where a charge point says it is, and judges who comes there."""

    charge_point: ChargePointOf
    station: StationOf
    standing: StandingOf
    token: FindToken
    turn: TurnOf
    tell: Tell

    def authorize(
        self, charge_point_id: str, token_uid: str, connector_id: int | None, at: datetime
    ) -> Authorized:
        """Whether this token may charge there.

        Without a connector (OCPP 1.6 names none), it may if it may at any of them. 4 reads (token, charge
        point, station, membership), and 1 or 2 for the turn at each connector looked at.
        """
        token = self.token(token_uid)
        violations = token_violations(token)
        if token is None or violations:
            return Authorized(violations)
        standing: Standing | None = None
        violations = (UNKNOWN_CONNECTOR,)
        for place in self.places(charge_point_id, connector_id):
            standing = standing or self.standing_at(place, token)
            violations = self.judged(place, standing, token, at)[1]
            if not violations or (standing and not standing.is_member):
                break  # to who is no member, the other connectors say the same
        self.tell(place.charger, token.account_id, violations, at)
        return Authorized(violations, group_of(token.account_id, violations))

    def places(self, charge_point_id: str, connector_id: int | None) -> Iterator[Place]:
        """What is set up at the connector, or (None) at each of them."""
        try:
            found = self.charge_point(charge_point_id)
        except NotFound:
            yield Place()
            return
        station = self._station(found.station_id)
        connectors = found.connectors
        for charger_id in connectors.values() if connector_id is None else [connectors.get(connector_id)]:
            charger = station.charger(charger_id) if station and charger_id else None
            yield Place(found.station_id, found.network_id, charger)

    def is_of(self, session: Session) -> bool:
        """Whether its charge point is still of the network where it began. 1 read.

        The id of a charge point that was removed is free: who sets it up elsewhere must not end what is not
        theirs.
        """
        try:
            found = self.charge_point(session.charge_point_id or "")
        except NotFound:
            return True
        return session.network_id in (None, found.network_id)

    def standing_at(self, place: Place, token: Token) -> Standing | None:
        """How the token's account stands to the network of the place."""
        try:
            return self.standing(place.network_id, token.account_id) if place.network_id else None
        except NotFound:
            return None

    def judged(
        self, place: Place, standing: Standing | None, token: Token | None, at: datetime
    ) -> tuple[Turn | None, tuple[Violation, ...]]:
        """Why it may not charge there at that time, and the turn it has by bookings, if that was asked."""
        if token is None or token.blocked:
            return None, token_violations(token)
        if place.charger is None or standing is None:
            return None, (UNKNOWN_CONNECTOR,)
        turn = self.turn(place.charger, standing, token.account_id, at)
        return turn, may_charge(token, turn.violations)

    def _station(self, station_id: str) -> Station | None:
        try:
            return self.station(station_id)
        except NotFound:
            return None

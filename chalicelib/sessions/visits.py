"""What people do with visits: start and stop one from the app, check in and out, look."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from itertools import chain

from chalicelib.bookings.turns import Turn
from chalicelib.charge_points.rules import Command
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Forbidden, NotFound, Violation, not_found, refused
from chalicelib.kernel.ids import Clock, Ids
from chalicelib.kernel.paging import Page, Wanted
from chalicelib.metrics import Metric, tally
from chalicelib.networks.rules import Standing
from chalicelib.sessions.again import told_name
from chalicelib.sessions.closing import Closing
from chalicelib.sessions.figures import Shown, shown
from chalicelib.sessions.metering import once
from chalicelib.sessions.needs import (
    AccountsOf,
    AppToken,
    Begin,
    LiveOf,
    ManagedNetwork,
    OwnCar,
    RequestCommand,
    SessionStore,
    StandingOf,
    TurnOf,
    VisibleCharger,
)
from chalicelib.sessions.rules import Session, State, may_charge
from chalicelib.sessions.settling import Place, arrived, under
from chalicelib.stations.rules import Charger, Status
from chalicelib.tokens.rules import Token

LAST_MESSAGES = 2
"""So many tell the energy and the power of now."""
TRIES = 3


@dataclass(frozen=True)
class VisitService:
    """Visits as drivers and managers see and steer them."""

    store: SessionStore
    now: Clock
    new_id: Ids
    visible_charger: VisibleCharger
    standing: StandingOf
    managed_network: ManagedNetwork
    app_token: AppToken
    turn: TurnOf
    begin: Begin
    live: LiveOf
    request_command: RequestCommand
    own_car: OwnCar
    accounts_of: AccountsOf
    closing: Closing

    def start_at(self, charger_id: str, caller: Caller, car_id: str | None = None) -> Command | Shown:
        """Start at a charger: a command to a networked one, a visit checked in at a plain one.

        Raises Refused "charge_refused" with every violation, NotFound for a charger or a car.
        """
        charger, standing = self.visible_charger(charger_id, caller)
        if car_id is not None:
            self.own_car(caller.account_id, car_id)
        token = self.app_token(caller.account_id)
        if charger.charge_point_id is None:
            return self._check_in(charger, standing, token, car_id)
        now = self.now()
        live = self.live([charger])[charger.charger_id]
        violations = may_charge(
            token,
            now,
            self.turn(charger, standing, caller.account_id, now).violations,
            in_use=live.state is Status.CHARGING,
            offline=not live.online,
        )
        if violations:
            raise refused("charge_refused", violations)
        params = {
            "connector_id": charger.connector_id,
            "token_uid": token.uid,
            "token_type": token.type.value,
        }
        return self.request_command(charger.charge_point_id, "remote_start", params, caller.account_id)

    def stop_by(self, session_id: str, caller: Caller, energy_kwh: Decimal | None = None) -> Command | Shown:
        """Stop a visit, by its driver or a manager: a command to a networked charger, else a check-out.

        Checking out twice is checking out once. Raises NotFound for anyone else, Refused "stop_refused".
        """
        session = self._seen(session_id, caller)
        if session.charge_point_id is None:
            return self._named([self._check_out(session, energy_kwh)])[0]
        if not session.is_open:
            raise refused("stop_refused", [Violation("has_ended", "This session has ended already.")])
        params = {"transaction_id": told_name(session.transaction_id or "")}
        return self.request_command(session.charge_point_id, "remote_stop", params, caller.account_id)

    def close_by(self, session_id: str, caller: Caller) -> Shown:
        """End a visit that its charger does not end, by a manager. Closing twice is closing once.

        Raises NotFound, Forbidden "managers_only".
        """
        session = self._seen(session_id, caller)
        if not self._may_manage(session, caller):
            raise Forbidden("managers_only", "Only managers and owners of the network may do this.")
        if session.is_open and session.is_plain:
            return self._named([self._check_out(session, None)])[0]
        if session.is_open:
            self.closing.close_lost(session, self.store.readings(session), self.now())
        return self.session(session_id, caller)

    def session(self, session_id: str, caller: Caller) -> Shown:
        """One visit with all its readings, for its driver and managers of its network. Raises NotFound."""
        session = self._seen(session_id, caller)
        readings = self.store.readings(session)
        told = [*readings, *chain.from_iterable(self.store.begin_and_end(session))]
        figures = shown(session, readings, self.now())
        found = self._named([replace(figures, readings=once(told))])[0]
        return replace(found, reviews=tuple(self.store.reviews(session))) if session.reviews else found

    def transaction_of(self, session_id: str, caller: Caller) -> tuple[str | None, str | None]:
        """The charge point and transaction of a visit that the caller may see. Raises NotFound."""
        session = self._seen(session_id, caller)
        return session.charge_point_id, session.transaction_id and told_name(session.transaction_id)

    def cost_of(self, session_id: str, caller: Caller) -> Decimal:
        """What a visit that the caller may see has cost so far, in its currency. Raises NotFound."""
        return self.session(session_id, caller).session.cost.rounded().amount

    def mine(self, caller: Caller, state: State | None, wanted: Wanted) -> Page[Shown]:
        """The caller's visits: those that go on, then ended ones, then invalid ones; each newest first."""
        return self._page(self.store.of_driver(caller.account_id, state, wanted))

    def of_network(self, network_id: str, caller: Caller, wanted: Wanted) -> Page[Shown]:
        """A network's visits, newest first, for its managers. Raises NotFound, Forbidden."""
        self.managed_network(network_id, caller)
        return self._page(self.store.of_network(network_id, wanted))

    def _check_in(self, charger: Charger, standing: Standing, token: Token, car_id: str | None) -> Shown:
        now = self.now()
        place = Place(charger.station_id, charger.network_id, charger)
        session = replace(
            arrived(self.new_id(), place, token.account_id, now), token_uid=token.uid, car_id=car_id
        )
        for _ in range(TRIES):
            turn = self.turn(charger, standing, token.account_id, now)
            in_use = self.store.active(session) is not None
            violations = may_charge(token, now, turn.violations, in_use=in_use)
            if violations:
                raise refused("charge_refused", violations)
            if self._checked_in(session, turn):
                tally(Metric.SESSIONS_BEGUN)
                return self._named([shown(under(session, turn), (), now)])[0]
        raise refused("charge_refused", [Violation("in_use", "Somebody was faster.")])

    def _checked_in(self, session: Session, turn: Turn) -> bool:
        return not self.store.open(
            under(session, turn),
            None,
            takes_place=True,
            instead_of=None,
            despite_waiting_stop=True,
            writes=self.begin(turn, session.session_id, session.start, session.car_id),
        )

    def _check_out(self, session: Session, energy_kwh: Decimal | None) -> Shown:
        now = self.now()
        if session.is_open:
            energy_wh = None if energy_kwh is None else energy_kwh * 1000
            ended = self.closing.check_out(session, energy_wh, now)
            session = ended or self.store.session(session.session_id) or session
        return shown(session, (), now)

    def _seen(self, session_id: str, caller: Caller) -> Session:
        session = self.store.session(session_id)
        if session is None:
            raise not_found("session")
        if session.driver_id != caller.account_id and not self._may_manage(session, caller):
            raise not_found("session")
        return session

    def _may_manage(self, session: Session, caller: Caller) -> bool:
        try:
            return session.network_id is not None and (
                self.standing(session.network_id, caller.account_id).may_manage
            )
        except NotFound:
            return False

    def _page(self, found: Page[Session]) -> Page[Shown]:
        now = self.now()
        return Page(self._named([self._as_of(session, now) for session in found.items]), found.next_cursor)

    def _as_of(self, session: Session, now: datetime) -> Shown:
        readings = self.store.readings(session, LAST_MESSAGES) if session.is_open else ()
        return replace(shown(session, readings, now), readings=())

    def _named(self, found: Sequence[Shown]) -> list[Shown]:
        members = [one.session for one in found if not one.session.is_of_a_stranger]
        ids = {session.driver_id for session in members if session.driver_id}
        accounts = self.accounts_of(ids) if ids else {}
        names = {account_id: account.name for account_id, account in accounts.items()}
        erased = ids - names.keys()
        return [
            replace(
                one,
                driver_name=names.get(one.session.driver_id or ""),
                driver_is_erased=one.session.driver_id in erased,
            )
            for one in found
        ]

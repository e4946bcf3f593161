"""Charge points as their owners see them."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from chalicelib.charge_points.authentication import Authentication
from chalicelib.charge_points.commands.orders import IsGuarded, Misfits, MostAtOnce, Orders
from chalicelib.charge_points.commands.reservations import Reservations
from chalicelib.charge_points.commands.service import Commands
from chalicelib.charge_points.lines import Lines
from chalicelib.charge_points.needs import (
    Bind,
    ChargePointStore,
    CostOf,
    HangUp,
    ManagedStation,
    Removed,
    TransactionOf,
)
from chalicelib.charge_points.notes import Notes, NoteStore
from chalicelib.charge_points.rules import (
    ACCEPTED,
    MOST_CONNECTORS,
    ChargePoint,
    Detail,
    Passwords,
    SecurityEvent,
    is_charge_point_id,
)
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Changed, DomainError, Invalid, NotFound, Refused, not_found
from chalicelib.kernel.ids import secret_code
from chalicelib.stations.rules import Station

PASSWORD_BYTES = 16
GENERATED = 8
ID_TRIES = 5


@dataclass(frozen=True)
class NewChargePoint:
    """What an owner sets up. Without an id it gets one."""

    connectors: Mapping[int, str]
    charge_point_id: str | None = None
    name: str | None = None
    allow_no_subprotocol: bool = False
    security_profile: int = 2
    boot_status: str = ACCEPTED


@dataclass(frozen=True)
class Edit:
    """What an owner changes; None leaves it as it is."""

    name: str | None = None
    connectors: Mapping[int, str] | None = None
    allow_no_subprotocol: bool | None = None
    security_profile: int | None = None
    boot_status: str | None = None


@dataclass
class ChargePointService:
    """Set up, edit and remove charge points; `lines`, `commands` and `authentication` are the wire's side."""

    store: ChargePointStore
    lines: Lines
    commands: Commands
    authentication: Authentication
    managed_station: ManagedStation
    bind: Bind
    hang_up: HangUp
    transaction_of: TransactionOf
    misfits: Misfits
    is_guarded: IsGuarded
    cost_of: CostOf
    note_store: NoteStore
    security_event: Callable[[str, SecurityEvent], None]
    on_removed: Removed
    most_at_once: MostAtOnce = lambda *_: None

    def __post_init__(self) -> None:
        """The wire's side is this service's too."""
        self.connected, self.disconnected = self.lines.connected, self.lines.disconnected
        self.seen, self.booted, self.reported = self.lines.seen, self.lines.booted, self.lines.reported
        self.status, self.statuses = self.lines.status, self.lines.statuses
        self.request, self.answered = self.commands.request, self.commands.answered
        self.authenticate = self.authentication.authenticate
        self.notes = Notes(self.note_store, self.managed)
        self.noted = self.notes.noted
        reservations = Reservations(self.store, self.commands)
        self.reserve, self.unreserve = reservations.reserve, reservations.unreserve
        orders = Orders(
            self.store,
            self.commands,
            self.managed,
            self.transaction_of,
            self.misfits,
            self.is_guarded,
            self.cost_of,
            self.most_at_once,
        )
        self.order, self.orders, self.followed = orders.order, orders.orders, orders.followed

    def charge_point(self, charge_point_id: str) -> ChargePoint:
        """Raises NotFound; judges nothing."""
        found = self.store.charge_point(charge_point_id)
        if found is None:
            raise not_found("charge point")
        return found

    def create(self, station_id: str, caller: Caller, new: NewChargePoint) -> tuple[Detail, str]:
        """A new charge point of a station, and its password, which can never be read again.

        Raises Invalid("bad_charge_point_id" | "bad_connectors"), Refused("charge_point_id_taken").
        """
        station, _ = self.managed_station(station_id, caller)
        self._check_connectors(station, new.connectors, None)
        if new.charge_point_id is not None and not is_charge_point_id(new.charge_point_id):
            raise Invalid("bad_charge_point_id", "An id has 1 to 48 of A-Z, a-z, 0-9 and * _ . = + | @ -")
        password = new_password()
        charge_point = self._add(station, new, Passwords(self.authentication.hashes(password)))
        try:
            self._claim(charge_point.connectors, charge_point.charge_point_id)
        except DomainError:  # a charger went, or became another's, since the station was read
            self.store.remove(charge_point)
            raise
        return self._detail(charge_point), password

    def managed(self, charge_point_id: str, caller: Caller) -> ChargePoint:
        """One that the caller's network has. Raises NotFound, also for what the caller may not know of."""
        return self._managed(charge_point_id, caller)[0]

    def detail(self, charge_point_id: str, caller: Caller) -> Detail:
        """One with all that is known of it. Raises as `managed`."""
        return self._detail(self.managed(charge_point_id, caller))

    def of_station(
        self, station_id: str, caller: Caller, cursor: str | None, limit: int
    ) -> tuple[list[Detail], str | None]:
        """Those of a station that the caller manages, and where to go on."""
        self.managed_station(station_id, caller)
        found = self.store.of_station(station_id, cursor, limit)
        return self.store.details(found.items), found.next_cursor

    def edit(self, charge_point_id: str, caller: Caller, edit: Edit, if_match: int | None) -> Detail:
        """Change what an owner may. Raises Changed when it is no longer the version `if_match`."""
        old, station = self._managed(charge_point_id, caller)
        if if_match is not None and if_match != old.version:
            raise _changed()
        connectors = old.connectors if edit.connectors is None else edit.connectors
        self._check_connectors(station, connectors, charge_point_id)
        changes = {name: value for name, value in vars(edit).items() if value is not None}
        edited = replace(old, **changes, version=old.version + 1)
        if not self.store.edit(edited, old.version):
            raise _changed()
        try:
            self._rebind(old.connectors, connectors, charge_point_id)
        except DomainError:
            self.store.edit(replace(old, version=edited.version + 1), edited.version)
            raise
        if edited.boot_status != old.boot_status:
            self._cut(charge_point_id)
        return self._detail(edited)

    def change_password(self, charge_point_id: str, caller: Caller) -> str:
        """A new password at once, for somebody who stands at the charger. The old one's socket is closed."""
        self.managed(charge_point_id, caller)
        password = new_password()
        self.store.set_password(charge_point_id, self.authentication.hashes(password))
        self._cut(charge_point_id)
        return password

    def remove(self, charge_point_id: str, caller: Caller) -> None:
        """Its chargers become plain, its socket is closed, and it cannot come back."""
        charge_point = self.managed(charge_point_id, caller)
        link = self.store.presence(charge_point_id).link
        self.store.remove(charge_point)
        self._rebind(charge_point.connectors, {}, charge_point_id)
        if link is not None:
            self.hang_up(link)
        self.on_removed(charge_point)

    def _managed(self, charge_point_id: str, caller: Caller) -> tuple[ChargePoint, Station]:
        charge_point = self.charge_point(charge_point_id)
        try:
            station, _ = self.managed_station(charge_point.station_id, caller)
        except NotFound as error:
            raise not_found("charge point") from error
        return charge_point, station

    def _detail(self, charge_point: ChargePoint) -> Detail:
        return self.store.details([charge_point])[0]

    def _add(self, station: Station, new: NewChargePoint, passwords: Passwords) -> ChargePoint:
        for _ in range(ID_TRIES):
            charge_point_id = new.charge_point_id or f"CP-{secret_code(GENERATED).upper()}"
            charge_point = ChargePoint(
                charge_point_id,
                station.station_id,
                station.network_id,
                new.name or charge_point_id,
                dict(new.connectors),
                new.allow_no_subprotocol,
                new.security_profile,
                boot_status=new.boot_status,
                created_at=self.lines.now(),
            )
            if self.store.add(charge_point, passwords):
                return charge_point
            if new.charge_point_id:
                break
        raise Refused("charge_point_id_taken", "Another charge point has this id.")

    @staticmethod
    def _check_connectors(station: Station, connectors: Mapping[int, str], of: str | None) -> None:
        if not connectors or len(connectors) > MOST_CONNECTORS or min(connectors) < 1:
            raise Invalid("bad_connectors", f"1 to {MOST_CONNECTORS} connectors, numbered from 1.")
        if len(set(connectors.values())) < len(connectors):
            raise Invalid("bad_connectors", "A charger is one connector only.")
        for charger_id in connectors.values():
            charger = station.charger(charger_id)
            if charger is None:
                raise Invalid("bad_connectors", "The station has no such charger.")
            if charger.charge_point_id not in (None, of):
                raise Refused("charger_taken", "The charger is another charge point's connector.")

    def _rebind(self, old: Mapping[int, str], new: Mapping[int, str], charge_point_id: str) -> None:
        moved = {number: charger_id for number, charger_id in old.items() if new.get(number) != charger_id}
        for charger_id in moved.values():
            try:
                self.bind(charger_id, None, None)
            except NotFound:
                continue  # the charger was removed before its charge point
        try:
            self._claim(
                {number: new[number] for number in new if old.get(number) != new[number]}, charge_point_id
            )
        except DomainError:
            self._claim(moved, charge_point_id)
            raise

    def _claim(self, connectors: Mapping[int, str], charge_point_id: str) -> None:
        """All of these chargers become its connectors, or none. Raises NotFound, Refused("charger_taken")."""
        bound: list[str] = []
        try:
            for number, charger_id in connectors.items():
                self.bind(charger_id, charge_point_id, number)
                bound.append(charger_id)
        except DomainError:
            for charger_id in bound:
                self.bind(charger_id, None, None)
            raise

    def _cut(self, charge_point_id: str) -> None:
        link = self.store.presence(charge_point_id).link
        if link is not None:
            self.hang_up(link)


def new_password() -> str:
    """128 random bits as 32 hexadecimal digits: what an AuthorizationKey is, and what can be typed."""
    return secrets.token_hex(PASSWORD_BYTES)


def _changed() -> Changed:
    return Changed("changed_meanwhile", "Somebody has changed this charge point meanwhile; look again.")

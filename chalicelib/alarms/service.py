"""Alarms raised once, cleared once, and told to who manages the network."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from chalicelib.alarms.needs import AlarmStore, ManagersOf, NamesOf, Owe, Owed, Writes
from chalicelib.alarms.reported import FaultReport
from chalicelib.alarms.rules import (
    CLOSED_BY_HAND,
    ENDED_BY_HAND,
    Alarm,
    AlarmKind,
    AlarmSettings,
    AlarmState,
    Raised,
    subject_of,
)
from chalicelib.alarms.telling import notices
from chalicelib.charge_points.rules import ChargePoint
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import NotFound, Refused, not_found
from chalicelib.kernel.ids import Clock, Ids
from chalicelib.kernel.paging import Page, Wanted
from chalicelib.networks.rules import Standing

AT_ONCE = 50
"""Managers who are told in the transaction of the fact; if there are more, they are told right after it."""


@dataclass(frozen=True)
class AlarmService:
    """Use cases of alarms, of those who notice what is wrong and of those who are to put it right."""

    store: AlarmStore
    now: Clock
    new_id: Ids
    charge_point: Callable[[str], ChargePoint | None]
    names_of: NamesOf
    managers_of: ManagersOf
    owed: Owed
    owe: Owe
    managed: Callable[[str, Caller], Standing]
    """Who stands how to a network; NotFound, Forbidden("managers_only") unless the caller may manage it."""

    def raise_(self, alarm: Alarm, *with_it: Writes) -> bool:
        """Something is wrong: managers are told, once. False: it is open already, or a premise moved.

        1 read when it is open; else some reads and 1 transaction, `with_it` a part of it.
        """
        if self.store.open_id(alarm.kind, alarm.subject) is not None:
            return False
        names = self.names_of(alarm.station_id, alarm.charge_point_id or "")
        return self.raise_named(alarm, names, *with_it)

    def raise_named(
        self,
        alarm: Alarm,
        names: tuple[str, str],
        *with_it: Writes,
        reports: tuple[FaultReport, ...] = (),
    ) -> bool:
        """The same for who knows the names of the station and of what is wrong there."""
        raised = Raised(self.new_id(), alarm, *names, reports=reports, report_count=len(reports))
        return self._told(
            raised, self.now(), lambda *told: self.store.raise_(raised, *with_it, *told), is_over=False
        )

    def raise_at(
        self,
        kind: AlarmKind,
        charge_point_id: str,
        detail: str,
        at: datetime,
        of: str | None = None,
    ) -> bool:
        """The same for who knows no more than the charge point, and `of` it what; 1 read more.

        False also when there is no such charge point.
        """
        found = self.charge_point(charge_point_id)
        if found is None:
            return False
        subject = subject_of(charge_point_id, of)
        return self.raise_(
            Alarm(kind, found.network_id, found.station_id, charge_point_id, subject, detail, at)
        )

    def clear(self, kind: AlarmKind, subject: str, at: datetime | None = None) -> bool:
        """It is over: whoever was to be told is, once. False: no such alarm is open. Then it costs 1 read."""
        alarm_id = self.store.open_id(kind, subject)
        raised = self.store.alarm(alarm_id) if alarm_id else None
        if raised is None:
            return False
        now = self.now()
        over_at = at or now
        return self._told(
            raised, now, lambda *told: self.store.clear(raised, over_at, *told), is_over=True, over_at=over_at
        )

    def removed(self, charge_point: ChargePoint) -> None:
        """A charge point is no more: its alarms are over, and nobody needs to be told."""
        cursor, now = None, self.now()
        while True:
            found = self.store.of_network(charge_point.network_id, AlarmState.OPEN, Wanted(100, cursor))
            for raised in found.items:
                if raised.alarm.charge_point_id == charge_point.charge_point_id:
                    self.store.clear(raised, now)
            cursor = found.next_cursor
            if cursor is None:
                return

    def of_network(self, network_id: str, caller: Caller, state: AlarmState, wanted: Wanted) -> Page[Raised]:
        """A network's alarms, the latest first. Raises NotFound, Forbidden("managers_only")."""
        self.managed(network_id, caller)
        return self.store.of_network(network_id, state, wanted)

    def acknowledge(self, alarm_id: str, caller: Caller) -> Raised:
        """A manager has seen it, which ends what does not pass by itself. Raises as `of_network`."""
        raised, now = self._managed_alarm(alarm_id, caller), self.now()
        self.store.acknowledge(alarm_id, caller.account_id, now)
        if raised.alarm.kind in ENDED_BY_HAND and raised.state is AlarmState.OPEN:
            self.store.clear(raised, now)
        return self.store.alarm(alarm_id) or raised

    def close(self, alarm_id: str, caller: Caller) -> Raised:
        """A manager says that it is put right. Twice is as good as once.

        Raises as `of_network`, and Refused("ends_by_itself") for what ends when it is over.
        """
        raised, now = self._managed_alarm(alarm_id, caller), self.now()
        if raised.alarm.kind not in CLOSED_BY_HAND:
            raise Refused("ends_by_itself", "This alarm ends by itself when what it tells of is over.")
        self.store.acknowledge(alarm_id, caller.account_id, now)
        if raised.state is AlarmState.OPEN:
            self.store.clear(raised, now)
        return self.store.alarm(alarm_id) or raised

    def charger_removed(self, charger_id: str) -> None:
        """A charger is no more: what was reported of it is over, and nobody needs to be told."""
        alarm_id = self.store.open_id(AlarmKind.FAULT_REPORTED, charger_id)
        raised = self.store.alarm(alarm_id) if alarm_id else None
        if raised is not None:
            self.store.clear(raised, self.now())

    def _managed_alarm(self, alarm_id: str, caller: Caller) -> Raised:
        raised = self.store.alarm(alarm_id)
        if raised is None:
            raise not_found("alarm")
        try:
            self.managed(raised.alarm.network_id, caller)
        except NotFound as error:
            raise not_found("alarm") from error
        return raised

    def settings(self, network_id: str, caller: Caller) -> AlarmSettings:
        """What a network wants to hear of. Raises as `of_network`."""
        self.managed(network_id, caller)
        return self.store.settings(network_id)

    def set_settings(self, network_id: str, caller: Caller, settings: AlarmSettings) -> AlarmSettings:
        """What a network wants to hear of from now on. Raises as `of_network`."""
        self.managed(network_id, caller)
        self.store.set_settings(network_id, settings)
        return settings

    def _told(
        self,
        raised: Raised,
        now: datetime,
        commit: Callable[..., bool],
        *,
        is_over: bool,
        over_at: datetime | None = None,
    ) -> bool:
        """Whether the change was made; with it goes what managers are told of it."""
        network_id = raised.alarm.network_id
        tells = self.store.settings(network_id).tells(raised.alarm.kind, is_over=is_over)
        managers = self.managers_of(network_id) if tells else ()
        told = notices(raised, managers, over_at)
        if not commit(*(self.owed(notice, now) for notice in told[:AT_ONCE])):
            return False
        for notice in told[AT_ONCE:]:
            self.owe(notice)
        return True

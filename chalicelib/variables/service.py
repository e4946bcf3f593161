"""What charge points are set to: what they tell is kept, what their owners want is sent and followed."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Protocol

from chalicelib.charge_points.rules import Boot, ChargePoint, Command, CommandFailure, CommandState
from chalicelib.charge_points.variable_keys import same_key
from chalicelib.kernel.errors import NotFound
from chalicelib.kernel.ids import Clock
from chalicelib.kernel.slices import WHOLE, Slice
from chalicelib.logs import logger
from chalicelib.variables.items import home_of
from chalicelib.variables.monitors import MonitorService
from chalicelib.variables.rules import (
    ACTUAL,
    READ_ONLY,
    READ_WRITE,
    ReportedVariable,
    Variable,
    identity,
    known,
)
from chalicelib.variables.store import Asked
from chalicelib.variables.wanted import (
    Wanted,
    WantedState,
    answered,
    compared,
    may_try_again,
)

Request = Callable[[str, str, Mapping[str, Any], str | None], Command]
"""(charge_point_id, action, params, by): ask a charge point."""
SETTLING = timedelta(seconds=15)
"""After a boot, until it may be asked: its BootNotification has been answered by then."""
MOST_ASKS = 3
"""How often all variables are asked for under the same firmware when they do not come."""
WORK = 20.0
"""Seconds after which no more charge points are asked; the next minute goes on."""
KEYS_AT_A_TIME = 10
AT_ONCE = {
    "get_configuration": ("devicedatactrlr", "getvariables"),
    "set_monitoring": ("monitoringctrlr", "setvariablemonitoring"),
    "clear_monitoring": ("monitoringctrlr", "clearvariablemonitoring"),
}
"""Of 2.x: the controller, and the message of which its `ItemsPerMessage` tells how many it takes at once."""
LONGEST_KEY = 400


class VariableStore(Protocol):
    """Where variables and what is wanted of them are kept. See store.py for each promise."""

    def variables(self, home: str) -> list[Variable]: ...  # noqa: D102
    def merge(self, home: str, told: Iterable[Variable]) -> None: ...  # noqa: D102
    def forget_others(self, home: str, told: Iterable[Variable]) -> None: ...  # noqa: D102
    def wanted(self, home: str) -> tuple[list[Wanted], Asked | None]: ...  # noqa: D102
    def want(self, home: str, wanted: Wanted) -> None: ...  # noqa: D102
    def want_no_more(self, home: str, key: str) -> None: ...  # noqa: D102
    def sent(self, home: str, wanted: Wanted, command_id: str, tries: int) -> None: ...  # noqa: D102
    def settle(  # noqa: D102
        self, home: str, wanted: Wanted, state: WantedState, *, detail: str | None = None, held: bool = False
    ) -> None: ...
    def asked(self, home: str, asked: Asked) -> None: ...  # noqa: D102
    def all_told(self, home: str) -> None: ...  # noqa: D102
    def booted(self, charge_point_id: str, firmware: str, due_at: datetime) -> None: ...  # noqa: D102
    def due(self, now: datetime) -> Iterator[tuple[str, str, datetime]]: ...  # noqa: D102
    def done(self, charge_point_id: str, due_at: datetime) -> None: ...  # noqa: D102


@dataclass
class VariableService:
    """The wire's side of it, and the work of every minute; settings.py is the owners'."""

    store: VariableStore
    charge_point: Callable[[str], ChargePoint]
    protocol_of: Callable[[str], str | None]
    """What a charge point speaks now; None: it is not connected."""
    request: Request
    is_open: Callable[[str, str], bool]
    """Whether a command may still be answered."""
    now: Clock
    monitors: MonitorService
    then: Callable[[str], None] = lambda _: None
    """Who else asks a charge point something after it has booted."""
    elapsed: Callable[[], float] = time.monotonic

    def __post_init__(self) -> None:
        """What is told of monitors comes this way too."""
        self.monitors_reported, self.events = self.monitors.reported, self.monitors.told

    def reported(
        self,
        charge_point_id: str,
        request_id: int,
        seq_no: int,
        variables: Sequence[ReportedVariable],
        is_last: bool,
        at: datetime,
    ) -> None:
        """A part of a report (2.x, NotifyReport), in any order and as often as it comes.

        3 reads, and 1 write for each component that tells something new.
        """
        del request_id, seq_no  # parts are facts of their own: none waits for another
        home = self._home(charge_point_id)
        if home is None:
            return
        self._heard(charge_point_id, home, variables, at, may_send=False)
        if is_last:
            self.store.all_told(home)

    def configuration_answered(
        self, command: Command, answer: Mapping[str, Any] | CommandFailure, state: CommandState
    ) -> None:
        """The effect of a get_configuration: what was told is kept; what 1.6 tells no more, goes."""
        home = self._home(command.charge_point_id)
        if home is None or isinstance(answer, CommandFailure) or state is not CommandState.ACCEPTED:
            return
        told = [_told(setting) for setting in answer.get("configuration_key") or ()]
        at = command.answered_at or self.now()
        kept = self._heard(command.charge_point_id, home, told, at, may_send=command.by is None)
        if not command.params.get("keys") and kept:
            self.store.forget_others(home, kept)
            self.store.all_told(home)

    def change_answered(
        self, command: Command, answer: Mapping[str, Any] | CommandFailure, state: CommandState
    ) -> None:
        """The effect of a change_configuration: the value accepted is what the charge point has now."""
        home = self._home(command.charge_point_id)
        ended = answered(answer, state)
        key, value = str(command.params.get("key")), str(command.params.get("value"))
        if home is None or ended is None or not _fits(key):
            return
        to, detail = ended
        attribute = str(command.params.get("attribute") or ACTUAL)
        if to is WantedState.APPLIED:
            told = ReportedVariable(key, value, attribute)
            self.store.merge(home, [known(told, command.answered_at or self.now())])
        for wanted in self.store.wanted(home)[0]:
            if same_key(wanted.key) == same_key(key) and wanted.value == value and attribute == ACTUAL:
                self.store.settle(home, wanted, to, detail=detail)

    def booted(self, charge_point_id: str, boot: Boot) -> None:
        """It has started: it is asked a little later what it is set to, if there is reason to. 1 write."""
        self.store.booted(charge_point_id, boot.firmware_version or "", boot.at + SETTLING)

    def tick(self, now: datetime, mine: Slice = WHOLE) -> None:
        """Ask those of a slice that have booted: all, once for each firmware; else what is wanted of them.

        For about WORK seconds.
        """
        begun = self.elapsed()
        for charge_point_id, firmware, due_at in self.store.due(now):
            if self.elapsed() - begun > WORK:
                logger.warning("boots_behind")
                return
            if not mine.has(charge_point_id):
                continue
            try:
                self._look_after_boot(charge_point_id, firmware)
                self.then(charge_point_id)
            except Exception:  # noqa: BLE001 - the others do not wait for this one
                logger.exception("not_looked_at_after_boot", charge_point_id=charge_point_id)
            self.store.done(charge_point_id, due_at)

    def refresh(self, charge_point_id: str, by: str | None) -> Command:
        """Ask it for all that it is set to: 1.6 answers with it, 2.x reports it in parts."""
        if _has_components(self.protocol_of(charge_point_id)):
            return self.request(charge_point_id, "get_base_report", {"kind": "FullInventory"}, by)
        return self.request(charge_point_id, "get_configuration", {"keys": []}, by)

    def most_at_once(self, charge_point_id: str, action: str) -> int | None:
        """How much of that it says that it takes in one message; None: it does not say. 2 reads.

        Some say it by a name without an instance.
        """
        home, (controller, message) = self._home(charge_point_id), AT_ONCE.get(action, ("", ""))
        items = f"{controller}/itemspermessage"
        for variable in () if home is None else self.store.variables(home):
            value = variable.told.value or ""
            is_it = same_key(variable.told.key) in (f"{items}[{message}]", f"{items}{message}")
            if is_it and value.isascii() and value.isdigit():
                return max(1, int(value))
        return None

    def _look_after_boot(self, charge_point_id: str, firmware: str) -> None:
        home, protocol = self._home(charge_point_id), self.protocol_of(charge_point_id)
        if home is None or protocol is None:
            return  # it boots again when it comes again
        wanted, asked = self.store.wanted(home)
        for one in wanted:
            if one.state is WantedState.REBOOT_REQUIRED:
                self.store.settle(home, one, WantedState.PENDING)
        before = asked if asked and asked.firmware == firmware else Asked(firmware, 0, told=False)
        asks_for_all = not before.told and before.asks < MOST_ASKS
        if asks_for_all:
            self.store.asked(home, replace(before, asks=before.asks + 1))
        is_16 = not _has_components(protocol)
        if asks_for_all or (wanted and is_16):
            self.refresh(charge_point_id, None)
        keys = [] if is_16 else [one.key for one in wanted]
        at_a_time = min(
            KEYS_AT_A_TIME, self.most_at_once(charge_point_id, "get_configuration") or KEYS_AT_A_TIME
        )
        for start in range(0, len(keys), at_a_time):
            part = {"keys": keys[start : start + at_a_time]}
            self.request(charge_point_id, "get_configuration", part, None)

    def _heard(
        self,
        charge_point_id: str,
        home: str,
        told: Iterable[ReportedVariable],
        at: datetime,
        *,
        may_send: bool,
    ) -> list[Variable]:
        variables = [known(one, at) for one in told if _fits(one.key)]
        self.store.merge(home, variables)
        found = {identity(variable): variable for variable in variables}
        for wanted in self.store.wanted(home)[0] if found else ():
            variable = found.get((same_key(wanted.key), ACTUAL.lower()))
            if variable is not None:
                self._compare(charge_point_id, home, wanted, variable, may_send=may_send)
        return variables

    def _compare(
        self, charge_point_id: str, home: str, wanted: Wanted, told: Variable, *, may_send: bool
    ) -> None:
        command_id = wanted.command_id
        if command_id and not self.is_open(charge_point_id, command_id):
            wanted = replace(wanted, command_id=None)
        state = compared(wanted, told)
        held = state is WantedState.APPLIED and wanted.tries > 0
        if state is not wanted.state or held:
            self.store.settle(home, wanted, state, held=held)
        wanted = replace(wanted, state=state)
        if may_send and may_try_again(wanted):
            self.send(charge_point_id, home, wanted, wanted.tries + 1)

    def send(
        self, charge_point_id: str, home: str, wanted: Wanted, tries: int, by: str | None = None
    ) -> Command:
        """Tell the charge point what is wanted, and follow the command."""
        if wanted.state is not WantedState.PENDING:
            self.store.settle(home, wanted, WantedState.PENDING)
        params = {"key": wanted.key, "value": wanted.value}
        command = self.request(charge_point_id, "change_configuration", params, by)
        self.store.sent(home, wanted, command.command_id, tries)
        return command

    def _home(self, charge_point_id: str) -> str | None:
        try:
            return home_of(self.charge_point(charge_point_id))
        except NotFound:
            return None


def _told(setting: Mapping[str, Any]) -> ReportedVariable:
    read_only, value = setting.get("readonly"), setting.get("value")
    return ReportedVariable(
        str(setting.get("key") or ""),
        None if value is None else str(value),
        str(setting.get("attribute") or ACTUAL),
        None if read_only is None else READ_ONLY if read_only else READ_WRITE,
    )


def _fits(key: str) -> bool:
    return 0 < len(key.encode(errors="replace")) <= LONGEST_KEY


def _has_components(protocol: str | None) -> bool:
    return protocol is not None and protocol.startswith("ocpp2")

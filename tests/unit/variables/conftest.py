"""A charge point that answers what it is asked, as its settings have it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from botocore.client import BaseClient

from chalicelib.charge_points.commands.rules import outcome
from chalicelib.charge_points.rules import Boot, ChargePoint, Command, CommandFailure, CommandState
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import not_found
from chalicelib.variables.monitor_store import DynamoMonitors
from chalicelib.variables.monitors import MonitorService
from chalicelib.variables.service import VariableService
from chalicelib.variables.settings import SettingsService
from chalicelib.variables.store import DynamoVariables

ANN = Caller("ann")


@dataclass
class Box:
    """The charge point CP of one network, and what it was asked."""

    protocol: str | None = "ocpp1.6"
    now_is: datetime = datetime(2026, 6, 1, 12, tzinfo=UTC)
    asked: list[Command] = field(default_factory=list)
    network_id: str = "network"

    def __post_init__(self) -> None:
        self.store = DynamoVariables()
        self.alarms: list[tuple[str, bool]] = []
        self.monitors = MonitorService(
            DynamoMonitors(),
            self.charge_point,
            self.managed,
            lambda _, event: self.alarms.append((event.key, event.cleared)),
            lambda: self.now_is,
        )
        self.service = VariableService(
            self.store,
            self.charge_point,
            lambda _: self.protocol,
            self.request,
            lambda _, command_id: any(one.command_id == command_id for one in self.asked),
            lambda: self.now_is,
            self.monitors,
        )
        self.settings = SettingsService(
            self.service, lambda charge_point_id, _: self.charge_point(charge_point_id)
        )

    def charge_point(self, charge_point_id: str) -> ChargePoint:
        if charge_point_id != "CP":
            raise not_found("charge point")
        return ChargePoint("CP", "station", self.network_id, "Box", {1: "c1"})

    def managed(self, charge_point_id: str, _: Caller) -> ChargePoint:
        return self.charge_point(charge_point_id)

    def request(self, charge_point_id: str, action: str, params: Any, by: str | None) -> Command:
        command_id = f"c{len(self.asked)}{self.now_is:%H%M%S%f}"
        soon = self.now_is + timedelta(seconds=30)
        command = Command(
            command_id, charge_point_id, action, params, CommandState.SENT, by, self.now_is, soon
        )
        self.asked.append(command)
        return command

    def answers(self, **answer: Any) -> None:
        """The oldest question that is open."""
        command = self.asked.pop(0)
        self._end(command, answer)

    def fails(self, code: str) -> None:
        self._end(self.asked.pop(0), CommandFailure(code))

    def boots(self, firmware: str = "1.0") -> None:
        self.later(minutes=1)
        self.service.booted("CP", Boot(self.now_is, firmware_version=firmware))
        self.later(minutes=1)
        self.service.tick(self.now_is)

    def tells(self, **settings: str) -> None:
        """The answer to a get_configuration."""
        told = [{"key": key, "readonly": False, "value": value} for key, value in settings.items()]
        self.answers(configuration_key=told, unknown_key=[])

    def later(self, **passed: float) -> None:
        self.now_is += timedelta(**passed)

    def wants(self, **settings: str | None) -> None:
        self.settings.change("CP", ANN, settings)

    def seen(self, key: str) -> Any:
        (setting,) = (one for one in self.settings.settings("CP", ANN, None) if one.key == key)
        return setting

    def state(self, key: str = "HeartbeatInterval") -> str | None:
        found = self.seen(key).state
        return None if found is None else str(found.value)

    @property
    def questions(self) -> list[tuple[str, Any]]:
        return [(command.action, command.params) for command in self.asked]

    def _end(self, command: Command, answer: Any) -> None:
        state, _ = outcome(command.action, answer)
        ended = replace(command, answered_at=self.now_is)
        effects = {
            "get_configuration": self.service.configuration_answered,
            "change_configuration": self.service.change_answered,
            "set_monitoring": self.monitors.set_answered,
            "clear_monitoring": self.monitors.clear_answered,
        }
        effects[command.action](ended, answer, state)


@pytest.fixture
def box(aws: None) -> Box:
    return Box()


@pytest.fixture
def requests(monkeypatch: pytest.MonkeyPatch) -> Any:
    """`with requests() as made:` the names of the DynamoDB requests made inside."""
    call = BaseClient._make_api_call  # noqa: SLF001 - where every request passes

    @contextmanager
    def counted() -> Iterator[list[str]]:
        made: list[str] = []

        def counting(client: Any, operation: str, params: Any) -> Any:
            made.append(operation)
            return call(client, operation, params)

        with monkeypatch.context() as patched:
            patched.setattr(BaseClient, "_make_api_call", counting)
            yield made

    return counted

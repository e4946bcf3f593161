"""A charge point whose list is kept, as the tests of lists see it."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from chalicelib.charge_points.commands.rules import outcome
from chalicelib.charge_points.rules import ChargePoint, Command, CommandState
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import not_found
from chalicelib.local_lists.rules import Limits
from chalicelib.local_lists.service import LocalListService
from chalicelib.local_lists.store import DynamoLocalLists

ANN = Caller("ann")
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


@dataclass
class Box:
    """The charge point CP with a list; `tokens` is who may charge there."""

    tokens: list[tuple[str, str]] = field(default_factory=lambda: [("AAAA", "G1"), ("BBBB", "G2")])
    limits: Limits = field(default_factory=lambda: Limits(None, 2))
    protocol: str | None = "ocpp1.6"
    network_id: str = "network"
    removed: bool = False
    now_is: datetime = NOON
    version: int = 0
    holds: dict[str, str] = field(default_factory=dict)
    sent: list[Command] = field(default_factory=list)
    refuses: list[str] = field(default_factory=list)
    asked_for_tokens: int = 0

    def __post_init__(self) -> None:
        self.store = DynamoLocalLists()
        self.service = LocalListService(
            self.store,
            self.charge_point,
            lambda charge_point_id, _: self.charge_point(charge_point_id),
            lambda _: self.protocol,
            lambda _: self.limits,
            self.tokens_of,
            lambda _: ["network"],
            self.request,
            lambda _, command_id: any(one.command_id == command_id for one in self.waiting),
            lambda: self.now_is,
        )
        self.waiting: list[Command] = []

    def charge_point(self, charge_point_id: str) -> ChargePoint:
        if self.removed:
            raise not_found("charge point")
        return ChargePoint(charge_point_id, "station", self.network_id, "Box", {1: "c1"})

    def tokens_of(self, *_: object) -> list[tuple[str, str]]:
        self.asked_for_tokens += 1
        return self.tokens

    def request(self, charge_point_id: str, action: str, params: Any, by: str | None) -> Command:
        command = Command(
            f"c{len(self.sent)}",
            charge_point_id,
            action,
            params,
            CommandState.SENT,
            by,
            self.now_is,
            self.now_is,
        )
        self.sent.append(command)
        self.waiting.append(command)
        return command

    def answer(self) -> None:
        """It answers all that it is asked, and what is asked because of that."""
        while self.waiting:
            command = self.waiting.pop(0)
            answer = self._answer_to(command)
            state, _ = outcome(command.action, answer)
            effect = {
                "get_local_list_version": self.service.version_answered,
                "send_local_list": self.service.part_answered,
            }[command.action]
            effect(replace(command, answered_at=self.now_is), answer, state)

    def _answer_to(self, command: Command) -> dict[str, Any]:
        if command.action == "get_local_list_version":
            return {"version": self.version}
        if self.refuses:
            return {"status": self.refuses.pop(0)}
        params = command.params
        if params["differential"] and params["version"] <= self.version:
            return {"status": "VersionMismatch"}
        assert len(params["entries"]) <= (self.limits.per_message or 50)
        if not params["differential"]:
            self.holds = {}
        for entry in params["entries"]:
            self.holds.pop(entry["token_uid"], None)
            if entry["status"]:
                self.holds[entry["token_uid"]] = entry["group_id"]
        self.version = params["version"]
        return {"status": "Accepted"}

    def minute(self) -> None:
        self.now_is += timedelta(minutes=1)
        self.service.tick(self.now_is)
        self.answer()

    def switch(self, *, on: bool) -> None:
        self.service.enable("CP", ANN, enabled=on)

    @property
    def state(self) -> str:
        return self.seen.state.value

    @property
    def seen(self) -> Any:
        return self.service.local_list("CP", ANN)

"""A network with charge points of several kinds, that are asked all at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count

from chalicelib.charge_points.rules import ChargePoint, Command, CommandState
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Forbidden, NotFound
from chalicelib.rollouts.service import Draft, RolloutService
from chalicelib.rollouts.store import DynamoRollouts
from chalicelib.rollouts.work import Work

OWNER, STRANGER, MEMBER = Caller("ann"), Caller("eve"), Caller("bob")
CLEAR = Draft("", "clear_cache", {})


@dataclass
class Fleet:
    """Charge points CP0, CP1, ... of two stations; those `there` answer what `says` has for them."""

    size: int = 20
    now_is: datetime = datetime(2026, 6, 1, 12, tzinfo=UTC)
    there: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    commands: dict[str, Command] = field(default_factory=dict)
    makers: dict = field(default_factory=dict)
    followers: dict = field(default_factory=dict)

    def __post_init__(self):
        self.all = [
            ChargePoint(f"CP{n}", f"station-{n % 2}", "network", f"Box {n}", {1: "c"})
            for n in range(self.size)
        ]
        self.there = {one.charge_point_id for one in self.all}
        self.ids = count(1)
        self.store = DynamoRollouts()
        work = Work(
            self.store, self.now, self.online, self.request, self.command, self.makers, self.followers
        )
        self.service = RolloutService(
            self.store, work, self.now, lambda: f"r{next(self.ids)}", self.managed, self.of_network, self.find
        )

    def now(self):
        return self.now_is

    def online(self, ids: Sequence[str]):
        return frozenset(self.there & set(ids))

    def of_network(self, _):
        return self.all

    def find(self, ids):
        foreign = ChargePoint("FOREIGN", "s", "other", "", {1: "c"})
        return [one for one in (*self.all, foreign) if one.charge_point_id in ids]

    def managed(self, _, caller):
        if caller == STRANGER:
            raise NotFound("not_found", "No.")
        if caller == MEMBER:
            raise Forbidden("managers_only", "No.")

    def request(self, charge_point_id, action, params, by, **_):
        self.asked.append(charge_point_id)
        command = Command(
            f"c-{charge_point_id}",
            charge_point_id,
            action,
            params,
            CommandState.SENT,
            by,
            self.now_is,
            self.now_is + timedelta(seconds=30),
            sent_at=self.now_is,
        )
        self.commands[charge_point_id] = command
        return command

    def command(self, charge_point_id, _):
        if charge_point_id not in self.commands:
            raise NotFound("not_found", "No.")
        return self.commands[charge_point_id]

    def answer(self, *charge_point_ids, state=CommandState.ACCEPTED, **changes):
        for charge_point_id in charge_point_ids:
            command = self.commands[charge_point_id]
            self.commands[charge_point_id] = replace(command, state=state, **changes)

    def minute(self, minutes=1):
        self.now_is += timedelta(minutes=minutes)
        self.service.work.tick()

    def begin(self, **changes):
        return self.service.create("network", OWNER, replace(CLEAR, **changes))

    def seen(self, rollout):
        return self.service.rollout(rollout.rollout_id, OWNER)

    def counts(self, rollout):
        return {state.value: count for state, count in self.seen(rollout).counts.items()}

    def steps(self, rollout):
        found = self.service.steps(rollout.rollout_id, OWNER, None, 100).items
        return {step.charge_point_id: step for step in found}

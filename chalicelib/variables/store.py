"""What is known and wanted of variables, in DynamoDB. Keys: items.py."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.kernel.errors import Stale
from chalicelib.table import assign, attempt
from chalicelib.variables.items import (
    AskedItem,
    BootedItem,
    GroupItem,
    VariablesItem,
    WantedItem,
    group_of,
    wanted_item,
    wanted_sk,
)
from chalicelib.variables.packing import packed
from chalicelib.variables.rules import Variable, identity, merged
from chalicelib.variables.wanted import Wanted, WantedState

TRIES = 8
PAGE = 1000
"""Charge points that have booted, read at a time."""


@dataclass(frozen=True)
class Asked:
    """For which firmware all was asked for, how often, and whether it came."""

    firmware: str
    asks: int
    told: bool


class DynamoVariables:
    """Keeps what VariableService needs in DynamoDB."""

    def variables(self, home: str) -> list[Variable]:
        """All that are known: 1 query, which reads a megabyte at a time."""
        found = GroupItem.query(home, GroupItem.sk.startswith("TOLD#"), consistent_read=True)
        return [variable for item in found for variable in item.variables()]

    def merge(self, home: str, told: Iterable[Variable]) -> None:
        """Keep what was told: 1 read for 100 components, and 1 write for each that it changes."""
        by_group: dict[str, list[Variable]] = {}
        for variable in told:
            by_group.setdefault(group_of(variable.told.key), []).append(variable)
        seen = {item.sk: item for item in self._groups(home, by_group)}
        for sk, variables in by_group.items():
            self._merge(home, sk, variables, seen.get(sk))

    def forget_others(self, home: str, told: Iterable[Variable]) -> None:
        """Of the keys of 1.6 only these are left. Reads and writes the groups concerned."""
        left = {identity(variable) for variable in told}
        for item in GroupItem.query(home, GroupItem.sk.startswith("TOLD##"), consistent_read=True):
            kept = [variable for variable in item.variables() if identity(variable) in left]
            if len(kept) < len(item.variables()):
                self._put(home, item.sk, kept, item)

    def wanted(self, home: str) -> tuple[list[Wanted], Asked | None]:
        """What is wanted, by key, and what was asked for: 1 query."""
        wanted, asked = [], None
        for item in VariablesItem.query(home, VariablesItem.sk.startswith("WANT"), consistent_read=True):
            if isinstance(item, WantedItem):
                wanted.append(item.domain())
            elif isinstance(item, AskedItem):
                asked = Asked(item.firmware, int(item.asks), bool(item.told))
        return wanted, asked

    def want(self, home: str, wanted: Wanted) -> None:
        """In place of what was wanted of that variable. 1 write."""
        wanted_item(home, wanted).save()

    def want_no_more(self, home: str, key: str) -> None:
        """1 write."""
        WantedItem(home, wanted_sk(key)).delete()

    def sent(self, home: str, wanted: Wanted, command_id: str, tries: int) -> None:
        """A command carries it now, unless that is answered already or another value is wanted. 1 write."""
        actions: list[Action] = [WantedItem.command_id.set(command_id), WantedItem.tries.set(tries)]
        pending = WantedItem.state == WantedState.PENDING.value
        self._change(home, wanted, actions, pending)

    def settle(
        self, home: str, wanted: Wanted, state: WantedState, *, detail: str | None = None, held: bool = False
    ) -> None:
        """It stands so now, unless another value is wanted meanwhile; `held`: seen to hold. 1 write."""
        actions: list[Action] = [
            WantedItem.state.set(state.value),
            assign(WantedItem.detail, detail or None),
        ]
        if state is not WantedState.PENDING:
            actions.append(WantedItem.command_id.remove())
        if held:
            actions.append(WantedItem.tries.set(0))
        self._change(home, wanted, actions)

    def asked(self, home: str, asked: Asked) -> None:
        """1 write."""
        AskedItem(home, "WANT", firmware=asked.firmware, asks=asked.asks, told=asked.told).save()

    def all_told(self, home: str) -> None:
        """What was asked for has come; nothing, if it was not asked for. 1 write."""
        item = AskedItem(home, "WANT")
        attempt(lambda: item.update([AskedItem.told.set(True)], AskedItem.pk.exists()))

    def booted(self, charge_point_id: str, firmware: str, due_at: datetime) -> None:
        """It may be asked from then on. 1 write."""
        BootedItem("BOOTED", charge_point_id, firmware=firmware, due_at=due_at).save()

    def due(self, now: datetime) -> Iterator[tuple[str, str, datetime]]:
        """The charge points that have booted, their firmware, and since when they may be asked.

        1 read for each PAGE of them.
        """
        for item in BootedItem.query("BOOTED", consistent_read=True, page_size=PAGE):
            if item.due_at <= now:
                yield item.sk, item.firmware, item.due_at

    def done(self, charge_point_id: str, due_at: datetime) -> None:
        """It was asked, if it has not booted again meanwhile. 1 write."""
        item = BootedItem("BOOTED", charge_point_id)
        attempt(lambda: item.delete(BootedItem.due_at == due_at))

    def _groups(self, home: str, sks: Iterable[str]) -> list[GroupItem]:
        keys = [(home, sk) for sk in sks]
        return list(GroupItem.batch_get(keys, consistent_read=True)) if keys else []

    def _merge(self, home: str, sk: str, told: Sequence[Variable], seen: GroupItem | None) -> None:
        for _ in range(TRIES):
            old = {identity(variable): variable for variable in seen.variables()} if seen else {}
            new = merged(old, told)
            if new == old or self._put(home, sk, new.values(), seen):
                return
            found = self._groups(home, [sk])
            seen = found[0] if found else None
        raise Stale("changed_meanwhile", "These variables are told many times at once.")

    @staticmethod
    def _put(home: str, sk: str, variables: Iterable[Variable], seen: GroupItem | None) -> bool:
        version = int(seen.version) + 1 if seen else 1
        item = GroupItem(home, sk, packed=packed(variables), version=version)
        unmoved = GroupItem.version == version - 1 if seen else GroupItem.pk.does_not_exist()
        return attempt(lambda: item.save(unmoved))

    @staticmethod
    def _change(home: str, wanted: Wanted, actions: list[Action], condition: Condition | None = None) -> None:
        item = WantedItem(home, wanted_sk(wanted.key))
        same: Condition = (WantedItem.value == wanted.value) & (WantedItem.wanted_at == wanted.wanted_at)
        holds = same if condition is None else same & condition
        attempt(lambda: item.update(actions, holds))

"""The writes by which slots on sheets change hands: each names its slots once, and whose they are once.

PynamoDB makes an object of each slot, each comparison and each assignment; a visit takes dozens of slots.
"""

from collections.abc import Sequence
from typing import Any

from pynamodb.constants import STRING
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import RemoveAction, SetAction
from pynamodb.expressions.util import get_value_placeholder

from chalicelib.bookings.sheet_items import SheetItem
from chalicelib.bookings.slots import Slots
from chalicelib.table import Write, update

Names = Sequence[str]


def slots_moved(charger_id: str, old: Slots, new: Slots, ref: str) -> list[Write]:
    """Slots are taken or freed for `ref`, whose `old` ones were; fails by "taken" when they are another's."""
    writes = []
    for key in sorted(old.keys() | new.keys()):
        taken = [name for name in new.get(key, ()) if name not in old.get(key, ())]
        freed = [name for name in old.get(key, ()) if name not in new.get(key, ())]
        if not taken and not freed:
            continue
        actions = [SheetItem.kind.set(SheetItem)]
        if taken:
            actions.append(_Take(taken, ref))
        if freed:
            actions.append(_Free(freed))
        writes.append(update("taken", SheetItem.keyed(charger_id, key), actions, _Held(taken, freed, ref)))
    return writes


class _Held(Condition):
    """Nobody holds the slots to be `taken`, and `ref` holds those to be `freed`."""

    def __init__(self, taken: Names, freed: Names, ref: str) -> None:
        super().__init__("AND")
        self.taken, self.freed, self.ref = taken, freed, ref

    def serialize(self, names: dict[str, str], values: dict[str, Any]) -> str:
        parts = [f"attribute_not_exists ({name})" for name in _placed(self.taken, names)]
        if self.freed:
            ref = get_value_placeholder({STRING: self.ref}, values)
            parts += [f"{name} = {ref}" for name in _placed(self.freed, names)]
        return " AND ".join(parts)


class _Take(SetAction):
    def __init__(self, slots: Names, ref: str) -> None:
        self.slots, self.ref = slots, ref

    def serialize(self, names: dict[str, str], values: dict[str, Any]) -> str:
        ref = get_value_placeholder({STRING: self.ref}, values)
        return ", ".join(f"{name} = {ref}" for name in _placed(self.slots, names))


class _Free(RemoveAction):
    def __init__(self, slots: Names) -> None:
        self.slots = slots

    def serialize(self, names: dict[str, str], values: dict[str, Any]) -> str:  # noqa: ARG002 - has none
        return ", ".join(_placed(self.slots, names))


def _placed(slots: Names, names: dict[str, str]) -> list[str]:
    return [names.setdefault(slot, f"#{len(names)}") for slot in slots]

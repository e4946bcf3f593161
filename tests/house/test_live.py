"""Whatever is stored is told to who looks at it, or said not to be."""

import importlib
import pkgutil
from collections import Counter

import chalicelib
from chalicelib.live.changes import TOLD, UNTOLD
from chalicelib.table import Item

BY_BATCHES = {"message", "note", "group", "monitor", "event", "charging_profile", "composite_schedule"}
"""Written by batches alone, or read by none but who asks for it: told of with the command that asked."""


def kinds() -> Counter[str]:
    """The names of all kinds of items of all stores, and how many kinds have each."""
    for module in pkgutil.walk_packages(chalicelib.__path__, "chalicelib."):
        if module.name.rpartition("_")[2] in ("store", "items") or module.name.endswith((".store", ".items")):
            importlib.import_module(module.name)
    found: Counter[str] = Counter()
    left = [Item]
    while left:
        kind = left.pop()
        left += kind.__subclasses__()
        name = Item.kind.get_discriminator(kind)
        if name and kind.__module__.startswith("chalicelib."):
            found[name] += 1
    return found


def test_every_kind_of_item_is_told_of_or_said_not_to_be():
    found = kinds()

    assert found
    assert found.keys() - TOLD.keys() - UNTOLD - BY_BATCHES == set()
    assert TOLD.keys() - found.keys() == set()
    assert TOLD.keys() & (UNTOLD | BY_BATCHES) == set()


def test_kinds_that_are_told_of_have_names_of_their_own():
    found = kinds()

    assert [name for name in TOLD if found[name] > 1] == []

"""The stores and the one list of tables must tell the same story."""

import importlib
import pkgutil

import pytest
from pynamodb.indexes import GlobalSecondaryIndex

import chalicelib
from chalicelib.table import Item, table_name
from infra.tables import TABLES

AREAS = {table.area: table for table in TABLES}


def models() -> list[type[Item]]:
    """Every model of every store."""
    for module in pkgutil.walk_packages(chalicelib.__path__, "chalicelib."):
        if module.name.rpartition(".")[2] in ("store", "items") or module.name.endswith("_store"):
            importlib.import_module(module.name)
    ours = [one for one in descendants(Item) if one.__module__.startswith("chalicelib.")]
    return [one for one in ours if getattr(one.Meta, "table_name", None)]


def used_indexes() -> dict[str, set[str]]:
    """The indexes that the models of each table name use."""
    used: dict[str, set[str]] = {}
    for model in models():
        used.setdefault(model.Meta.table_name, set()).update(indexes(model))
    return used


def descendants(model: type) -> list[type]:
    return [one for child in model.__subclasses__() for one in (child, *descendants(child))]


def indexes(model: type) -> set[str]:
    return {
        value.Meta.index_name
        for name in dir(model)
        if isinstance(value := getattr(model, name, None), GlobalSecondaryIndex)
    }


def test_every_store_has_its_table():
    used = used_indexes()

    assert used
    assert used.keys() <= {table_name(area) for area in AREAS}


@pytest.mark.parametrize("area", sorted(AREAS))
def test_a_table_has_the_indexes_that_its_stores_ask(area):
    used = used_indexes().get(table_name(area), set())

    assert used == set(AREAS[area].index_names)


def test_every_kind_of_item_has_a_name_to_be_stored_under():
    kinds = [model for model in models() if not model.__subclasses__()]

    unnamed = [
        kind.__name__ for kind in kinds if kind.get_attributes()["kind"].get_discriminator(kind) is None
    ]

    assert unnamed == []

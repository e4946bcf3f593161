"""The stores and the one list of tables must tell the same story."""

import importlib
import pkgutil

import pytest
from pynamodb.indexes import GlobalSecondaryIndex

import chalicelib
from chalicelib.table import Item, table_name
from infra.tables import TABLES

AREAS = {table.area: table for table in TABLES}


def models() -> dict[str, set[str]]:
    """The indexes that the models of each table name use, over all stores."""
    for module in pkgutil.walk_packages(chalicelib.__path__, "chalicelib."):
        if module.name.rpartition(".")[2] in ("store", "items") or module.name.endswith("_store"):
            importlib.import_module(module.name)
    used: dict[str, set[str]] = {}
    for model in descendants(Item):
        if hasattr(model, "Meta") and getattr(model.Meta, "table_name", None):
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
    used = models()

    assert used
    assert used.keys() <= {table_name(area) for area in AREAS}


@pytest.mark.parametrize("area", sorted(AREAS))
def test_a_table_has_the_indexes_that_its_stores_ask(area):
    used = models().get(table_name(area), set())

    assert used == set(AREAS[area].index_names)

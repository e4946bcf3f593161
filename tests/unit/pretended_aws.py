"""moto as DynamoDB would behave under threads, and quick with transactions."""

import copy
from collections import defaultdict
from threading import RLock
from typing import Any

import boto3
import pytest
from botocore.client import BaseClient
from moto.core import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import DynamoDBBackend, dynamodb_backends
from moto.dynamodb.models.dynamo_type import DynamoType
from moto.dynamodb.models.table import Table
from moto.dynamodb.parsing.ast_nodes import Node
from moto.dynamodb.parsing.validators import ActionCountValidator, OverlappingPathsValidator

from infra import tables

REGION = "eu-central-1"
_empty: dict[str, Table] = {}


def furnish(prefix: str) -> None:
    """The product's tables, empty. They are made by requests once; from then on copied."""
    made = dynamodb_backends[DEFAULT_ACCOUNT_ID][REGION].tables
    if not _empty:
        tables.create(boto3.client("dynamodb", REGION), prefix)
        _empty.update(made)
    for name, table in _empty.items():
        made[name] = copy.copy(table)
        made[name].items = defaultdict(dict)


def mend(monkeypatch: pytest.MonkeyPatch) -> None:
    """One request at a time, and of a transaction's tables only what it touches is kept for its undoing.

    As it comes, moto undoes a failed transaction by restoring whole tables, and with them what other threads
    wrote; and it keeps a deep copy of the whole table for each item of a transaction. An expression that sets
    hundreds of slots is a nest of as many, and it looks for overlaps in each of them anew.
    """
    call, transact, turn = BaseClient._make_api_call, DynamoDBBackend.transact_write_items, RLock()  # noqa: SLF001 - where every request passes
    touched: list[tuple[DynamoType, DynamoType]] = []

    def in_turn(client: Any, *told: Any) -> Any:
        with turn:
            return call(client, *told)

    def noting_keys(backend: DynamoDBBackend, items: list[dict[str, Any]]) -> None:
        keys = [part.get("Key") or part.get("Item") or {} for item in items for part in item.values()]
        touched[:] = [
            (DynamoType(key["pk"]), DynamoType(key["sk"])) for key in keys if "pk" in key and "sk" in key
        ]
        transact(backend, items)

    def copied(table: Table, _: object) -> Table:
        kept = copy.copy(table)
        kept.items = defaultdict(dict, {pk: dict(items) for pk, items in table.items.items()})
        for pk, sk in touched:
            if sk in kept.items.get(pk, ()):
                kept.items[pk][sk] = copy.deepcopy(kept.items[pk][sk])
        return kept

    def outermost(validator: OverlappingPathsValidator, expression: Node, _: int = -1) -> Node:
        return validator.check_for_overlapping_paths(expression)

    def outermost_counted(validator: ActionCountValidator, expression: Node, _: int = -1) -> Node:
        return validator.verify_action_counts(expression)

    monkeypatch.setattr(OverlappingPathsValidator, "traverse_node_recursively", outermost)
    monkeypatch.setattr(ActionCountValidator, "traverse_node_recursively", outermost_counted)
    monkeypatch.setattr(BaseClient, "_make_api_call", in_turn)
    monkeypatch.setattr(DynamoDBBackend, "transact_write_items", noting_keys)
    monkeypatch.setattr(Table, "__deepcopy__", copied, raising=False)

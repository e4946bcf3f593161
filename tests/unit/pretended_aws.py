"""moto as DynamoDB would behave under threads, and quick."""

import copy
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import RLock
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import boto3
import pytest
from botocore.client import BaseClient
from botocore.useragent import UserAgentString
from moto import backend_index, mock_aws
from moto.core import DEFAULT_ACCOUNT_ID
from moto.core import models as moto_core
from moto.core import responses as moto_responses
from moto.core.serialize import ResponseSerializer
from moto.dynamodb.models import DynamoDBBackend, dynamodb_backends
from moto.dynamodb.models.dynamo_type import DynamoType
from moto.dynamodb.models.table import Table
from moto.dynamodb.parsing.ast_nodes import DepthFirstTraverser, Node
from moto.dynamodb.parsing.validators import ActionCountValidator, OverlappingPathsValidator

from infra import tables

REGION = "eu-central-1"
_empty: dict[str, Table] = {}
_session = cache(boto3.Session)
_methods = cache(moto_responses.method_names_from_class)


@contextmanager
def pretended() -> Iterator[None]:
    """moto's AWS, empty. What boto3 has read of AWS' descriptions it need not read anew for each test."""
    with mock_aws(), patch("boto3.DEFAULT_SESSION", _session()):
        yield


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
    """What of moto is mended while a test has it."""
    _take_turns(monkeypatch)
    _keep_what_is_touched(monkeypatch)
    _go_through_once(monkeypatch)
    _ask_less(monkeypatch)


def _take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    """One request at a time."""
    call, turn = BaseClient._make_api_call, RLock()  # noqa: SLF001 - where every request passes

    def in_turn(client: Any, *told: Any) -> Any:
        with turn:
            return call(client, *told)

    monkeypatch.setattr(BaseClient, "_make_api_call", in_turn)


def _keep_what_is_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a transaction's tables only what it touches is kept for its undoing.

    As it comes, moto undoes a failed transaction by restoring whole tables, and with them what other threads
    wrote; and it keeps a deep copy of the whole table for each item of a transaction.
    """
    transact = DynamoDBBackend.transact_write_items
    touched: list[tuple[DynamoType, DynamoType]] = []
    taken: dict[str, Table] = {}

    def noting_keys(backend: DynamoDBBackend, items: list[dict[str, Any]]) -> None:
        keys = [part.get("Key") or part.get("Item") or {} for item in items for part in item.values()]
        touched[:] = [
            (DynamoType(key["pk"]), DynamoType(key["sk"])) for key in keys if "pk" in key and "sk" in key
        ]
        taken.clear()
        transact(backend, items)

    def copied(table: Table, _: object) -> Table:
        if table.name in taken:
            return taken[table.name]
        kept = taken[table.name] = copy.copy(table)
        kept.items = defaultdict(dict, {pk: dict(items) for pk, items in table.items.items()})
        for pk, sk in touched:
            if sk in kept.items.get(pk, ()):
                kept.items[pk][sk] = copy.deepcopy(kept.items[pk][sk])
        return kept

    monkeypatch.setattr(DynamoDBBackend, "transact_write_items", noting_keys)
    monkeypatch.setattr(Table, "__deepcopy__", copied, raising=False)


def _go_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """An expression that sets hundreds of slots is a nest of as many; it is gone through once.

    It is copied before it is checked: its nodes are, not all that Python could ask of them.
    """

    def outermost(validator: OverlappingPathsValidator, expression: Node, _: int = -1) -> Node:
        return validator.check_for_overlapping_paths(expression)

    def outermost_counted(validator: ActionCountValidator, expression: Node, _: int = -1) -> Node:
        return validator.verify_action_counts(expression)

    def kinds(traverser: DepthFirstTraverser) -> tuple[type[Node], ...]:
        known: tuple[type[Node], ...] | None = vars(traverser).get("kinds")
        if known is None:
            known = vars(traverser)["kinds"] = tuple(traverser._processing_map())  # noqa: SLF001 - as it does
        return known

    def copied(node: Node, _: object) -> Node:
        made: Node = object.__new__(type(node))
        vars(made).update(vars(node))
        if node.children is not None:
            made.children = [copied(one, _) if isinstance(one, Node) else one for one in node.children]
            for child in made.children:
                if isinstance(child, Node):
                    child.set_parent(made)
        return made

    monkeypatch.setattr(Node, "__deepcopy__", copied, raising=False)
    monkeypatch.setattr(OverlappingPathsValidator, "traverse_node_recursively", outermost)
    monkeypatch.setattr(ActionCountValidator, "traverse_node_recursively", outermost_counted)
    monkeypatch.setattr(DepthFirstTraverser, "nodes_to_be_processed", kinds)


def _ask_less(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whose a request is, is asked of DynamoDB first, and an attribute has the name that AWS gives it.

    moto would try names that Python might have for it, look for its own methods at each request anew, and
    prepare answers of all services for the `requests` package, which only fetches files here. Nobody reads in
    what words botocore presents itself.
    """
    find = ResponseSerializer.get_value

    def member(serializer: ResponseSerializer, value: Any, key: str, shape: Any) -> Any:
        if shape.parent.name == "AttributeValue" and type(value) is dict:
            return value.get(key)
        return find(serializer, value, key, shape)

    patterns = sorted(backend_index.backend_url_patterns, key=lambda one: one[0] != "dynamodb")
    monkeypatch.setattr(backend_index, "backend_url_patterns", patterns)
    files = SimpleNamespace(backend_url_patterns=[one for one in patterns if one[0] == "s3"])
    monkeypatch.setattr(moto_core, "backend_index", files)
    monkeypatch.setattr(moto_responses, "method_names_from_class", _methods)
    monkeypatch.setattr(UserAgentString, "to_string", lambda _: "tests")
    monkeypatch.setattr(ResponseSerializer, "get_value", member)

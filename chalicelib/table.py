"""DynamoDB as every store sees it: items with generic keys, labelled writes, transactions.

Each area has one table whose items have `pk` and `sk`; what a kind's keys are, and which questions they
answer, stands in the docstring of its Item.
"""

import random
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, Self, TypeVar

from botocore.session import Session
from pynamodb.attributes import DiscriminatorAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.connection import Connection, TableConnection
from pynamodb.exceptions import PynamoDBException, TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from chalicelib.clients import making, session
from chalicelib.kernel.correlation import correlation_id
from chalicelib.kernel.settings import settings
from chalicelib.metrics import Metric, tally
from chalicelib.sparse import SparseModel
from chalicelib.touched import Touched, is_noted, touch

CONFLICT_TRIES = 12
MOST_CONNECTIONS = 50
"""Kept open to DynamoDB; one thread uses one at a time."""
TIMEOUTS = 3.0, 5.0
"""Seconds to connect to DynamoDB, and to wait for its answer, before it is asked again."""
T = TypeVar("T")


def table_name(area: str) -> str:
    """The full name of an area's table on this stage."""
    return settings().table_prefix + area


class Item(SparseModel):
    """What all items have. A store makes one subclass per table (with Meta), and from that one per kind."""

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    kind = DiscriminatorAttribute()
    schema = NumberAttribute(default=1)
    expires = NumberAttribute(null=True)
    """Epoch seconds after which DynamoDB may delete the item."""
    written_by = UnicodeAttribute(null=True, default=correlation_id)  # type: ignore[arg-type]  # None: unset
    """Correlation id of the request or message that wrote it last."""

    def save(self, condition: Condition | None = None, *, add_version_condition: bool = True) -> Any:
        """As PynamoDB's, and it is noted."""
        answer = super().save(condition, add_version_condition=add_version_condition)
        _touch(self)
        return answer

    def delete(self, condition: Condition | None = None, *, add_version_condition: bool = True) -> Any:
        """As PynamoDB's, and it is noted."""
        answer = super().delete(condition, add_version_condition=add_version_condition)
        _touch(self)
        return answer

    def update(
        self, actions: list[Action], condition: Condition | None = None, *, add_version_condition: bool = True
    ) -> Any:
        """As PynamoDB's, and it says who wrote, and is noted."""
        stamped = [*actions, *_stamp()]
        answer = super().update(stamped, condition, add_version_condition=add_version_condition)
        _touch(self)
        return answer

    def swap(self, actions: Sequence[Action], condition: Condition | None = None) -> Self | None:
        """As `update`, but tells what was there before; None: nothing. Raises UpdateError likewise."""
        kind = type(self)
        answer = kind._get_connection().update_item(  # noqa: SLF001 - its own class
            self.pk,
            self.sk,
            actions=[kind.kind.set(kind), kind.schema.set(kind.schema | 1), *actions, *_stamp()],
            condition=condition,
            return_values="ALL_OLD",
        )
        _touch(self)
        raw = answer.get("Attributes")
        return kind.from_raw_data(raw) if raw else None

    @classmethod
    def _get_connection(cls) -> TableConnection:
        """With the process's one client: one for each kind would cost 55 ms and 6 MB apiece at start-up."""
        own = super()._get_connection()
        if own.connection._client is None:  # noqa: SLF001 - PynamoDB has no other way to share it
            own.connection._client = connection().client  # noqa: SLF001 - likewise
        return own


@dataclass(frozen=True)
class Write:
    """One part of a transaction. `label` names it when its condition fails, `item` is what it writes."""

    label: str
    order: int
    add: Callable[[TransactWrite], None]
    item: Model | None = None


class ConditionFailed(Exception):
    """A transaction did nothing because the conditions with these labels did not hold."""

    def __init__(self, labels: frozenset[str]) -> None:
        super().__init__(", ".join(sorted(labels)))
        self.labels = labels


def check(label: str, item: Item, condition: Condition) -> Write:
    """The transaction holds only if `condition` does for the item of this key."""
    return Write(label, 0, lambda t: t.condition_check(type(item), item.pk, item.sk, condition))


def delete(label: str, item: Model, condition: Condition | None = None) -> Write:
    """The item of this key goes."""
    return Write(label, 1, lambda t: t.delete(item, condition), item)


def put(label: str, item: Model, condition: Condition | None = None) -> Write:
    """The item replaces what was under its key."""
    return Write(label, 2, lambda t: t.save(item, condition), item)


def update(label: str, item: Model, actions: Sequence[Action], condition: Condition | None = None) -> Write:
    """`actions` change the item of this key; its other attributes stay."""
    stamp = _stamp() if isinstance(item, Item) else []
    return Write(label, 3, lambda t: t.update(item, [*actions, *stamp], condition), item)


def assign(attribute: Any, value: object) -> Action:
    """The attribute becomes `value`; None: it goes."""
    action: Action = attribute.remove() if value is None else attribute.set(value)
    return action


def changes(kind: type[Model], before: object, now: object, names: Iterable[str]) -> list[Action]:
    """Of the attributes of these names, those that differ become as they are `now`."""
    return [
        assign(getattr(kind, name), getattr(now, name))
        for name in names
        if getattr(now, name) != getattr(before, name)
    ]


def _stamp() -> list[Action]:
    written_by = correlation_id()
    return [Item.written_by.set(written_by)] if written_by else []


def transact(writes: Iterable[Write]) -> None:
    """All of `writes` or none.

    A clash with another transaction in flight is tried again with jitter, since it says nothing about the
    conditions. Raises ConditionFailed with the labels whose condition did not hold.
    """
    ordered = sorted(writes, key=lambda write: write.order)  # as PynamoDB orders them in the request
    for attempt in range(CONFLICT_TRIES):
        try:
            with TransactWrite(connection=connection()) as transaction:
                for write in ordered:
                    write.add(transaction)
        except TransactWriteError as error:
            reasons = [reason.code if reason else "None" for reason in error.cancellation_reasons]
            failed = {write.label for write, code in zip(ordered, reasons, strict=False) if code == FAILED}
            if failed:
                raise ConditionFailed(frozenset(failed)) from error
            if "TransactionConflict" not in reasons or attempt == CONFLICT_TRIES - 1:
                raise
            tally(Metric.CONFLICTS)
            time.sleep(random.uniform(0, 0.01 * 2 ** min(attempt, 6)))  # noqa: S311 - jitter, not a secret
        else:
            for write in ordered:
                _touch(write.item)
            return


def _touch(item: Model | None) -> None:
    if is_noted() and isinstance(item, Item):
        kind = Item.kind.get_discriminator(type(item))
        touch(Touched(kind or "", item.pk, item.sk, item.attribute_values))


FAILED = "ConditionalCheckFailed"


Key = tuple[type[Item], str, str]
"""A kind of item (any of its table), its pk and its sk."""


@dataclass(frozen=True)
class Look(Generic[T]):
    """A question that can be asked together with those of other stores: the items it needs, what they say."""

    keys: tuple[Key, ...]
    answer: Callable[[Mapping[tuple[str, str], Any]], T]
    """Is given those that exist, by pk and sk."""


def look(*questions: Look[Any]) -> tuple[Any, ...]:
    """The answers to questions about any tables as they are now: one consistent BatchGet of all their items.

    More than a hundred items take one more for each hundred. What DynamoDB leaves out when it is busy is
    asked for again, with jitter.
    """
    kinds = {(kind.Meta.table_name, pk, sk): kind for question in questions for kind, pk, sk in question.keys}
    wanted, found = list(kinds), {}
    attempt = 0
    while wanted:
        batch, wanted = wanted[:MOST_KEYS], wanted[MOST_KEYS:]
        answered, left = _batch_get(batch)
        for table, raw in answered:
            pk, sk = raw["pk"]["S"], raw["sk"]["S"]
            found[table, pk, sk] = kinds[table, pk, sk].from_raw_data(raw)
        wanted += left
        if left:
            attempt += 1
            time.sleep(random.uniform(0, 0.01 * 2 ** min(attempt, 6)))  # noqa: S311 - jitter, not a secret
    return tuple(
        question.answer(
            {
                (pk, sk): found[kind.Meta.table_name, pk, sk]
                for kind, pk, sk in question.keys
                if (kind.Meta.table_name, pk, sk) in found
            }
        )
        for question in questions
    )


MOST_KEYS = 100
"""Of one BatchGetItem."""
TableKey = tuple[str, str, str]


def _batch_get(keys: Sequence[TableKey]) -> tuple[list[tuple[str, dict[str, Any]]], list[TableKey]]:
    asked: dict[str, Any] = {}
    for table, pk, sk in keys:
        wanted = asked.setdefault(table, {"Keys": [], "ConsistentRead": True})
        wanted["Keys"].append({"pk": {"S": pk}, "sk": {"S": sk}})
    answer = connection().client.batch_get_item(RequestItems=asked)
    found = [(table, raw) for table, items in answer["Responses"].items() for raw in items]
    left = [
        (table, key["pk"]["S"], key["sk"]["S"])
        for table, rest in answer.get("UnprocessedKeys", {}).items()
        for key in rest["Keys"]
    ]
    return found, left


def condition_failed(error: PynamoDBException) -> bool:
    """Whether a single write failed because its condition did not hold, and not for another reason."""
    return error.cause_response_code == "ConditionalCheckFailedException"


def attempt(write: Callable[[], object]) -> bool:
    """Do a single write, or a transaction. False: a condition did not hold, so nothing was written."""
    try:
        write()
    except ConditionFailed:
        return False
    except PynamoDBException as error:
        if condition_failed(error):
            return False
        raise
    return True


class _Connection(Connection):
    """PynamoDB's, with the session of all clients."""

    @property
    def session(self) -> Session:
        """As PynamoDB's, which would make one of its own for each thread."""
        return session()


@cache
def connection() -> Connection:
    """One low-level connection per process, connected; its client serves everything."""
    connect_within, read_within = TIMEOUTS
    made = _Connection(
        max_pool_connections=MOST_CONNECTIONS,
        connect_timeout_seconds=connect_within,
        read_timeout_seconds=read_within,
    )
    with making:
        _ = made.client
    return made

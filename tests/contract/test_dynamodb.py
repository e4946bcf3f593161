"""What every store relies on, asked of both DynamoDBs that tests run on: moto's and the emulator's.

Unit tests may trust moto, mended as they have it, because it keeps these promises as the emulator does.
"""

import secrets
from collections.abc import Iterator
from threading import Thread
from typing import Any

import pytest
from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.expressions.operand import Path

from chalicelib import table
from chalicelib.kernel.errors import Invalid
from chalicelib.kernel.settings import settings
from chalicelib.pages import after, page
from chalicelib.table import ConditionFailed, Item, check, delete, put, transact, update
from infra.local.stack import Stack
from tests.unit.pretended_aws import REGION, furnish, mend, pretended

PREFIX = {"moto": settings().table_prefix, "emulator": "plugnexus-local-"}


class Thing(Item, discriminator="thing"):
    """pk of the test's own, sk free."""

    class Meta:
        table_name = "set by the fixture"

    name = UnicodeAttribute(null=True)
    count = NumberAttribute(default=0)


@pytest.fixture(params=PREFIX)
def pk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A partition that nobody else uses, in one of the two."""
    monkeypatch.setattr(Thing.Meta, "table_name", f"{PREFIX[request.param]}bookings")
    monkeypatch.setattr(Thing, "_connection", None)
    table.connection.cache_clear()
    if request.param == "emulator":
        stack: Stack = request.getfixturevalue("stack")
        for name, value in stack.environment.items():
            if name.startswith("AWS_"):
                monkeypatch.setenv(name, value)
        yield secrets.token_hex(8)
    else:
        monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
        monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
        mend(monkeypatch)
        with pretended():
            furnish(PREFIX["moto"])
            yield secrets.token_hex(8)
    table.connection.cache_clear()


def failed(writes: list[Any]) -> frozenset[str]:
    with pytest.raises(ConditionFailed) as caught:
        transact(writes)
    return caught.value.labels


def test_a_transaction_writes_all(pk: str) -> None:
    Thing(pk, "b", count=1).save()

    transact([put("a", Thing(pk, "a", name="Ann")), update("b", Thing(pk, "b"), [Thing.count.add(2)])])

    assert [Thing.get(pk, "a").name, Thing.get(pk, "b").count] == ["Ann", 3]


def test_a_transaction_writes_nothing_when_one_condition_fails_and_names_it(pk: str) -> None:
    Thing(pk, "there").save()

    labels = failed(
        [
            put("new", Thing(pk, "new")),
            put("again", Thing(pk, "there"), Thing.pk.does_not_exist()),
            check("absent", Thing(pk, "elsewhere"), Thing.pk.does_not_exist()),
        ]
    )

    assert labels == {"again"}
    with pytest.raises(Thing.DoesNotExist):
        Thing.get(pk, "new")


def test_every_condition_that_fails_is_named(pk: str) -> None:
    Thing(pk, "there", count=1).save()

    labels = failed(
        [
            update("moved", Thing(pk, "there"), [Thing.name.set("x")], Thing.count == 2),
            delete("gone", Thing(pk, "nowhere"), Thing.pk.exists()),
            check("holds", Thing(pk, "other"), Thing.pk.does_not_exist()),
        ]
    )

    assert labels == {"moved", "gone"}


def test_an_attribute_of_any_name_is_set_once_and_removed_by_its_value(pk: str) -> None:
    def take(ref: str) -> list[Any]:
        return [update("taken", Thing(pk, "sheet"), [Path(["07"]).set(ref)], Path(["07"]).does_not_exist())]

    def free(ref: str) -> list[Any]:
        return [update("held", Thing(pk, "sheet"), [Path(["07"]).remove()], Path(["07"]) == ref)]

    transact(take("ann"))
    assert failed(take("bob")) == {"taken"}
    assert failed(free("bob")) == {"held"}
    transact(free("ann"))
    transact(take("bob"))


def test_of_many_at_once_one_takes_it(pk: str) -> None:
    won: list[str] = []

    def take(name: str) -> None:
        try:
            transact([put("taken", Thing(pk, "slot", name=name), Thing.pk.does_not_exist())])
        except ConditionFailed:
            return
        won.append(name)

    Thing(pk, "warm").save()
    threads = [Thread(target=take, args=[str(number)]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(won) == 1
    assert Thing.get(pk, "slot", consistent_read=True).name == won[0]


def test_a_list_comes_in_pages_that_join_up(pk: str) -> None:
    for number in range(5):
        Thing(pk, f"{number}").save()

    seen, cursor = [], None
    while True:
        found = page(Thing.query(pk, limit=2, last_evaluated_key=after(cursor)), lambda item: item.sk)
        seen.append(found.items)
        cursor = found.next_cursor
        if cursor is None:
            break

    assert [sk for items in seen for sk in items] == ["0", "1", "2", "3", "4"]
    assert [len(items) for items in seen[:2]] == [2, 2]


@pytest.mark.parametrize("cursor", ["nonsense", "e30", "WzFd"], ids=["text", "an empty key", "a list"])
def test_a_cursor_that_nobody_gave_is_invalid(pk: str, cursor: str) -> None:
    with pytest.raises(Invalid, match="cursor"):
        page(Thing.query(pk, limit=2, last_evaluated_key=after(cursor)), lambda item: item.sk)

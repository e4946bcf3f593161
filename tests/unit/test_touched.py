"""What is written is noted, by whatever way it was."""

import pytest

from chalicelib.live.items import HolderItem, PageItem
from chalicelib.table import ConditionFailed, check, delete, put, transact, update
from chalicelib.touched import noting


def item(name="a"):
    return HolderItem(name, "sk", endpoint="http://x", since="now")


def noted(work):
    with noting() as found:
        work()
    return [(one.kind, one.pk) for one in found]


@pytest.mark.parametrize(
    "write",
    [
        lambda: item().save(),
        lambda: item().update([HolderItem.since.set("then")]),
        lambda: item().swap([HolderItem.since.set("then")]),
        lambda: item().delete(),
        lambda: transact([put("put", item())]),
        lambda: transact([update("update", item(), [HolderItem.since.set("then")])]),
        lambda: transact([delete("delete", item())]),
    ],
)
def test_a_write_is_noted(aws, write):
    assert noted(write) == [("holder", "a")]


def test_what_was_not_written_is_not_noted(aws):
    def fails():
        with pytest.raises(ConditionFailed):
            transact([put("first", item("a")), put("never", item("b"), HolderItem.pk.exists())])

    assert noted(fails) == []


def test_what_was_only_looked_at_is_not_noted(aws):
    written = put("put", PageItem("b", "sk", channels={}))

    assert noted(lambda: transact([check("check", item(), HolderItem.pk.does_not_exist()), written])) == [
        ("page", "b")
    ]


def test_an_update_knows_the_whole_item(aws):
    item().save()

    with noting() as found:
        HolderItem("a", "sk").update([HolderItem.since.set("then")])

    assert (found[0].known["endpoint"], found[0].known["since"]) == ("http://x", "then")


def test_where_nobody_notes_nothing_is(aws):
    item().save()

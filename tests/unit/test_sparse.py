"""Items read and written by what they have are the same as PynamoDB's own."""

from datetime import UTC, datetime

import pytest
from pynamodb.attributes import (
    BooleanAttribute,
    DiscriminatorAttribute,
    ListAttribute,
    MapAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.exceptions import AttributeNullError
from pynamodb.models import Model

from chalicelib.sparse import SparseModel


def kinds(base):
    """The same kinds of item on either base: a plain one, and one with a map and a list."""

    class Whatever(base):
        class Meta:
            table_name = "t"

        pk = UnicodeAttribute(hash_key=True)
        kind = DiscriminatorAttribute()
        made = NumberAttribute(default=1)
        new = UnicodeAttribute(default_for_new=lambda: "new")

    class Flat(Whatever, discriminator="flat"):
        name = UnicodeAttribute(null=True, attr_name="n")
        at = UTCDateTimeAttribute(null=True)
        many = UnicodeSetAttribute(null=True)
        is_so = BooleanAttribute(null=True)

    class Deep(Whatever, discriminator="deep"):
        by_name = MapAttribute(default=dict)
        listed = ListAttribute(null=True)

    return Whatever, Flat, Deep


AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
RAW = {
    "flat": {
        "pk": {"S": "a"},
        "kind": {"S": "flat"},
        "n": {"S": "Ann"},
        "at": {"S": "2026-01-02T03:04:05.000000+0000"},
        "many": {"SS": ["x", "y"]},
        "is_so": {"BOOL": False},
        "made": {"N": "7"},
        "foreign": {"S": "of another version"},
    },
    "bare": {"pk": {"S": "a"}, "kind": {"S": "flat"}, "n": {"NULL": True}},
    "deep": {
        "pk": {"S": "a"},
        "kind": {"S": "deep"},
        "by_name": {"M": {"x": {"S": "1"}}},
        "listed": {"L": [{"N": "1"}, {"S": "b"}]},
    },
}


def plain(item):
    """What an item holds, without its class."""
    values = {name: getattr(item, name) for name in item.get_attributes() if name != "kind"}
    return type(item).__name__, {
        name: value.as_dict() if isinstance(value, MapAttribute) else value for name, value in values.items()
    }


@pytest.mark.parametrize("raw", RAW.values(), ids=RAW)
def test_what_is_read_is_what_pynamodb_reads_and_is_written_back_as_it_writes_it(raw):
    (ours, *_), (theirs, *_) = kinds(SparseModel), kinds(Model)
    read, expected = ours.from_raw_data(raw), theirs.from_raw_data(raw)

    assert plain(read) == plain(expected)
    read.new = expected.new = "told"
    assert read.serialize() == expected.serialize()


def test_what_is_made_is_what_pynamodb_makes():
    made = [
        [kind("a", name="Ann", at=AT, many={"x"}, is_so=True).serialize() for kind in (flat,)]
        + [deep("a", by_name={"x": 1}, listed=[1, "b"]).serialize(), deep("b").serialize()]
        for _, flat, deep in (kinds(SparseModel), kinds(Model))
    ]

    assert made[0] == made[1]


@pytest.mark.parametrize("base", [SparseModel, Model])
def test_what_must_be_there_must_be_there(base):
    _, flat, _ = kinds(base)
    item = flat("a")
    item.new = None

    with pytest.raises(AttributeNullError, match="new"):
        item.serialize()
    assert item.serialize(null_check=False)["pk"] == {"S": "a"}


@pytest.mark.parametrize("base", [SparseModel, Model])
def test_an_item_of_another_kind_is_none_of_this(base):
    _, flat, _ = kinds(base)

    with pytest.raises(ValueError, match="Cannot instantiate"):
        flat.from_raw_data(RAW["deep"])

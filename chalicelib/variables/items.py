"""How variables, monitors and events lie in DynamoDB.

All that is known of a charge point lies in one partition, which is its network's: of an id that another
network sets up again after a removal, nothing old is found.
"""

from pynamodb.attributes import (
    BinaryAttribute,
    BooleanAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)

from chalicelib.charge_points.rules import ChargePoint
from chalicelib.charge_points.variable_keys import is_variable_key, same_key
from chalicelib.kernel.shards import shard_of
from chalicelib.table import Item, table_name
from chalicelib.variables.packing import unpacked
from chalicelib.variables.rules import Variable
from chalicelib.variables.wanted import Wanted, WantedState

GROUPS = 4
"""Into so many items the keys of a 1.6 charge point go, whose names tell no component."""


class VariablesItem(Item):
    """Anything in the table `variables`."""

    class Meta:
        """Which table."""

        table_name = table_name("variables")


class GroupItem(VariablesItem, discriminator="group"):
    """The variables of one component, or a part of the 1.6 keys, packed: each 2 KB and more of repetition.

    pk <home>, sk TOLD#<component> or TOLD##<part>: a report part writes as many items as it tells components,
    and "all of a charge point's" is one query.
    """

    packed = BinaryAttribute(legacy_encoding=False)
    version = NumberAttribute()

    def variables(self) -> list[Variable]:
        """What is in it."""
        return unpacked(self.packed)


class AskedItem(VariablesItem, discriminator="asked"):
    """pk <home>, sk WANT: for which firmware all variables were asked for, how often, and whether they came.

    It and what is wanted are one query.
    """

    firmware = UnicodeAttribute()
    asks = NumberAttribute()
    told = BooleanAttribute()


class WantedItem(VariablesItem, discriminator="wanted"):
    """pk <home>, sk WANT#<key without case>."""

    key = UnicodeAttribute()
    value = UnicodeAttribute()
    by = UnicodeAttribute(null=True)
    wanted_at = UTCDateTimeAttribute()
    state = UnicodeAttribute()
    command_id = UnicodeAttribute(null=True)
    tries = NumberAttribute(default=0)
    detail = UnicodeAttribute(null=True)

    def domain(self) -> Wanted:
        """What it stands for."""
        return Wanted(
            self.key,
            self.value,
            self.by,
            self.wanted_at,
            WantedState(self.state),
            self.command_id,
            int(self.tries),
            self.detail,
        )


class BootedItem(VariablesItem, discriminator="booted"):
    """pk BOOTED, sk <charge_point_id>: it has booted and may be asked from `due_at` on; gone when it was."""

    due_at = UTCDateTimeAttribute()
    firmware = UnicodeAttribute()


def home_of(charge_point: ChargePoint) -> str:
    """The partition of what is known of it."""
    return f"CP#{charge_point.network_id}#{charge_point.charge_point_id}"


def group_of(key: str) -> str:
    """The sk of the item that has this variable."""
    same = same_key(key)
    if is_variable_key(key):
        return f"TOLD#{same.partition('/')[0]}"
    return f"TOLD##{shard_of(same, GROUPS)}"


def wanted_sk(key: str) -> str:
    """Where what is wanted of this variable lies."""
    return f"WANT#{same_key(key)}"


def wanted_item(home: str, wanted: Wanted) -> WantedItem:
    """The item that keeps it."""
    return WantedItem(
        home,
        wanted_sk(wanted.key),
        key=wanted.key,
        value=wanted.value,
        by=wanted.by,
        wanted_at=wanted.wanted_at,
        state=wanted.state.value,
        command_id=wanted.command_id,
        tries=wanted.tries,
        detail=wanted.detail,
    )

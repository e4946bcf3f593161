"""How policies came to be what they are, in DynamoDB."""

from dataclasses import asdict
from typing import Any

from pynamodb.attributes import JSONAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.pagination import ResultIterator

from chalicelib.kernel.paging import Page, Wanted
from chalicelib.networks.items import NetworksItem
from chalicelib.pages import after, page
from chalicelib.policies.changes import Place, PolicyChange, RuleChange
from chalicelib.table import Write, put

PREFIX = "POLICY#"


class PolicyChangeItem(NetworksItem, discriminator="policy_change"):
    """One change of a network's policy, or of what its station or charger says instead. Never changed.

    pk  NETWORK#<network_id>        gsi1pk  NETWORK#<network_id>#STATION#<station_id>   its and its chargers'
    sk  POLICY#<at>#<change_id>     gsi1sk  POLICY#<at>#<change_id>
                                    gsi2pk  NETWORK#<network_id>#CHARGER#<charger_id>   of a charger
                                    gsi2sk  POLICY#<at>#<change_id>

    pk answers "what was changed here"; the indexes the same of one station and of one charger. <at> is in UTC
    with microseconds, so that text order is time order.
    """

    by = UnicodeAttribute()
    at = UTCDateTimeAttribute()
    station_id = UnicodeAttribute(null=True)
    station_name = UnicodeAttribute(null=True)
    charger_id = UnicodeAttribute(null=True)
    charger_name = UnicodeAttribute(null=True)
    rules = JSONAttribute()

    @classmethod
    def of(cls, change: PolicyChange) -> "PolicyChangeItem":
        """To be written."""
        place = change.place
        pk, sk = (
            f"NETWORK#{place.network_id}",
            f"{PREFIX}{change.at:%Y-%m-%dT%H:%M:%S.%fZ}#{change.change_id}",
        )
        item = cls(
            pk,
            sk,
            by=change.by,
            at=change.at,
            station_id=place.station_id,
            station_name=place.station_name,
            charger_id=place.charger_id,
            charger_name=place.charger_name,
            rules=[asdict(rule) for rule in change.rules],
        )
        if place.station_id is not None:
            item.gsi1pk, item.gsi1sk = f"{pk}#STATION#{place.station_id}", sk
        if place.charger_id is not None:
            item.gsi2pk, item.gsi2sk = f"{pk}#CHARGER#{place.charger_id}", sk
        return item

    def change(self) -> PolicyChange:
        """As the rules see it."""
        network_id = self.pk.removeprefix("NETWORK#")
        return PolicyChange(
            change_id=self.sk.rpartition("#")[2],
            place=Place(network_id, self.station_id, self.station_name, self.charger_id, self.charger_name),
            by=self.by,
            at=self.at,
            rules=tuple(RuleChange(**rule) for rule in self.rules),
        )


def recorded(change: PolicyChange | None) -> list[Write]:
    """The write that keeps a change, for the transaction that makes it."""
    if change is None:
        return []
    return [put("policy_change", PolicyChangeItem.of(change), PolicyChangeItem.pk.does_not_exist())]


class DynamoPolicyChanges:
    """The kept changes, newest first; every method is one request."""

    def of_network(self, network_id: str, wanted: Wanted) -> Page[PolicyChange]:
        """All of a network, of its stations and of its chargers."""
        return _page(
            PolicyChangeItem.query(
                f"NETWORK#{network_id}",
                PolicyChangeItem.sk.startswith(PREFIX),
                consistent_read=True,
                **_newest_first(wanted),
            )
        )

    def of_station(self, network_id: str, station_id: str, wanted: Wanted) -> Page[PolicyChange]:
        """Those of one station and of its chargers."""
        pk = f"NETWORK#{network_id}#STATION#{station_id}"
        return _page(PolicyChangeItem.gsi1.query(pk, **_newest_first(wanted)))

    def of_charger(self, network_id: str, charger_id: str, wanted: Wanted) -> Page[PolicyChange]:
        """Those of one charger."""
        pk = f"NETWORK#{network_id}#CHARGER#{charger_id}"
        return _page(PolicyChangeItem.gsi2.query(pk, **_newest_first(wanted)))


def _newest_first(wanted: Wanted) -> dict[str, Any]:
    return {
        "scan_index_forward": False,
        "limit": wanted.limit,
        "last_evaluated_key": after(wanted.cursor),
    }


def _page(found: ResultIterator[Any]) -> Page[PolicyChange]:
    return page(found, PolicyChangeItem.change)

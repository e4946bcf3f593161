"""What has been of charge points, in DynamoDB. Keys: items.py."""

from datetime import UTC, datetime
from typing import Any

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.kernel.paging import Page
from chalicelib.pages import after, page
from chalicelib.table import attempt
from chalicelib.uptime.items import ConnectionItem, FaultItem, OutageItem, UptimeItem
from chalicelib.uptime.rules import KEPT, Connection, Fault, Outage

ISO = "%Y-%m-%dT%H:%M:%S.%fZ"
LAST = "~"
"""Sorts after every key's instant."""


class DynamoUptime:
    """Keeps UptimeStore's promises (service.py) in DynamoDB."""

    def connected(self, charge_point_id: str, connection: Connection) -> None:
        """1 write."""
        ConnectionItem(
            _pk(charge_point_id),
            _key("CONNECTED", connection.connected_at, connection.connection_id),
            connection_id=connection.connection_id,
            protocol=connection.protocol,
            connected_at=connection.connected_at,
            offline_since=connection.offline_since,
            ended=connection.ended.value if connection.ended else None,
            expires=_expires(connection.connected_at),
        ).save()

    def connections(
        self, charge_point_id: str, since: datetime | None, cursor: str | None, limit: int
    ) -> Page[Connection]:
        """The newest first. 1 read."""
        found = ConnectionItem.query(
            _pk(charge_point_id), _since("CONNECTED", since), **_newest_first(cursor, limit)
        )
        return page(found, ConnectionItem.domain)

    def newer(self, charge_point_id: str, than: Connection) -> Connection | None:
        """The next connection after this one. 1 read."""
        key = _key("CONNECTED", than.connected_at, than.connection_id)
        found = ConnectionItem.query(
            _pk(charge_point_id), ConnectionItem.sk.between(f"{key}!", f"CONNECTED#{LAST}"), limit=1
        )
        return next((item.domain() for item in found), None)

    def connects(self, charge_point_id: str, since: datetime) -> list[Connection]:
        """All since then, in order; 1 read for some thousands."""
        found = ConnectionItem.query(_pk(charge_point_id), _since("CONNECTED", since))
        return [item.domain() for item in found]

    def broke(self, charge_point_id: str, fault: Fault) -> None:
        """1 write."""
        FaultItem(
            _pk(charge_point_id),
            _key("FAULT", fault.since, str(fault.connector_id)),
            connector_id=fault.connector_id,
            since=fault.since,
            error_code=fault.error_code,
            vendor_error_code=fault.vendor_error_code,
            info=fault.info,
        ).save()

    def came_right(self, charge_point_id: str, connector_id: int, at: datetime) -> None:
        """What it was broken by is over. 1 read, and 1 write for each fault that was still open."""
        for fault in self.all_faults(charge_point_id):
            if fault.connector_id == connector_id and fault.until is None and fault.since <= at:
                item = FaultItem(_pk(charge_point_id), _key("FAULT", fault.since, str(connector_id)))
                over: list[Action] = [FaultItem.until.set(at), FaultItem.expires.set(_expires(at))]
                _if_there(item, over)

    def faults(
        self, charge_point_id: str, since: datetime | None, cursor: str | None, limit: int
    ) -> Page[Fault]:
        """The newest first. 1 read."""
        found = FaultItem.query(_pk(charge_point_id), _since("FAULT", since), **_newest_first(cursor, limit))
        return page(found, FaultItem.domain)

    def all_faults(self, charge_point_id: str) -> list[Fault]:
        """Those that are kept, in order; 1 read for some thousands."""
        found = FaultItem.query(_pk(charge_point_id), FaultItem.sk.startswith("FAULT#"), consistent_read=True)
        return [item.domain() for item in found]

    def out(self, charge_point_id: str, outage: Outage) -> None:
        """1 write."""
        OutageItem(
            _pk(charge_point_id),
            _key("OUTAGE", outage.since, str(outage.connector_id)),
            connector_id=outage.connector_id,
            since=outage.since,
        ).save()

    def back(self, charge_point_id: str, outage: Outage, at: datetime) -> None:
        """It is over. 1 write."""
        item = OutageItem(_pk(charge_point_id), _key("OUTAGE", outage.since, str(outage.connector_id)))
        _if_there(item, [OutageItem.until.set(at), OutageItem.expires.set(_expires(at))])

    def outages(self, charge_point_id: str) -> list[Outage]:
        """Those that are kept, in order. 1 read."""
        found = OutageItem.query(
            _pk(charge_point_id), OutageItem.sk.startswith("OUTAGE#"), consistent_read=True
        )
        return [item.domain() for item in found]


def _pk(charge_point_id: str) -> str:
    return f"CP#{charge_point_id}"


def _key(kind: str, at: datetime, of: str) -> str:
    return f"{kind}#{at.astimezone(UTC):{ISO}}#{of}"


def _since(kind: str, since: datetime | None) -> Condition:
    begin = f"{kind}#{since.astimezone(UTC):{ISO}}" if since else f"{kind}#"
    return UptimeItem.sk.between(begin, f"{kind}#{LAST}")


def _newest_first(cursor: str | None, limit: int) -> dict[str, Any]:
    return {"scan_index_forward": False, "limit": limit, "last_evaluated_key": after(cursor)}


def _expires(at: datetime) -> int:
    return int((at + KEPT).timestamp())


def _if_there(item: FaultItem | OutageItem, actions: list[Action]) -> None:
    attempt(lambda: item.update(actions, type(item).pk.exists()))

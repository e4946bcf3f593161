"""How what has been of charge points lies in DynamoDB (table `uptime`)."""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.table import Item, table_name
from chalicelib.uptime.rules import Connection, Ended, Fault, Outage


class UptimeItem(Item):
    """All items of the table uptime."""

    class Meta:
        """Which table."""

        table_name = table_name("uptime")


class ConnectionItem(UptimeItem, discriminator="connection"):
    """pk CP#<charge_point_id>, sk CONNECTED#<connected_at, UTC>#<connection_id>; it expires."""

    connection_id = UnicodeAttribute()
    protocol = UnicodeAttribute()
    connected_at = UTCDateTimeAttribute()
    offline_since = UTCDateTimeAttribute(null=True)
    ended = UnicodeAttribute(null=True)

    def domain(self) -> Connection:
        """What it stands for."""
        ended = Ended(self.ended) if self.ended else None
        return Connection(self.connected_at, self.connection_id, self.protocol, self.offline_since, ended)


class FaultItem(UptimeItem, discriminator="fault"):
    """pk CP#<charge_point_id>, sk FAULT#<since, UTC>#<connector_id>; it expires when it has been over."""

    connector_id = NumberAttribute()
    since = UTCDateTimeAttribute()
    until = UTCDateTimeAttribute(null=True)
    error_code = UnicodeAttribute()
    vendor_error_code = UnicodeAttribute(null=True)
    info = UnicodeAttribute(null=True)

    def domain(self) -> Fault:
        """What it stands for."""
        return Fault(
            int(self.connector_id),
            self.since,
            self.error_code,
            self.until,
            self.vendor_error_code,
            self.info,
        )


class OutageItem(UptimeItem, discriminator="outage"):
    """pk CP#<charge_point_id>, sk OUTAGE#<since, UTC>#<connector_id>; it expires when it has been over."""

    connector_id = NumberAttribute()
    since = UTCDateTimeAttribute()
    until = UTCDateTimeAttribute(null=True)

    def domain(self) -> Outage:
        """What it stands for."""
        return Outage(int(self.connector_id), self.since, self.until)

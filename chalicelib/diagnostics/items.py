"""How logs lie in DynamoDB (table `diagnostics`); the files themselves are in the bucket."""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.diagnostics.rules import Log, LogKind, LogState
from chalicelib.files.rules import LOGS_KEPT
from chalicelib.table import Item, table_name


class DiagnosticsItem(Item):
    """All items of the table diagnostics."""

    class Meta:
        table_name = table_name("diagnostics")


class LogItem(DiagnosticsItem, discriminator="log"):
    """A log, which expires with its file.

    pk  CP#<charge_point_id>
    sk  LOG#<log_id>, which rises with time
    """

    log_id = UnicodeAttribute()
    network_id = UnicodeAttribute()
    charge_point_id = UnicodeAttribute()
    log_kind = UnicodeAttribute()
    request_id = NumberAttribute()
    key = UnicodeAttribute()
    by = UnicodeAttribute()
    requested_at = UTCDateTimeAttribute()
    begin_at = UTCDateTimeAttribute(null=True)
    end_at = UTCDateTimeAttribute(null=True)
    state = UnicodeAttribute()
    command_id = UnicodeAttribute(null=True)
    file_name = UnicodeAttribute(null=True)
    size = NumberAttribute(null=True)
    detail = UnicodeAttribute(null=True)
    uploaded_at = UTCDateTimeAttribute(null=True)

    @classmethod
    def keyed(cls, charge_point_id: str, log_id: str) -> "LogItem":
        """An item of this key."""
        return cls(logs_of(charge_point_id), f"LOG#{log_id}")

    @classmethod
    def of(cls, log: Log) -> "LogItem":
        """The log as it is stored."""
        item = cls.keyed(log.charge_point_id, log.log_id)
        for name, value in vars(log).items():
            setattr(item, "log_kind" if name == "kind" else name, value)
        item.expires = int((log.requested_at + LOGS_KEPT).timestamp())
        return item

    def domain(self) -> Log:
        """What it stands for."""
        return Log(
            self.log_id,
            self.network_id,
            self.charge_point_id,
            LogKind(self.log_kind),
            int(self.request_id),
            self.key,
            self.by,
            self.requested_at,
            self.begin_at,
            self.end_at,
            LogState(self.state),
            self.command_id,
            self.file_name,
            None if self.size is None else int(self.size),
            self.detail,
            self.uploaded_at,
        )


def logs_of(charge_point_id: str) -> str:
    """The partition of a charge point's logs."""
    return f"CP#{charge_point_id}"

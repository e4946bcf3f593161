"""A network of two managers, its alarms, and the post that they are told by."""

from datetime import UTC, datetime, timedelta

from chalicelib.alarms.rules import AlarmKind, AlarmState
from chalicelib.alarms.service import AlarmService
from chalicelib.alarms.store import DynamoAlarms
from chalicelib.charge_points.rules import ChargePoint
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import NotFound
from chalicelib.kernel.ids import new_id
from chalicelib.kernel.paging import Wanted
from chalicelib.notices.store import DynamoPost

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
ANN = Caller("ann")
BOX = ChargePoint("CP", "station", "network", "Box", {1: "station-0001"})


class Desk:
    """A network of ann and bob, whose post is kept."""

    def __init__(self, managers=("ann", "bob")):
        self.now_is, self.managers, self.may_manage = NOON, list(managers), True
        post = DynamoPost()
        self.service = AlarmService(
            DynamoAlarms(),
            lambda: self.now_is,
            new_id,
            lambda charge_point_id: BOX if charge_point_id == "CP" else None,
            lambda *_: ("Courtyard", "Box"),
            lambda _: self.managers,
            post.owed,
            lambda notice: post.owe(notice, self.now_is),
            self.managed,
        )

    def managed(self, *_):
        if not self.may_manage:
            raise NotFound("not_found", "There is no such network.")

    def later(self, minutes):
        self.now_is += timedelta(minutes=minutes)

    def raise_(self, kind=AlarmKind.FAULTED, of="1", detail="Connector 1: GroundFailure"):
        return self.service.raise_at(kind, "CP", detail, self.now_is, of)

    def clear(self, kind=AlarmKind.FAULTED, subject="CP#1"):
        return self.service.clear(kind, subject)

    def listed(self, state=AlarmState.OPEN):
        return self.service.of_network("network", ANN, state, Wanted()).items

    def told(self):
        """Event and receiver of all that is owed."""
        post = DynamoPost()
        owed = [
            one.notice
            for shard in range(post.shards)
            for batch in post.due(shard, NOON + timedelta(days=9))
            for one in batch
        ]
        for notice in owed:
            notice.check()
        return sorted((notice.event, notice.account_id) for notice in owed)

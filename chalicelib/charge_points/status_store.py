"""What connectors do, in DynamoDB. Keys: items.py."""

from collections.abc import Iterable, Sequence

from pynamodb.exceptions import UpdateError
from pynamodb.expressions.update import Action

from chalicelib.charge_points.items import ChargePointsItem, LinkItem, StatusItem, outlet_text, told_of
from chalicelib.charge_points.presence import Presence
from chalicelib.charge_points.rules import MOST_OUTLETS, ConnectorStatus, StatusChange
from chalicelib.table import assign, condition_failed


class DynamoStatuses:
    """The part of ChargePointStore's promises (needs.py) that is about connectors."""

    def statuses(
        self, connectors: Iterable[tuple[str, int]]
    ) -> dict[tuple[str, int], tuple[ConnectorStatus | None, Presence]]:
        """By charge point and connector: 1 batched read per 100 items."""
        wanted = list(dict.fromkeys(connectors))
        keys = [(told_of(charge_point_id), f"STATUS#{number}") for charge_point_id, number in wanted]
        items = read_all([*keys, *((pk, "LINK") for pk in dict.fromkeys(pk for pk, _ in keys))])
        found = {}
        for connector, (pk, sk) in zip(wanted, keys, strict=True):
            status, link = items.get((pk, sk)), items.get((pk, "LINK"))
            found[connector] = (
                status.domain() if isinstance(status, StatusItem) else None,
                link.domain() if isinstance(link, LinkItem) else Presence(),
            )
        return found

    def put_status(self, charge_point_id: str, status: ConnectorStatus) -> StatusChange | None:
        """What it changed, which that write tells. None: a later one is there. 1 write."""
        if status.outlet is not None:
            return self._put_outlet(charge_point_id, status, status.outlet)
        told: list[Action] = [
            StatusItem.connector_id.set(status.connector_id),
            StatusItem.status.set(status.status),
            StatusItem.error_code.set(status.error_code),
            StatusItem.at.set(status.at),
            assign(StatusItem.info, status.info),
            assign(StatusItem.vendor_error_code, status.vendor_error_code),
            assign(StatusItem.reported_at, status.reported_at),
            *(StatusItem.outlet(number).remove() for number in range(1, MOST_OUTLETS + 1)),
        ]
        is_later = StatusItem.at.does_not_exist() | (StatusItem.at <= status.at)
        item = StatusItem(told_of(charge_point_id), f"STATUS#{status.connector_id}")
        try:
            before = item.swap(told, is_later)
        except UpdateError as error:
            if condition_failed(error):
                return None
            raise
        return StatusChange(before.domain() if before else None, status)

    @staticmethod
    def _put_outlet(charge_point_id: str, status: ConnectorStatus, outlet: int) -> StatusChange | None:
        kept, text = StatusItem.outlet(outlet), outlet_text(status)
        item = StatusItem(told_of(charge_point_id), f"STATUS#{status.connector_id}")
        actions = [
            StatusItem.connector_id.set(status.connector_id),
            StatusItem.status.set(status.status),
            StatusItem.error_code.set(status.error_code),
            StatusItem.at.set(status.at),
            kept.set(text),
        ]
        try:
            before = item.swap(actions, kept.does_not_exist() | (kept <= text))
        except UpdateError as error:
            if condition_failed(error):
                return None
            raise
        was = before.domain() if before else None
        now = before or item
        now.connector_id, now.status, now.error_code = status.connector_id, status.status, status.error_code
        now.at = status.at
        setattr(now, kept.attr_name, text)
        return StatusChange(was, now.domain())


def read_all(keys: Sequence[tuple[str, str]]) -> dict[tuple[str, str], ChargePointsItem]:
    """Those items that exist, by pk and sk: 1 batched read per 100."""
    found = ChargePointsItem.batch_get(list(keys)) if keys else ()
    return {(item.pk, item.sk): item for item in found}

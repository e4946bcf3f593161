"""Certificates in DynamoDB. Keys: items.py."""

from collections.abc import Sequence
from datetime import datetime
from itertools import islice

from pynamodb.expressions.update import Action

from chalicelib.certificates.items import TO_RENEW, InstalledItem, IssuedItem
from chalicelib.certificates.rules import InstalledList, Issued, IssuedState
from chalicelib.kernel.paging import Page
from chalicelib.kernel.slices import Slice
from chalicelib.pages import after, page
from chalicelib.table import attempt

MOST_AT_ONCE = 50


class DynamoCertificates:
    """Keeps CertificateStore's promises (needs.py) in DynamoDB. Each is 1 request."""

    def add(self, issued: Issued) -> None:
        """Keep a certificate that was signed."""
        IssuedItem.of(issued).save()

    def issued(self, serial_number: str) -> Issued | None:
        """The certificate of this serial number."""
        key = IssuedItem.keyed(serial_number)
        try:
            return IssuedItem.get(key.pk, key.sk, consistent_read=True).issued()
        except IssuedItem.DoesNotExist:
            return None

    def issued_to(self, charge_point_id: str, cursor: str | None, limit: int) -> Page[Issued]:
        """What was signed for a charge point, the newest first."""
        found = IssuedItem.of_charge_point.query(
            f"CP#{charge_point_id}",
            scan_index_forward=False,
            limit=limit,
            last_evaluated_key=after(cursor),
        )
        return page(found, IssuedItem.issued)

    def to_renew(self, by: datetime, mine: Slice) -> list[Issued]:
        """What is to be renewed by then and was not asked to be, the most urgent first, some at a time.

        Of a slice, by charge point; 1 request for each 50, those of others too.
        """
        due = IssuedItem.gsi2sk <= f"{by:%Y-%m-%dT%H:%M:%SZ}~"
        found = map(IssuedItem.issued, IssuedItem.to_renew.query(TO_RENEW, due, page_size=MOST_AT_ONCE))
        return list(islice((one for one in found if mine.has(one.charge_point_id)), MOST_AT_ONCE))

    def renewal_asked(self, serial_number: str) -> bool:
        """Its renewal is asked for, once. False: it was before."""
        gone = [IssuedItem.gsi2pk.remove(), IssuedItem.gsi2sk.remove()]
        return _update(IssuedItem.keyed(serial_number), gone, IssuedItem.gsi2pk.exists())

    def become(self, serial_number: str, state: IssuedState, at: datetime) -> bool:
        """What became of it. False: it does not let in any more, whatever is said of it."""
        actions = [IssuedItem.state.set(state.value)]
        if state is not IssuedState.ACCEPTED:
            actions += [
                IssuedItem.revoked_at.set(at),
                IssuedItem.gsi2pk.remove(),
                IssuedItem.gsi2sk.remove(),
            ]
        is_open = IssuedItem.state.is_in(IssuedState.SENT.value, IssuedState.ACCEPTED.value)
        return _update(IssuedItem.keyed(serial_number), actions, is_open)

    def installed(self, charge_point_id: str) -> InstalledList | None:
        """What it last said that it has."""
        key = InstalledItem.keyed(charge_point_id)
        try:
            return InstalledItem.get(key.pk, key.sk).told()
        except InstalledItem.DoesNotExist:
            return None

    def keep_installed(self, charge_point_id: str, told: InstalledList) -> None:
        """What it says now that it has."""
        InstalledItem.of(charge_point_id, told).save()


def _update(item: IssuedItem, actions: Sequence[Action], condition: object) -> bool:
    # comparisons are typed as object
    return attempt(lambda: item.update(list(actions), condition))  # type: ignore[arg-type]

"""Erasures in DynamoDB."""

from collections.abc import Sequence
from datetime import datetime

from chalicelib.accounts.codes import Purpose
from chalicelib.accounts.erasing import Erasure
from chalicelib.accounts.items import AccountItem, CodeItem, EmailItem, ErasureItem, SignUpItem
from chalicelib.accounts.store import account_key
from chalicelib.table import ConditionFailed, Write, attempt, delete, put, transact, update

PK = "ERASURES"
MOST_WRITES = 100
"""Of one transaction."""


class DynamoErasures:
    """Keeps ErasureStore's promises (erasing.py)."""

    def erasure(self, account_id: str) -> Erasure | None:
        """1 request."""
        try:
            return _erasure(ErasureItem.get(*_key(account_id), consistent_read=True))
        except ErasureItem.DoesNotExist:
            return None

    def due(self, now: datetime) -> list[Erasure]:
        """1 request."""
        found = map(_erasure, ErasureItem.query(PK, consistent_read=True))
        return [erasure for erasure in found if erasure.due_at <= now]

    def begin(self, erasure: Erasure, writes: Sequence[Write]) -> frozenset[str]:
        """1 transaction of 2, and 2 more for each network that is owned; 1 more for each 49 of these."""
        item = ErasureItem(*_key(erasure.account_id), email=erasure.email)
        item.asked_at, item.due_at = erasure.asked_at, erasure.due_at
        account = AccountItem(*account_key(erasure.account_id))
        kept = [
            put("erasure", item, ErasureItem.pk.does_not_exist()),
            update("account", account, [AccountItem.epoch.add(1)], AccountItem.pk.exists()),
        ]
        room = MOST_WRITES - len(kept)
        try:
            while len(writes) > room:
                transact(writes[:room])
                writes = writes[room:]
            transact([*kept, *writes])
        except ConditionFailed as failed:
            return failed.labels
        return frozenset()

    def forget_person(self, erasure: Erasure) -> None:
        """1 transaction of 6; nothing where it was done before, whosever the address is by now."""
        pk = f"EMAIL#{erasure.email}"
        intent = ErasureItem(*_key(erasure.account_id))
        later = [ErasureItem.email.remove(), ErasureItem.due_at.set(erasure.swept_at)]
        writes = [
            update("intent", intent, later, ErasureItem.email.exists()),
            delete("account", AccountItem(*account_key(erasure.account_id))),
            delete("email", EmailItem(pk, "EMAIL"), EmailItem.account_id == erasure.account_id),
            delete("sign_up", SignUpItem(pk, "SIGNUP")),
            *(delete("code", CodeItem(pk, f"CODE#{purpose}")) for purpose in Purpose),
        ]
        attempt(lambda: transact(writes))

    def end(self, erasure: Erasure) -> None:
        """1 request."""
        ErasureItem(*_key(erasure.account_id)).delete()


def _key(account_id: str) -> tuple[str, str]:
    return PK, f"ACCOUNT#{account_id}"


def _erasure(item: ErasureItem) -> Erasure:
    return Erasure(item.sk.partition("#")[2], item.email, item.asked_at, item.due_at)

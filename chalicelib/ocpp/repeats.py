"""Answers to give again to what is sent again."""

import json
from collections import OrderedDict
from datetime import datetime, timedelta
from hashlib import sha256
from threading import Lock

from chalicelib.ocpp.frames import Call, CallError, CallResult

REPEATED_WITHIN = timedelta(minutes=5)
MOST_REMEMBERED = 20_000
REMEMBERED = frozenset({"starttransaction", "stoptransaction", "metervalues", "transactionevent"})
"""Facts that carry their time, so that the same words cannot mean another. The rest does no harm twice."""


class Repeats:
    """Answers to give again: the same id with the same payload on the same connection, within minutes.

    Ids restart at every boot of some chargers, so an id alone says nothing. What failed is not remembered.
    """

    def __init__(self) -> None:
        self._answers: OrderedDict[bytes, tuple[datetime, CallResult]] = OrderedDict()
        self._lock = Lock()

    def answer(self, mark: bytes, at: datetime) -> CallResult | None:
        """What was said before to the call of this mark."""
        with self._lock:
            kept_at, answer = self._answers.get(mark, (None, None))
        if kept_at is None or at - kept_at > REPEATED_WITHIN:
            return None
        return answer

    def keep(self, mark: bytes, answer: CallResult | CallError, at: datetime) -> None:
        """Remember what was said."""
        if isinstance(answer, CallError):
            return
        with self._lock:
            self._answers[mark] = (at, answer)
            while len(self._answers) > MOST_REMEMBERED:
                self._answers.popitem(last=False)


def mark_of(connection_id: str, call: Call) -> bytes | None:
    """By which a call is known again; None: its answer is not remembered."""
    if call.action.lower() not in REMEMBERED:
        return None
    told = [connection_id, call.message_id, call.action, call.payload]
    return sha256(json.dumps(told, sort_keys=True, default=str).encode()).digest()

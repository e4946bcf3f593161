"""The transactions of which this process knows that they have a session: of these an update is one write."""

from collections import OrderedDict
from threading import Lock

MOST_KNOWN = 20_000
"""Of all charge points; what was not heard of for longest is forgotten, and asked for again."""


class Known:
    """A session is never removed, so what is known here stays true. For many threads."""

    def __init__(self, most: int = MOST_KNOWN) -> None:
        self._most = most
        self._names: OrderedDict[tuple[str, str], None] = OrderedDict()
        self._lock = Lock()

    def add(self, charge_point_id: str, transaction_id: str) -> None:
        """This transaction has a session, and the session its connector."""
        with self._lock:
            self._names[charge_point_id, transaction_id] = None
            self._names.move_to_end((charge_point_id, transaction_id))
            while len(self._names) > self._most:
                self._names.popitem(last=False)

    def has(self, charge_point_id: str, transaction_id: str) -> bool:
        """Whether that is known."""
        with self._lock:
            return (charge_point_id, transaction_id) in self._names

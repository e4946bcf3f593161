"""The transactions of which this process knows that they have a session: of these an update is one write."""

from collections import OrderedDict
from datetime import UTC, datetime
from threading import Lock

MOST_KNOWN = 20_000
"""Of all charge points; what was not heard of for longest is forgotten, and asked for again."""
ALWAYS = datetime.min.replace(tzinfo=UTC)


class Known:
    """A session is never removed, so what is known here stays true. For many threads."""

    def __init__(self, most: int = MOST_KNOWN) -> None:
        self._most = most
        self._names: OrderedDict[tuple[str, str], tuple[datetime, str]] = OrderedDict()
        self._lock = Lock()

    def add(self, charge_point_id: str, told: str, name: str, since: datetime | None = None) -> None:
        """What is told under a name has a session, and the session its connector; it is kept under `name`.

        With `since`, the name was used before, and only what is not older is meant.
        """
        key = charge_point_id, told
        with self._lock:
            self._names[key] = max(self._names.get(key, (ALWAYS, name)), (since or ALWAYS, name))
            self._names.move_to_end(key)
            while len(self._names) > self._most:
                self._names.popitem(last=False)

    def name(self, charge_point_id: str, told: str, at: datetime | None) -> str | None:
        """Under which name that is kept; None: not known."""
        with self._lock:
            since, name = self._names.get((charge_point_id, told), (ALWAYS, None))
        return name if since == ALWAYS or (at is not None and at >= since) else None

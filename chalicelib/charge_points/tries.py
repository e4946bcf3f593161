"""Who fails to come in, and how often: held in memory, so that a guess costs nothing that can be raised.

Nobody is kept out by it who has the right password: what is bounded is the number of looks, not of tries.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from chalicelib.kernel.ids import Clock

WINDOW = timedelta(minutes=10)
MANY = 10
"""Failures of one charge point within `WINDOW` that somebody should know of."""
LOOKS_WITHIN = timedelta(seconds=10)
MOST_LOOKS = 60
"""Failed looks for which one address is answered within `LOOKS_WITHIN`: a site's chargers, not a guesser."""
MOST_REMEMBERED = 10_000


@dataclass
class Counter:
    """Counts by name within a time; the names that were counted longest ago are forgotten first."""

    now: Clock
    within: timedelta
    _counts: OrderedDict[str, tuple[datetime, int]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def counted(self, name: str) -> int:
        """How often it was counted, this time included."""
        with self._lock:
            since, count = self._current(name)
            self._counts[name] = since, count + 1
            self._counts.move_to_end(name)
            while len(self._counts) > MOST_REMEMBERED:
                self._counts.popitem(last=False)
            return count + 1

    def count(self, name: str) -> int:
        """How often it was counted."""
        with self._lock:
            return self._current(name)[1]

    def _current(self, name: str) -> tuple[datetime, int]:
        now = self.now()
        since, count = self._counts.get(name, (now, 0))
        return (since, count) if now - since < self.within else (now, 0)


@dataclass
class LetIn:
    """The charge points that this process has let in lately: these are looked up whoever else is guessing."""

    _ids: OrderedDict[str, None] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def add(self, charge_point_id: str) -> None:
        """It came in."""
        with self._lock:
            self._ids[charge_point_id] = None
            self._ids.move_to_end(charge_point_id)
            while len(self._ids) > MOST_REMEMBERED:
                self._ids.popitem(last=False)

    def __contains__(self, charge_point_id: str) -> bool:
        with self._lock:
            return charge_point_id in self._ids

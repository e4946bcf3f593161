"""What changed at all chargers of this process, told to who watches: not in the way of answers."""

import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from chalicelib.live.service import touched_channels
from chalicelib.touched import Touched

JOINED_SECONDS = 0.3
"""What changes meanwhile is told in one go."""


@dataclass
class Tidings:
    """Takes what was written at once, tells of its channels from a thread of its own by `tell_of`.

    That never raises. While it takes its time what comes is joined: of a channel it is enough to tell once
    more, so that no more waits than there are channels.
    """

    tell_of: Callable[[Collection[str]], None]
    _waiting: set[str] = field(default_factory=set)
    _is_telling: bool = False
    _is_hurried: bool = False
    _news: threading.Condition = field(default_factory=threading.Condition)
    """Of all the above; the teller is woken for the first channel alone."""
    _thread: threading.Thread | None = None

    def take(self, touched: Sequence[Touched]) -> None:
        """Whoever watches is told of this some time soon."""
        channels = touched_channels(touched)
        if not channels:
            return
        with self._news:
            if not self._waiting:
                self._news.notify_all()
            self._waiting |= channels
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="tidings", daemon=True)
                self._thread.start()

    def flush(self, seconds: float) -> bool:
        """Wait until all is told, at most so long: before the process ends."""
        with self._news:
            self._is_hurried = True
            self._news.notify_all()
            try:
                return self._news.wait_for(lambda: not self._waiting and not self._is_telling, seconds)
            finally:
                self._is_hurried = False

    def _run(self) -> None:
        while True:
            self.tell_of(self._next())

    def _next(self) -> set[str]:
        with self._news:
            self._is_telling = False
            self._news.notify_all()
            self._news.wait_for(lambda: self._waiting)
            self._news.wait_for(lambda: self._is_hurried, JOINED_SECONDS)
            channels, self._waiting = self._waiting, set()
            self._is_telling = True
        return channels

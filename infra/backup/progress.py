"""Work of many parts at once, told of as it goes on."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from typing import Any

from infra.backup.items import Sum

AT_ONCE = 8
NEWS = 5.0
"""Seconds between two lines about one long part."""
Work = Callable[["Progress"], Sum]


class Interrupted(Exception):
    """Another part has failed, or somebody has pressed Ctrl-C."""


@dataclass
class Progress:
    """Counts for all threads, and says so now and then; `counted` raises Interrupted when all is to end."""

    say: Callable[[str], None]
    verb: str
    """What is done, as in "read"."""
    _count: int = 0
    _said_at: float = field(default_factory=time.monotonic)
    _lock: Any = field(default_factory=threading.Lock)
    _ended: threading.Event = field(default_factory=threading.Event)

    def counted(self, more: int) -> None:
        """So many more are done."""
        if self._ended.is_set():
            raise Interrupted
        with self._lock:
            self._count += more
            if time.monotonic() - self._said_at < NEWS:
                return
            self._said_at = time.monotonic()
            self.say(f"  ... {self._count:,} {self.verb}")

    def run(self, work: Iterable[tuple[str, Work]]) -> dict[str, Sum]:
        """All of it; parts of one name are one thing. Raises what the first that fails has raised."""
        named = list(work)
        left = Counter(name for name, _ in named)
        sums = dict.fromkeys(left, Sum())
        with ThreadPoolExecutor(AT_ONCE) as pool:
            running = {pool.submit(part, self): name for name, part in named}
            try:
                for done in as_completed(running):
                    name = running[done]
                    sums[name] += done.result()
                    left[name] -= 1
                    if not left[name]:
                        self.say(f"  {name}: {sums[name].count:,} {self.verb}")
            except BaseException:
                self._ended.set()
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        return sums

"""A waitlist a day before noon, and races on it; requests to storage come one at a time."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Lock

import pytest

from chalicelib.bookings import store
from chalicelib.table import Write, transact
from tests.unit.bookings.desk import Desk
from tests.unit.bookings.scenes import NOON
from tests.unit.waitlist.counter import HOUR, Counter

Race = Callable[[Callable[[], object]], list[object]]


@pytest.fixture
def counter(aws: None) -> Counter:
    return Counter(Desk(NOON - 24 * HOUR))


@pytest.fixture
def twice(monkeypatch: pytest.MonkeyPatch) -> Race:
    """Two do the same at once: each has read all before either writes. What became of both."""

    def race(act: Callable[[], object]) -> list[object]:
        barrier, lock, waited = Barrier(2, timeout=10), Lock(), []

        def transact_together(writes: Iterable[Write]) -> None:
            with lock:
                waited.append(1)
                is_early = len(waited) <= 2
            if is_early:
                barrier.wait()
            with lock:
                transact(writes)

        with monkeypatch.context() as patch, ThreadPoolExecutor(2) as pool:
            patch.setattr(store, "transact", transact_together)
            return list(pool.map(lambda _: act(), range(2)))

    return race

"""Waiting for storage."""

import asyncio

from ocpp_ws import outages as under_test
from ocpp_ws.outages import Outages


class Away:
    """Storage that is found by the third look."""

    def __init__(self, looks: int = 3) -> None:
        self.is_away = True
        self.looks = looks

    def probe(self) -> bool:
        self.looks -= 1
        self.is_away = self.looks > 0
        return not self.is_away


def test_all_who_wait_go_on_when_storage_is_found(monkeypatch):
    monkeypatch.setattr(under_test, "LOOK_EVERY", 0.001)
    storage = Away()

    async def story():
        outages = Outages(storage)
        return await asyncio.gather(*(outages.over(5) for _ in range(3))), await outages.over(0)

    assert asyncio.run(story()) == ([True, True, True], True)
    assert storage.looks == 0


def test_patience_ends_and_so_does_it_when_the_gateway_stops(monkeypatch):
    monkeypatch.setattr(under_test, "LOOK_EVERY", 0.001)

    async def story():
        outages = Outages(Away(looks=10**9))
        late = await outages.over(0.01)
        waiting = asyncio.create_task(outages.over(60))
        await asyncio.sleep(0)
        outages.give_up()
        return late, await waiting, await outages.over(60)

    assert asyncio.run(story()) == (False, False, False)


def test_nobody_waits_for_storage_that_is_there():
    there = Away()
    there.is_away = False

    assert asyncio.run(Outages(there).over(0))
    assert asyncio.run(Outages(None).over(0))

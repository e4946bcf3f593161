"""A charger that a test plays while somebody looks at the page."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tests.charger import dial
from tests.station import PATIENCE, PLAYERS

Play = Callable[..., Any]
"""`play("status", 1, "Faulted")` has the charger do so, and gives what that gives."""


@contextmanager
def played(ocpp_url: str, charge_point: dict[str, Any], protocol: str = "ocpp1.6") -> Iterator[Play]:
    """Connected and booted; it listens in a thread of its own, since the browser holds this one's loop."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    def wait(doing: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(doing, loop).result(PATIENCE)

    charge_point_id = charge_point["charge_point_id"]
    connecting = dial(f"{ocpp_url}/{charge_point_id}", charge_point_id, charge_point["password"], (protocol,))
    socket = wait(connecting.__aenter__())
    player = PLAYERS[protocol](charge_point_id, socket)
    listening = asyncio.run_coroutine_threadsafe(player.listen(), loop)

    def play(verb: str, *args: Any, **fields: Any) -> Any:
        return wait(getattr(player, verb)(*args, **fields))

    try:
        play("boot")
        play("status", 1)
        yield play
    finally:
        wait(connecting.__aexit__(None, None, None))
        listening.result(PATIENCE)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(PATIENCE)
        loop.close()

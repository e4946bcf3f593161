"""In a process of its own with the stack's environment: one visit's begin and end, each told by many at once.

Reads {"charge_point_id", "token_uid"} from standard input; prints, for each visit, what came of it.
"""

import json
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from threading import Barrier
from typing import Any

from chalicelib.kernel.ids import utc_now
from chalicelib.sessions.matching import fingerprint, transaction_id_of
from chalicelib.sessions.rules import StartFact, StopFact
from chalicelib.wiring import services

AT_ONCE = 3
ROUNDS = 5


def main() -> None:
    """Ends told at once after the begin, and begin and end told all at once."""
    asked = json.load(sys.stdin)
    place = asked["charge_point_id"], asked["token_uid"]
    rounds = [play(*place, mixed=bool(number % 2)) for number in range(2 * ROUNDS)]
    print(json.dumps(rounds))  # noqa: T201 - that is its answer


def play(charge_point_id: str, token_uid: str, *, mixed: bool) -> dict[str, object]:
    """One visit; `mixed`: nobody waits for the begin before telling the end."""
    sessions, store, now = services().sessions, services().closing.store, utc_now()
    begun = StartFact(charge_point_id, 1, token_uid, now - timedelta(hours=1), Decimal(1000))
    number = transaction_id_of(fingerprint(begun))
    ended = StopFact(charge_point_id, number, now, Decimal(5000), token_uid, "Local")
    closings = noted(store)
    start, stop = (lambda: sessions.start(begun)), (lambda: sessions.stop(ended))
    if mixed:
        at_once([start, stop] * AT_ONCE)
    else:
        at_once([start] * AT_ONCE)
        at_once([stop] * AT_ONCE)
    session = store.visit(charge_point_id, number).session
    cdr = store.cdr(session) if session else None
    return {
        "tried": len(closings),
        "ended": closings.count(frozenset()),
        "record_is_its": cdr is not None and session is not None and cdr.cdr_id == session.cdr_id,
        "energy_wh": f"{cdr.total_energy_wh:f}" if cdr else None,
        "going_on": len(store.active_of(charge_point_id)),
    }


def noted(store: Any) -> list[frozenset[str]]:
    """What each transaction that would end a visit is answered from now on."""
    answers: list[frozenset[str]] = []

    def close(*asked: Any, **more: Any) -> frozenset[str]:
        answers.append(type(store).close(store, *asked, **more))
        return answers[-1]

    vars(store)["close"] = close
    return answers


def at_once(tasks: list[Callable[[], object]]) -> None:
    """All of `tasks` in the same moment. Raises what any of them raised."""
    together = Barrier(len(tasks))

    def run(task: Callable[[], object]) -> None:
        together.wait()
        task()

    with ThreadPoolExecutor(len(tasks)) as crowd:
        list(crowd.map(run, tasks))


if __name__ == "__main__":
    main()

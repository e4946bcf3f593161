"""In a process of its own with the stack's environment: one session, then the same end told by many at once.

Reads {"charge_point_id", "token_uid"} from standard input; prints how often it was ended, and what is kept.
"""

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from threading import Barrier
from typing import Any

from chalicelib.kernel.ids import utc_now
from chalicelib.sessions.rules import StartFact, StopFact
from chalicelib.wiring import services

AT_ONCE = 3
ROUNDS = 5


def main() -> None:
    """Several rounds, each a session of its own; prints what is the same in all of them."""
    asked = json.load(sys.stdin)
    told = [play(asked["charge_point_id"], asked["token_uid"]) for _ in range(ROUNDS)]
    print(json.dumps(told))  # noqa: T201 - that is its answer


def play(charge_point_id: str, token_uid: str) -> dict[str, object]:
    """One session, ended by AT_ONCE stops in the same moment."""
    sessions, store, now = services().sessions, services().closing.store, utc_now()
    begun = StartFact(charge_point_id, 1, token_uid, now - timedelta(hours=1), Decimal(1000))
    transaction_id = sessions.start(begun).transaction_id
    stop = StopFact(charge_point_id, transaction_id, now, Decimal(5000), token_uid, "Local")
    together, answers = Barrier(AT_ONCE), []
    close = type(store).close

    def noted(*asked: Any, **more: Any) -> frozenset[str]:
        answers.append(close(store, *asked, **more))
        return answers[-1]

    vars(store)["close"] = noted

    def tell(_: int) -> None:
        together.wait()
        sessions.stop(stop)

    with ThreadPoolExecutor(AT_ONCE) as crowd:
        list(crowd.map(tell, range(AT_ONCE)))
    session = store.visit(charge_point_id, transaction_id).session
    cdr = store.cdr(session) if session else None
    return {
        "tried": len(answers),
        "ended": answers.count(frozenset()),
        "record_is_its": cdr is not None and session is not None and cdr.cdr_id == session.cdr_id,
        "energy_wh": f"{cdr.total_energy_wh:f}" if cdr else None,
    }


if __name__ == "__main__":
    main()

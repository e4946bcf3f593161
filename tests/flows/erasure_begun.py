"""In a process of its own with the stack's environment: an erasure is begun, and its worker dies.

Reads {"account_id", "email"} from standard input. Only the intent is kept, as of half an hour ago.
"""

import json
import sys
from datetime import timedelta

from chalicelib.accounts.erasing import Erasure
from chalicelib.kernel.ids import utc_now
from chalicelib.wiring import services


def main() -> None:
    """Up to the first step."""
    asked = json.load(sys.stdin)
    then = utc_now() - timedelta(minutes=30)
    service = services().erasing
    erasure = Erasure(asked["account_id"], asked["email"], then, then)
    assert service.store.begin(erasure, service.giving_up(erasure.account_id)) == frozenset()


if __name__ == "__main__":
    main()

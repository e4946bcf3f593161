"""In a process of its own with the stack's environment: owes one notice, twice at once, and delivers twice.

Reads {"account_id", "offer_id"} from standard input.
"""

import json
import sys
from concurrent.futures import ThreadPoolExecutor

from chalicelib.kernel.ids import utc_now
from chalicelib.notices.rules import Notice
from chalicelib.table import transact
from chalicelib.wiring import services


def main() -> None:
    """An offer of the waitlist, which goes out by mail and SMS."""
    asked = json.load(sys.stdin)
    facts = {
        "station_name": "Courtyard",
        "charger_name": "Left",
        "start_at": "2026-11-21T13:00:00Z",
        "end_at": "2026-11-21T14:30:00Z",
        "hold_until_at": "2026-11-21T12:10:00Z",
        "offer_id": asked["offer_id"],
    }
    notice = Notice(f"offer#{asked['offer_id']}", asked["account_id"], "waitlist_offer", facts)
    post, now = services().post, utc_now()
    with ThreadPoolExecutor(2) as crowd:
        list(crowd.map(transact, [post.owed(notice, now), post.owed(notice, now)]))  # type: ignore[arg-type]
        list(crowd.map(post.deliver, [now, now]))


if __name__ == "__main__":
    main()

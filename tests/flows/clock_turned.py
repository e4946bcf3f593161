"""In a process of its own with the stack's environment: works off what is due of a booking at a time to come.

Reads {"booking_id", "now"} from standard input. Other bookings of the stack are left alone.
"""

import json
import sys
from datetime import datetime

from chalicelib.bookings.store import DynamoBookings
from chalicelib.wiring import services


def main() -> None:
    """As the job of that minute would."""
    asked = json.load(sys.stdin)
    booking = DynamoBookings().booking(asked["booking_id"])
    assert booking is not None
    services().booking_clock.settle(booking, datetime.fromisoformat(asked["now"]))


if __name__ == "__main__":
    main()

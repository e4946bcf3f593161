"""What nobody asks for: the schedule calls EveryMinute, which sends what is owed. Last: it takes a minute."""

import time
from collections.abc import Callable
from datetime import timedelta

from tests.community import next_quarter
from tests.conversations.harness import Operator
from tests.deployed.stage import Stage, Visitor

A_MINUTE = 90.0
"""Seconds: the emulator looks every ten at what is to be called."""


def test_the_schedule_lets_mail_go_that_is_owed(
    stage: Stage, operator: Operator, somebody: Callable[..., Visitor]
) -> None:
    community = operator.community
    booking = community.book(community.driver, next_quarter(timedelta(days=1)))
    community.owner.post(f"/bookings/{booking['booking_id']}/cancel", {"reason": "The cable is being mended"})

    deadline = time.monotonic() + A_MINUTE
    while not sent(community.driver, "The cable is being mended"):
        assert time.monotonic() < deadline, "nobody has been told"
        time.sleep(0.5)


def sent(visitor: Visitor, words: str) -> list[dict[str, str]]:
    return [mail for mail in visitor.mails(visitor.account["email"]) if words in mail["text"]]

"""What nobody asks for: the schedule calls EveryMinute, which sends what is owed. Last: it takes a minute."""

import secrets
import time
from collections.abc import Callable
from datetime import timedelta

from tests.community import next_quarter
from tests.conversations.harness import Operator
from tests.deployed.stage import Visitor

A_MINUTE = 120.0
"""Seconds: the emulator looks every ten at what is to be called, and has just been deployed to."""


def test_the_schedule_lets_mail_and_sms_go_that_are_owed(
    operator: Operator, somebody: Callable[..., Visitor]
) -> None:
    community = operator.community
    phone = f"+49151{secrets.randbelow(10**8):08}"
    driver: Visitor = community.member("Reader")
    driver.patch("/me", {"phone": phone, "notifications": {"booking_canceled": ["email", "sms"]}})
    booking = community.book(driver, next_quarter(timedelta(days=2)))
    community.owner.post(f"/bookings/{booking['booking_id']}/cancel", {"reason": "The cable is being mended"})

    deadline = time.monotonic() + A_MINUTE
    while not driver.mails(phone):
        assert time.monotonic() < deadline, "nobody has been told"
        time.sleep(0.5)

    texts = [one["text"] for one in driver.mails(phone)]
    letters = [one for one in driver.mails(driver.account["email"]) if one["subject"].startswith("Cancelled")]
    assert [text.startswith("PlugNexus: Your booking was cancelled:") for text in texts] == [True]
    assert ["The cable is being mended" in letter["text"] for letter in letters] == [True]

"""What is owed to somebody arrives, as mail and as SMS."""

import json
import secrets
import subprocess
import sys
import time

import pytest

from infra.local.api_client import PATIENCE


@pytest.fixture
def ann(somebody):
    client = somebody("Ann")
    phone = f"+49151{secrets.randbelow(10**8):08}"
    client.account = client.patch("/me", {"phone": phone, "locale": "de-DE", "time_zone": "Europe/Berlin"})
    return client


def arrived(client):
    """All that reached this person, by channel, when an SMS has (it goes last)."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        texts = client.mails(client.account["phone"])
        if texts:
            mails = [mail for mail in client.mails(client.account["email"]) if "Courtyard" in mail["subject"]]
            return mails, texts
        time.sleep(0.05)
    raise TimeoutError("no SMS came")


def test_a_notice_that_is_owed_comes_once_by_mail_and_sms_in_the_readers_language_and_zone(stack, ann):
    told = subprocess.run(
        [sys.executable, "-m", "tests.flows.notices_owed"],
        input=json.dumps({"account_id": ann.account["account_id"], "offer_id": secrets.token_hex(8)}),
        env=stack.environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert told.returncode == 0, told.stderr

    (mail,), (sms,) = arrived(ann)

    assert (mail["channel"], sms["channel"]) == ("email", "sms")
    assert mail["subject"] == "Du bist dran: Courtyard ist für dich reserviert"
    assert "Samstag, 21. November, 14:00 bis 15:30 Uhr" in mail["text"]
    assert sms["text"] == (
        "PlugNexus: Du bist dran! Courtyard Left, Sa 21.11., 14:00 bis 15:30 Uhr. "
        f"Reserviert bis Sa 21.11., 13:10 Uhr. {stack.url}/bookings"
    )
    assert f"SMS to {ann.account['phone']}" in ann.http.get("/dev/mailbox").text

"""What a browser is told with the client, by the local door as by CloudFront; a breach is a fault."""

import pytest
from playwright.sync_api import Error

BREACH = "Content Security Policy"
INLINE = "document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))"
HANDLER = "document.body.setAttribute('onclick', 'window.ran = 1')"
FRAME = "document.body.append(Object.assign(document.createElement('iframe'), {src: '/login'}))"


@pytest.mark.parametrize("breach", [INLINE, HANDLER, FRAME], ids=["a script", "a handler", "a frame"])
def test_what_is_not_the_clients_own_does_not_run(visit, breach):
    somebody = visit()
    somebody.open("/login")

    with somebody.page.expect_console_message(lambda message: BREACH in message.text):
        somebody.page.evaluate(breach)

    assert somebody.page.evaluate("document.body.click(), window.ran") is None
    assert all(BREACH in fault for fault in somebody.faults)
    assert somebody.faults, "a breach is a fault"
    somebody.faults.clear()


def test_nobody_else_is_told_anything(visit):
    somebody = visit()
    somebody.open("/login")

    with pytest.raises(Error, match="Failed to fetch"):
        somebody.page.evaluate("fetch('https://elsewhere.example/')")

    assert all(BREACH in fault or "elsewhere" in fault for fault in somebody.faults)
    assert any(BREACH in fault for fault in somebody.faults)
    somebody.faults.clear()

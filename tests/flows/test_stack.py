"""The embedded stack itself."""

from pathlib import Path

import httpx
import pytest

LISTENING = "0A"
LOOPBACK = "0100007F"


def test_every_part_answers(stack):
    assert httpx.get(f"{stack.url}/v1/health", trust_env=False).json()["status"] == "ok"
    assert httpx.get(f"http://127.0.0.1:{stack.ocpp_port}/health", trust_env=False).status_code == 200
    assert (
        httpx.get(f"http://127.0.0.1:{stack.aws_port}/_ministack/health", trust_env=False).status_code == 200
    )


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="only Linux tells who listens where")
def test_no_part_can_be_reached_from_another_machine(stack):
    ours = {f"{port:04X}" for port in (stack.http_port, stack.ocpp_port, stack.aws_port)}
    sockets = [
        line.split()
        for table in ("/proc/net/tcp", "/proc/net/tcp6")
        if Path(table).exists()
        for line in Path(table).read_text().splitlines()[1:]
    ]
    listening = [local.split(":") for _, local, _, state, *_ in sockets if state == LISTENING]

    reachable = {port: address for address, port in listening if port in ours}

    assert reachable == dict.fromkeys(ours, LOOPBACK)


def test_mail_can_be_read_in_the_mailbox(stack, somebody):
    client = somebody("Ann")

    page = httpx.get(f"{stack.url}/dev/mailbox", trust_env=False).text

    assert client.account["email"] in page

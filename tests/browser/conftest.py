"""Browsers for the tests: Chromium as on this machine, a window for each visitor, simulated chargers."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from infra.local.api_client import ApiClient
from infra.local.part import Part
from infra.local.stack import Stack
from infra.simulator.known import ALL_CONNECTED, Known, Plug, write
from scripts.environment import HEADLESS
from tests.browser.chromium import PICTURES_BY_PROCESSOR, chromium
from tests.browser.visitor import DESKTOP, SHOTS, Visit, Visitor

PATIENCE_MS = 20_000

failed = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Remember a failure until the windows are closed, to keep a picture of them."""
    report = yield
    item.stash[failed] = item.stash.get(failed, False) or report.failed
    return report


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Not kept for the session: beside Playwright's event loop no other test could run its own."""
    expect.set_options(timeout=PATIENCE_MS)
    with chromium(*PICTURES_BY_PROCESSOR, preferred=HEADLESS) as started:
        yield started


@pytest.fixture
def visit(browser: Browser, stack: Stack, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Opens windows; in none of them may anything have gone wrong by the end of the test."""
    visitors: list[Visitor] = []

    def open_window(client: ApiClient | None = None, **how: Any) -> Visitor:
        about = {
            "viewport": DESKTOP,
            "locale": "en-GB",
            "timezone_id": "Europe/Berlin",
            "reduced_motion": "reduce",
            "service_workers": "block",  # whose requests tests could not look into
        }
        context = browser.new_context(**{**about, **how})
        context.set_default_timeout(PATIENCE_MS)
        visitors.append(Visitor(context, context.new_page(), stack.url))
        if client is not None:
            visitors[-1].log_in(client)
        return visitors[-1]

    yield open_window
    for number, visitor in enumerate(visitors):
        if request.node.stash.get(failed, False):
            name = re.sub(r"\W+", "-", request.node.name)
            visitor.page.screenshot(path=SHOTS / f"failed-{name}-{number}.png")
        visitor.context.close()
    assert [fault for visitor in visitors for fault in visitor.faults] == []


@pytest.fixture
def power_on(stack: Stack, tmp_path: Path) -> Iterator[Callable[[str, str], None]]:
    """Connects a simulated charge point of one connector of 11 kW: `power_on(charge_point_id, password)`."""
    parts: list[Part] = []

    def connect(charge_point_id: str, password: str) -> None:
        file, log = tmp_path / f"{charge_point_id}.json", tmp_path / f"{charge_point_id}.log"
        write(file, [Known(charge_point_id, password, (Plug(1, 11.0),))])
        command = ["infra.simulator", "--charge-points", str(file), "--url", stack.ocpp_url, "--speed", "4"]
        part = Part(
            "Simulated charger", command, stack.environment, log, lambda: ALL_CONNECTED in log.read_text()
        )
        parts.append(part)
        part.start()
        part.wait()

    yield connect
    for part in parts:
        part.stop()

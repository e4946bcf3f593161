"""Somebody at a browser: a window of their own, and everything that went wrong in it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
    ViewportSize,
    expect,
)

from infra.local.api_client import ApiClient
from tests.community import PASSWORD

SHOTS = Path(__file__).parent / "shots"
PHONE, DESKTOP = ViewportSize(width=360, height=740), ViewportSize(width=1280, height=800)
MORNING = "08:00"
"""What the page suggests on a day to come that is free."""

Scheme = Literal["light", "dark"]
BOTH: tuple[Scheme, ...] = ("light", "dark")

NOISE = (
    "Failed to load resource",
    "Service Worker registration blocked by Playwright",
    "GPU stall due to ReadPixels",
)
"""Chromium writes the first for every refusal; `refusals` and `faults` have those that matter. The last is
said of maps that are drawn without a graphics card."""


@dataclass
class Visitor:
    """`faults` must stay empty; `refusals` are the 4xx, but for "am I logged in?".

    Nothing but `url` is asked, and `others` where a test allows them.
    """

    context: BrowserContext
    page: Page
    url: str
    faults: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    others: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.faults.append(f"uncaught: {error}"))
        self.page.on("request", self._asked)
        self.page.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not any(noise in message.text for noise in NOISE):
            self.faults.append(f"console {message.type}: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.url, "data:", f"blob:{self.url}", *self.others)):
            self.faults.append(f"asked another origin: {request.url}")

    def _answered(self, response: Response) -> None:
        told = f"{response.status} {response.request.method} {urlsplit(response.url).path}"
        if response.status >= 500:
            self.faults.append(told)
        elif response.status >= 400:
            self.refusals.append(told)

    def log_in(self, client: ApiClient) -> None:
        """As this account, by the cookie that a login in the page would have set."""
        login = {"email": client.account["email"], "password": PASSWORD, "cookie": True}
        answer = client.send("POST", "/auth/login", login)
        name = "plugnexus_refresh"
        where = {"domain": "localhost", "path": "/v1/auth", "httpOnly": True, "sameSite": "Strict"}
        self.context.add_init_script("localStorage.setItem('plugnexus.returning', '1')")
        self.context.add_cookies([{"name": name, "value": answer.cookies[name], **where}])  # type: ignore[typeddict-item]

    def open(self, path: str) -> None:
        """By the address bar."""
        self.page.goto(self.url + path)

    def button(self, name: str) -> Locator:
        """By its words, exactly."""
        return self.page.get_by_role("button", name=name, exact=True)

    def link(self, name: str) -> Locator:
        """By its words, exactly."""
        return self.page.get_by_role("link", name=name, exact=True)

    def go_to(self, place: str) -> None:
        """By the main navigation."""
        self.page.get_by_role("navigation", name="Main").get_by_role("link", name=place).click()

    def heading(self, title: str) -> Locator:
        """The page's h1."""
        return self.page.get_by_role("heading", level=1, name=title, exact=True)

    def charger(self, charger: dict[str, Any]) -> Locator:
        """The card of a charger on its station's page, all of it there."""
        expect(self.page.get_by_role("heading", name="How it is shared")).to_be_visible()
        card = self.page.get_by_test_id(f"charger-{charger['charger_id']}")
        expect(card.get_by_role("button", name="Book")).to_be_visible()
        return card

    def choose(self, card: Locator, zone: str, start: datetime, end: datetime) -> None:
        """Type the day and the clocks of the station, once the page has suggested its own."""
        start, end = start.astimezone(ZoneInfo(zone)), end.astimezone(ZoneInfo(zone))
        date, clock = self.page.get_by_label("Date"), card.get_by_label("From")
        if date.input_value() == f"{start:%Y-%m-%d}":
            expect(clock).not_to_have_value("")
        else:
            date.fill(f"{start:%Y-%m-%d}")
            expect(clock).to_have_value(MORNING)
        clock.fill(f"{start:%H:%M}")
        card.get_by_label("Until").fill(f"{end:%H:%M}")

    def look(self, name: str, *schemes: Scheme) -> None:
        """One heading; in light and dark, or as told, nothing is wider than the window. Keeps pictures."""
        expect(self.page.get_by_text(re.compile(r"^(Loading.*|Looking for stations)…$"))).to_have_count(0)
        expect(self.page.get_by_role("heading", level=1)).to_have_count(1)
        root = "document.scrollingElement"
        for scheme in schemes or BOTH:
            self.page.emulate_media(color_scheme=scheme)
            self.page.screenshot(path=SHOTS / f"{name.replace(' ', '-')}-{scheme}.png", full_page=True)
            beyond = self.page.evaluate(f"{root}.scrollWidth - {root}.clientWidth")
            assert beyond <= 0, f"{name} scrolls sideways"


Visit = Callable[..., Visitor]
"""`visit(client)` opens a window for that account, `visit()` for somebody who has not logged in."""


def number_in(text: str) -> float:
    """The figure of "1.25 kWh" or "€0.72"."""
    found = re.search(r"\d+(\.\d+)?", text)
    assert found, text
    return float(found[0])

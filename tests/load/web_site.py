"""What `./scripts/bench web` looks at: the demo community on an embedded stack, and who opens which page."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext

from infra.local.api_client import ApiClient
from infra.local.demo import PASSWORD, load
from infra.local.demo_places import LINDENHOF, PEOPLE, TOWN
from infra.local.part import Part
from infra.local.stack import Stack
from infra.simulator.known import ALL_CONNECTED, write

COOKIE = "plugnexus_refresh"
RETURNING = "localStorage.setItem('plugnexus.returning', '1')"


@dataclass(frozen=True)
class Opened:
    """One page: its address, and who opens it (None: nobody has logged in)."""

    path: str
    email: str | None


@dataclass(frozen=True)
class Site:
    """The stack, and the pages that figures are told of."""

    stack: Stack
    pages: dict[str, Opened]

    def url(self, page: Opened) -> str:
        """Its whole address."""
        return self.stack.url + page.path

    def cookies(self, page: Opened) -> list[dict[str, Any]]:
        """A login of its own for who opens it: what a login in the page would have set."""
        if page.email is None:
            return []
        login = {"email": page.email, "password": PASSWORD, "cookie": True}
        with ApiClient(self.stack.url) as client:
            value = client.send("POST", "/auth/login", login).cookies[COOKIE]
        where = {"domain": "localhost", "path": "/v1/auth", "httpOnly": True, "sameSite": "Strict"}
        return [{"name": COOKIE, "value": value, **where}]

    def log_in(self, context: BrowserContext, page: Opened) -> None:
        """The window is that person's from now on."""
        if cookies := self.cookies(page):
            context.add_init_script(RETURNING)
            context.add_cookies(cookies)  # type: ignore[arg-type]


@contextmanager
def site(speed: float = 1) -> Iterator[Site]:
    """As ./scripts/dev makes it, in a folder of its own; it ends with the block. `speed` is the chargers'."""
    with tempfile.TemporaryDirectory(prefix="plugnexus-web-") as home, Stack(Path(home)) as stack:
        demo = load(stack.url, stack.check)
        known, log = Path(home) / "charge-points.json", stack.log("chargers")
        write(known, demo.charge_points)
        command = ["infra.simulator", "--charge-points", str(known), "--url", stack.ocpp_url]
        command += ["--speed", str(speed)]
        chargers = Part("Chargers", command, stack.environment, log, lambda: ALL_CONNECTED in log.read_text())
        stack.add(chargers).wait()
        yield Site(stack, _pages(stack))


def _pages(stack: Stack) -> dict[str, Opened]:
    """The map and a public station as a passer-by has them; where a member books, with the form open."""
    driver = PEOPLE[1].email
    with ApiClient(stack.url).log_in(driver, PASSWORD) as client:
        public, own = (_station(client, name) for name in (TOWN.places[0].name, LINDENHOF.places[0].name))
    return {
        "map": Opened("/", None),
        "station": Opened(f"/stations/{public}", None),
        "booking": Opened(f"/stations/{own}", driver),
    }


def _station(client: ApiClient, name: str) -> str:
    around = {"bbox": "7.7,47.9,8.0,48.1", "zoom": 12}
    found = client.get("/stations", **around)["stations"]
    return next(str(station["station_id"]) for station in found if station["name"] == name)

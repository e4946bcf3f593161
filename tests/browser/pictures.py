"""The pictures of README and docs/client.md: the demo community, its chargers charging; a page each.

`python3 scripts/environment.py client browser && .venv/bin/python -m tests.browser.pictures` makes them anew.
"""

import base64
import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Route, ViewportSize, expect

from infra.local.api_client import ApiClient
from infra.local.demo import PASSWORD
from infra.local.demo_places import LINDENHOF, PEOPLE
from tests.browser.axe import settle
from tests.browser.chromium import chromium
from tests.load.web_site import Opened, Site, site

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
PHONE, DESKTOP = ViewportSize(width=390, height=844), ViewportSize(width=1280, height=800)
OWNER, DRIVER = PEOPLE[0].email, PEOPLE[1].email
AT_MOST_KB = 120
PATIENCE_MS = 60_000
LOOKS = 4
CHARGED_KWH = 0.25
"""Until the curve of a live session has something to show."""
WEBP = """async png => {
  const image = await createImageBitmap(await (await fetch('data:image/png;base64,' + png)).blob())
  const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height })
  canvas.getContext('2d').drawImage(image, 0, 0)
  return canvas.toDataURL('image/webp', 0.86).split(',')[1]
}"""


def main() -> None:
    """Makes all of them."""
    PICTURES.mkdir(exist_ok=True)
    expect.set_options(timeout=PATIENCE_MS)
    with site(speed=6) as shown, chromium() as browser:
        ids = _ids(shown)
        station, network = f"/stations/{ids['station']}", f"/networks/{ids['network']}"
        with _page(browser, shown, Opened("/", DRIVER), DESKTOP) as page:
            expect(page.locator(".pin").first).to_be_visible()
            _keep(page, "map")
        with _page(browser, shown, Opened(station, DRIVER), PHONE) as page:
            _book(page)
            _keep(page, "booking")
        with _page(browser, shown, Opened(station, DRIVER), PHONE) as page:
            _charge(page)
            _keep(page, "charging")
        with _page(browser, shown, Opened(station, DRIVER), DESKTOP) as page:
            expect(page.locator(".timeline-bar .chosen").first).to_be_visible()
            _keep(page, "station")
        with _page(browser, shown, Opened("/", DRIVER), PHONE, color_scheme="dark") as page:
            expect(page.locator(".pin").first).to_be_visible()
            _keep(page, "map-dark")
        with _page(browser, shown, Opened(station, DRIVER), PHONE, language="ar") as page:
            expect(page.locator(".timeline-bar .chosen").first).to_be_visible()
            _keep(page, "station-arabic")
        with _page(browser, shown, Opened(f"{network}/calendar", OWNER), DESKTOP) as page:
            _keep(page, "calendar")
        with _page(browser, shown, Opened(f"{network}/usage", OWNER), DESKTOP, year=True) as page:
            expect(page.locator("canvas").first).to_be_visible()
            _keep(page, "reports")


@contextmanager
def _page(
    browser: Browser,
    shown: Site,
    opened: Opened,
    size: ViewportSize,
    *,
    language: str = "en",
    year: bool = False,
    **how: Any,
) -> Iterator[Page]:
    """That page, settled; `year` fills the report with twelve made-up months."""
    about = {"locale": "en-GB", "timezone_id": "Europe/Berlin", "reduced_motion": "reduce"}
    sharp = {"device_scale_factor": 2 if size == PHONE else 1.5, "service_workers": "block"}
    context = browser.new_context(viewport=size, **(about | sharp | how))  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE_MS)
    try:
        shown.log_in(context, opened)
        context.add_init_script(f"localStorage.setItem('plugnexus.language', '{language}')")
        page = context.new_page()
        if year:
            page.route(re.compile(r"/v1/networks/[^/]+/usage"), _a_year)
        page.goto(shown.url(opened))
        settle(page)
        yield page
    finally:
        context.close()


def _ids(shown: Site) -> dict[str, str]:
    with ApiClient(shown.stack.url).log_in(OWNER, PASSWORD) as owner:
        networks = owner.get("/networks")["items"]
        network = next(one["network_id"] for one in networks if one["name"] == LINDENHOF.name)
        stations = owner.get(f"/networks/{network}/stations")["items"]
    station = next(one["station_id"] for one in stations if one["name"] == LINDENHOF.places[0].name)
    return {"network": network, "station": station}


def _book(page: Page) -> None:
    """The first charger, in the evening of tomorrow."""
    page.get_by_role("button", name="Next day").click()
    card = page.get_by_role("region", name="Left", exact=True)
    expect(card.get_by_label("From")).not_to_have_value("")
    card.get_by_label("From").fill("18:00")
    card.get_by_label("Until").fill("20:00")
    expect(card.get_by_text("You can have this time.")).to_be_visible()
    card.get_by_text("You can have this time.").click()
    card.evaluate("card => card.scrollIntoView()")


def _charge(page: Page) -> None:
    """A walk-up at the first charger."""
    card = page.get_by_role("region", name="Left", exact=True)
    card.get_by_role("button", name="Start charging").click()
    page.get_by_test_id("live-energy").wait_for()
    page.wait_for_function(
        "least => parseFloat(document.querySelector('[data-testid=live-energy]').innerText) > least",
        arg=CHARGED_KWH,
    )


def _a_year(route: Route) -> None:
    """The report as it is, with months as a house of this size has them."""
    answer = route.fetch()
    told = answer.json()
    for number, month in enumerate(told["months"]):
        kwh = round(310 + 24 * number + 70 * math.cos(number / 2), 1)
        month["energy_kwh"], month["sessions"] = kwh, round(kwh / 17)
        month["duration_minutes"], month["no_shows"] = round(kwh * 7), number % 3
        month["bookings"], month["booked_hours"] = round(kwh / 21), round(kwh / 8, 2)
        month["revenue"] = [{"currency": "EUR", "amount": f"{kwh * 0.3:.2f}"}]
    total = sum(month["energy_kwh"] for month in told["months"])
    for charger, share in zip(told["chargers"], (0.31, 0.24, 0.19, 0.13, 0.09, 0.04), strict=False):
        kwh = round(total * share, 1)
        charger["energy_kwh"], charger["sessions"] = kwh, round(kwh / 17)
        charger["occupied_share"] = share / 2
        charger["revenue"] = [{"currency": "EUR", "amount": f"{kwh * 0.3:.2f}"}]
    route.fulfill(response=answer, json=told)


def _keep(page: Page, name: str) -> None:
    """What the window shows once little in it moves, as WebP."""
    expect(page.locator(".toast.shown")).to_have_count(0)
    page.wait_for_load_state("networkidle")
    before, shot = b"", page.screenshot()
    for _ in range(LOOKS):  # clocks move on
        if shot == before:
            break
        page.wait_for_timeout(1000)
        before, shot = shot, page.screenshot()
    png = base64.b64encode(shot).decode()
    blank = page.context.new_page()
    picture = base64.b64decode(blank.evaluate(WEBP, png))
    blank.close()
    if len(picture) > AT_MOST_KB * 1000:
        raise SystemExit(f"{name} has {len(picture) // 1000} kB, {AT_MOST_KB} at most.")
    (PICTURES / f"{name}.webp").write_bytes(picture)
    print(f"{name}: {len(picture) // 1000} kB")  # noqa: T201 - what the command tells


if __name__ == "__main__":
    main()

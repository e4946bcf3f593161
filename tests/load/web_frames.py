"""How smoothly a map of 10,000 stations moves: the time between frames while it is dragged and zoomed.

The answers for the map are made up in the browser: every station of the part that is asked for, of 10,000
around one town, in one answer. That is more than the API ever gives at once.
"""

import json
import random
import time
from itertools import cycle
from statistics import quantiles
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, Page, Route

from infra.local.api_client import ApiClient
from tests.load.web_site import Opened, Site

MANY = 10_000
SEED = 7
WINDOW = {"width": 1280, "height": 800}
MOVED_S = 8.0
FRAMES = """window.frames_ms = []
const tick = (at) => {
  if (window.before) window.frames_ms.push(at - window.before)
  window.before = at
  requestAnimationFrame(tick)
}
requestAnimationFrame(tick)"""
CENTRE = (47.99, 7.85)
SPREAD = 0.6
"""Degrees."""


def frame_ms_p95(browser: Browser, site: Site) -> tuple[float | None, list[str]]:
    """Milliseconds that 95 of 100 frames take at most, and what that is of; None if no map could be drawn."""
    context = browser.new_context(viewport=WINDOW, service_workers="block")  # type: ignore[arg-type]
    try:
        page = context.new_page()
        stations = made_up(_example(site))
        page.route(lambda url: urlsplit(url).path == "/v1/stations", lambda route: _answer(route, stations))
        page.goto(site.url(Opened("/", None)))
        page.locator(".maplibregl-canvas").wait_for()
        page.wait_for_load_state("networkidle")
        page.evaluate(FRAMES)
        _move(page)
        frames: list[float] = page.evaluate("window.frames_ms")
    finally:
        context.close()
    if len(frames) < 20:
        return None, []
    cuts = quantiles(frames, n=100)
    told = [f"{len(frames)} frames, half of them within {cuts[49]:.1f} ms", f"longest {max(frames):.0f} ms"]
    return round(cuts[94], 1), told


def made_up(example: dict[str, Any]) -> list[dict[str, Any]]:
    """MANY stations like this one, the same each time."""
    chance = random.Random(SEED)  # noqa: S311 - for places, not for secrets
    return [
        {
            **example,
            "station_id": f"bench-{number:05}",
            "name": f"Station {number:05}",
            "latitude": CENTRE[0] + chance.uniform(-SPREAD, SPREAD),
            "longitude": CENTRE[1] + chance.uniform(-SPREAD, SPREAD),
        }
        for number in range(MANY)
    ]


def _example(site: Site) -> dict[str, Any]:
    with ApiClient(site.stack.url) as client:
        found = client.get("/stations", bbox="7.7,47.9,8.0,48.1", zoom=12)["stations"]
    example: dict[str, Any] = found[0]
    return example


def _answer(route: Route, stations: list[dict[str, Any]]) -> None:
    asked = parse_qs(urlsplit(route.request.url).query)
    west, south, east, north = map(float, asked["bbox"][0].split(","))
    within = [
        one for one in stations if west <= one["longitude"] <= east and south <= one["latitude"] <= north
    ]
    body = json.dumps({"stations": within, "clusters": [], "truncated": False})
    route.fulfill(body=body, content_type="application/json")


def _move(page: Page) -> None:
    """Drag to and fro, in and out, as a hand does; for MOVED_S."""
    box = page.locator(".maplibregl-canvas").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    until = time.monotonic() + MOVED_S
    for way in cycle((1, -1)):
        page.mouse.move(x, y)
        page.mouse.down()
        for step in range(1, 31):
            page.mouse.move(x + way * 8 * step, y + 4 * step)
            if time.monotonic() > until:
                return
        page.mouse.up()
        for _ in range(8):
            page.mouse.wheel(0, way * 120)

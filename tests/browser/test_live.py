"""What others do shows by itself, while a page is open."""

import json
import re
from contextlib import contextmanager

from playwright.sync_api import expect

SOON_MS = 8_000
"""Of a busy machine; sooner than a page asks by itself."""


@contextmanager
def watching(visitor, topic):
    """A page is opened inside, and is told of `topic` from the end on."""

    def says(frame):
        return topic in json.loads(frame).get("watching", ())

    with visitor.page.expect_websocket(lambda socket: socket.url.endswith("/live")) as opened:
        yield
    opened.value.wait_for_event("framereceived", says)


def test_what_another_does_at_a_station_shows_by_itself(visit, community):
    neighbour = community.member("Neighbour")
    driver = visit(community.driver)
    with watching(driver, f"station:{community.station['station_id']}"):
        driver.open(f"/stations/{community.station['station_id']}")
    card = driver.charger(community.plain)
    expect(charging(card)).to_have_count(0)

    neighbour.create(f"/chargers/{community.plain['charger_id']}/sessions", {})

    expect(charging(card)).to_be_visible(timeout=SOON_MS)


def test_a_hidden_page_asks_nothing_and_shows_all_when_it_is_seen_again(visit, community):
    neighbour = community.member("Neighbour")
    driver = visit(community.driver)
    station = f"/stations/{community.station['station_id']}"
    with watching(driver, f"station:{community.station['station_id']}"):
        driver.open(station)
    card = driver.charger(community.plain)
    driver.page.wait_for_load_state("networkidle")  # what it asks when it opens is not what is meant here
    hide(driver.page, hidden=True)
    asked = []
    driver.page.on("request", lambda request: asked.append(request.url))

    neighbour.create(f"/chargers/{community.plain['charger_id']}/sessions", {})
    expect(charging(card)).to_have_count(0)
    assert [url for url in asked if re.search(r"/v1/", url)] == []

    hide(driver.page, hidden=False)
    expect(charging(card)).to_be_visible(timeout=SOON_MS)


def charging(card):
    """The charger's state; its terms have words of charging too."""
    return card.get_by_text("Charging", exact=True)


def hide(page, *, hidden):
    state = "hidden" if hidden else "visible"
    page.evaluate(
        f"Object.defineProperty(document, 'visibilityState', {{configurable: true, get: () => '{state}'}});"
        "document.dispatchEvent(new Event('visibilitychange'))"
    )

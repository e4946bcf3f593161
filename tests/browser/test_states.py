"""Views while they load, when nothing is there, when it fails, offline, without a map, by keyboard alone."""

import re

from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.visitor import MORNING
from tests.community import PASSWORD, next_quarter

NO_ANSWER = "No answer from the server. Check your connection and try again."
NOTHING_SENT = "You are offline: nothing was sent."


def test_what_is_on_its_way_is_said_to_load(visit, community):
    driver = visit(community.driver)
    held: list[Route] = []
    driver.page.route("**/v1/me/bookings?*", lambda route: held.append(route))  # noqa: PLW0108 - Playwright takes no builtin

    with driver.page.expect_request("**/v1/me/bookings?*"):
        driver.open("/bookings")
    loading = driver.page.get_by_role("status").filter(has_text="Loading…")
    expect(loading).to_be_visible()
    held[0].continue_()

    expect(driver.page.get_by_text("No bookings yet")).to_be_visible()
    expect(loading).to_have_count(0)


def test_an_empty_list_says_so_and_shows_a_way_on(visit, somebody):
    visitor = visit(somebody("Nobody"))

    for path, words, way_on in (
        ("/bookings", "No bookings yet", "Find a charger"),
        ("/bookings?when=past", "No past bookings", "Find a charger"),
        ("/sessions", "Not charging", "Map"),
        ("/sessions", "No sessions yet", "Map"),
        ("/networks", "You are in no network yet", "Create a network"),
        ("/me/cars", "No cars yet", "Profile"),
    ):
        visitor.open(path)
        expect(visitor.page.get_by_text(words, exact=True)).to_be_visible()
        expect(visitor.link(way_on).first).to_be_visible()


def test_what_cannot_be_reached_is_told_and_tried_again(visit, community):
    community.book(community.driver, next_quarter())
    driver = visit(community.driver)
    driver.page.route("**/v1/me/bookings?*", lambda route: route.abort())

    driver.open("/bookings")
    expect(driver.page.get_by_role("alert")).to_contain_text(NO_ANSWER)
    driver.page.unroute("**/v1/me/bookings?*")
    driver.button("Try again").click()

    expect(driver.page.get_by_role("listitem").filter(has_text="Courtyard")).to_contain_text("Booked")
    expect(driver.page.get_by_role("alert")).to_have_count(0)


def test_a_fault_of_the_server_is_told_in_its_words(visit, community):
    driver = visit(community.driver)
    fault = {"code": "internal_error", "detail": "Something went wrong on our side.", "status": 500}
    fault["correlation_id"] = "0f3a-77c1"
    driver.page.route("**/v1/me/bookings?*", lambda route: route.fulfill(status=500, json=fault))

    driver.open("/bookings")

    expect(driver.page.get_by_role("alert")).to_contain_text("Something went wrong on our side.")
    expect(driver.page.get_by_role("alert")).to_contain_text("tell us this number: 0f3a-77c1")
    driver.look("fault-of-the-server")
    assert driver.faults == ["500 GET /v1/me/bookings"]
    driver.faults.clear()


def test_offline_what_was_shown_stays_and_a_wish_can_be_sent_again(visit, community):
    driver = visit(community.driver)
    driver.open(f"/stations/{community.station['station_id']}")
    card = driver.charger(community.charger)
    driver.button("Next day").click()
    expect(card.get_by_label("From")).to_have_value(MORNING)
    offline = driver.page.get_by_text("You are offline.")

    driver.context.set_offline(True)
    expect(offline).to_be_visible()
    card.get_by_role("button", name="Book").click()
    expect(card.get_by_role("alert")).to_contain_text(NOTHING_SENT)
    driver.look("offline-desktop")
    driver.context.set_offline(False)
    expect(offline).to_have_count(0)
    card.get_by_role("button", name="Book").click()
    expect(card.get_by_role("status")).to_contain_text("Booked: ")

    assert len(community.driver.get("/me/bookings", when="upcoming")["items"]) == 1


def test_a_strangers_station_does_not_exist(visit, community, somebody):
    stranger = visit(somebody("Stranger"))

    stranger.open(f"/stations/{community.station['station_id']}")

    expect(stranger.page.get_by_role("alert")).to_contain_text("This does not exist, or you may not see it.")
    expect(stranger.page.get_by_text("Courtyard")).to_have_count(0)


def test_a_page_for_accounts_leads_to_the_login_and_back(visit, community):
    visitor = visit()

    visitor.open("/bookings?when=past")
    expect(visitor.heading("Log in")).to_be_visible()
    visitor.page.get_by_label("E-mail").fill(community.driver.account["email"])
    visitor.page.get_by_label("Password").fill("not the password")
    visitor.button("Log in").click()
    expect(visitor.page.get_by_role("alert")).to_contain_text("wrong_credentials")
    visitor.page.get_by_label("Password").fill(PASSWORD)
    visitor.button("Log in").click()

    expect(visitor.page).to_have_url(f"{visitor.url}/bookings?when=past")
    expect(visitor.page.get_by_text("No past bookings")).to_be_visible()


def test_the_list_works_where_no_map_can_be_drawn(visit, community):
    driver = visit(community.driver)
    driver.page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    asked = []
    driver.page.on("request", lambda request: asked.append(request.url))

    driver.open("/")
    expect(driver.page.get_by_text("The map cannot be drawn here.")).to_be_visible()
    assert asked
    assert not any("maplibre" in url for url in asked)
    driver.link("Courtyard").click()

    expect(driver.heading("Courtyard")).to_be_focused()
    assert all("The map cannot be drawn" in fault for fault in driver.faults)
    driver.faults.clear()


def test_by_keyboard_alone_from_the_list_to_a_booked_charger(visit, community):
    driver = visit(community.driver)
    card = driver.page.get_by_test_id(f"charger-{community.charger['charger_id']}")

    driver.open("/")
    expect(driver.link("Courtyard")).to_be_visible()
    press(driver.page, driver.link("Courtyard"), "Enter")
    expect(driver.heading("Courtyard")).to_be_focused()
    driver.charger(community.charger)
    press(driver.page, driver.button("Next day"), "Enter")
    expect(card.get_by_label("From")).to_have_value(MORNING)
    press(driver.page, card.get_by_label("From"), "ArrowUp")
    press(driver.page, card.get_by_label("Until"), "ArrowUp")
    expect(card.get_by_label("From")).to_have_value("09:00")
    expect(card.get_by_label("Until")).to_have_value("10:00")
    press(driver.page, card.get_by_role("button", name="Book"), "Enter")

    expect(card.get_by_role("status")).to_have_text(re.compile("Booked: .* 09:00 . 10:00"))
    assert len(community.driver.get("/me/bookings", when="upcoming")["items"]) == 1


def press(page: Page, control: Locator, key: str) -> None:
    """Tab on to the control, which then shows that it has the focus, and press the key."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if control.evaluate("control => control === document.activeElement"):
            break
    expect(control).to_be_focused()
    seen = "control => { const s = getComputedStyle(control); return s.outlineStyle + s.boxShadow }"
    assert control.evaluate(seen) != "nonenone"
    page.keyboard.press(key)

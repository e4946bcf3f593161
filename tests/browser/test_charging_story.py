"""From nothing to a finished charge, as a newcomer does it in the page."""

import re
import secrets
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from playwright.sync_api import Locator, expect

from infra.local.api_client import CODE, ApiClient
from tests.browser.axe import violations
from tests.browser.visitor import PHONE, Visitor, number_in
from tests.community import PASSWORD, QUARTER, found, instant, next_quarter

FIVE_MINUTES = timedelta(minutes=5)


def test_a_newcomer_signs_up_joins_books_charges_and_sees_what_it_cost(visit, somebody, anyone, power_on):
    community = found(somebody, policy={"grid_minutes": 5, "early_start_minutes": 10})
    power_on(community.charge_point["charge_point_id"], community.charge_point["password"])
    driver = visit()
    email = f"newcomer-{secrets.token_hex(6)}@people.example"

    sign_up(driver, anyone(), email)
    join(driver, community.network)
    driver.go_to("Map")
    driver.link("Courtyard").click()
    book(driver, community.charger)
    api = anyone().log_in(email, PASSWORD)
    driver.page.get_by_test_id(f"charger-{community.charger['charger_id']}").get_by_role(
        "button", name="Start charging"
    ).click()
    see_it_charge(driver)
    stay_longer(driver)
    driver.button("Stop charging").click()

    session = shown_session(driver, api)
    assert session["state"] == "COMPLETED"
    assert session["flags"] == []
    assert session["booking_id"]
    driver.look("charged-phone")
    driver.open("/bookings?when=past")
    row = driver.page.get_by_role("listitem").filter(has_text="Courtyard")
    expect(row).to_contain_text("Charged")
    assert api.get(f"/bookings/{session['booking_id']}")["state"] == "FULFILLED"


def test_who_charges_unbooked_stays_longer_once_the_next_booking_is_cancelled(visit, community):
    other, start = community.member("Omar"), next_quarter(QUARTER)
    period = {"start_date_time": instant(start), "end_date_time": instant(start + QUARTER)}
    booked = other.create(f"/chargers/{community.plain['charger_id']}/bookings", period)
    driver = visit(community.driver, viewport=PHONE)

    driver.open(f"/stations/{community.station['station_id']}")
    driver.charger(community.plain).get_by_role("button", name="Check in").click()
    stay = driver.page.get_by_role("region", name="Your time")
    stay.get_by_label("Stay until").select_option(index=1)
    expect(stay.get_by_text("The charger is already taken then.")).to_be_visible()
    driver.look("walk-up-phone")
    other.post(f"/bookings/{booked['booking_id']}/cancel", {})
    stay.get_by_label("Stay until").select_option(index=2)
    stay_on(driver, stay)

    session = community.driver.get("/sessions/" + driver.page.url.rsplit("/", 1)[-1])
    walk_up = community.driver.get(f"/bookings/{session['booking_id']}")
    assert (walk_up["kind"], walk_up["end_date_time"]) == ("walk_up", instant(start + 2 * QUARTER))


def sign_up(driver: Visitor, mailbox: ApiClient, email: str) -> None:
    driver.open("/")
    driver.link("Sign up").click()
    driver.page.get_by_label("Name").fill("Nora Newcomer")
    driver.page.get_by_label("E-mail").fill(email)
    driver.page.get_by_label("Password").fill(PASSWORD)
    driver.button("Sign up").click()
    expect(driver.heading("Verify your e-mail")).to_be_focused()
    expect(driver.page.get_by_label("E-mail")).to_have_value(email)
    driver.page.get_by_label("Code").fill(mailbox.mailed(email, CODE))
    driver.button("Verify").click()
    expect(driver.page.get_by_role("navigation", name="Main")).to_be_visible()


def join(driver: Visitor, network: dict[str, Any]) -> None:
    driver.go_to("Networks")
    driver.page.get_by_label("Join code").fill(network["join_code"]["code"])
    driver.button("Join").click()
    expect(driver.heading(network["name"])).to_be_visible()


def book(driver: Visitor, charger: dict[str, Any]) -> None:
    """The first five minutes' mark that is not too near, for an hour: early enough to plug in now."""
    soon = datetime.now(UTC) + timedelta(minutes=1)
    start = soon - (soon - datetime.min.replace(tzinfo=UTC)) % FIVE_MINUTES + FIVE_MINUTES
    card = driver.charger(charger)
    driver.choose(card, charger["time_zone"], start, start + timedelta(hours=1))
    card.get_by_role("button", name="Book").click()
    expect(card.get_by_role("status")).to_contain_text("Booked: ")
    expect(card.get_by_role("listitem").filter(has_text="booking, yours")).to_have_count(1)
    driver.look("booked-desktop")


def see_it_charge(driver: Visitor) -> None:
    energy = driver.page.get_by_test_id("live-energy")
    expect(energy).to_have_text(re.compile(r"^0\.\d+ kWh$"))
    first = energy.inner_text()
    expect(energy).not_to_have_text(first)
    assert number_in(energy.inner_text()) > number_in(first)
    expect(driver.page.get_by_role("figure", name="Power").locator("canvas")).to_be_visible()
    expect(driver.page.get_by_test_id("live-left")).to_have_text(re.compile(r"^(1 h \d+ min|\d+:\d\d)$"))
    assert violations(driver.page, "light") == []
    driver.look("live-desktop")
    driver.page.set_viewport_size(PHONE)
    driver.look("live-phone")
    expect(driver.page.get_by_test_id("live-power")).to_have_text(re.compile(r"^\d+(\.\d)? kW$"))
    expect(driver.page.get_by_test_id("live-cost")).to_have_text(re.compile(r"^€0\.5\d"))


def stay_longer(driver: Visitor) -> None:
    stay = driver.page.get_by_role("region", name="Your time")
    stay.get_by_label("Stay until").select_option(index=1)
    stay_on(driver, stay)


def stay_on(driver: Visitor, stay: Locator) -> None:
    before = stay.locator("strong").inner_text()
    expect(stay.get_by_text("You can have this time.")).to_be_visible()
    stay.get_by_role("button", name="Stay longer").click()
    expect(driver.page.get_by_text("You can stay longer.")).to_be_visible()
    expect(stay.locator("strong")).not_to_have_text(before)


def shown_session(driver: Visitor, api: ApiClient) -> dict[str, Any]:
    """The session as the API tells it, once the page has shown the same energy and cost."""
    energy: Locator = driver.page.get_by_test_id("session-energy")
    expect(energy).to_be_visible()
    session: dict[str, Any] = api.get("/sessions/" + driver.page.url.rsplit("/", 1)[-1])
    kwh = Decimal(str(session["energy_kwh"])).quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()
    assert kwh > 0
    expect(energy).to_have_text(f"{kwh:f} kWh")
    assert session["cost"]["currency"] == "EUR"
    expect(driver.page.get_by_test_id("session-cost")).to_have_text(f"€{session['cost']['amount']}")
    return session

"""What belongs to a driver: ways to bookings, series, what was charged, tokens, data, the account's end."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.test_my_bookings import at_ten
from tests.browser.visitor import DESKTOP
from tests.community import PASSWORD, instant

HOUR = timedelta(hours=1)
SMALL = {"width": 390, "height": 844}
SIZES = pytest.mark.parametrize(
    "size", [pytest.param(SMALL, id="phone"), pytest.param(DESKTOP, id="desktop")]
)


@SIZES
def test_a_booking_leads_to_its_place_and_into_a_calendar(visit, community, size):
    start = at_ten(community, days=1)
    booking = community.book(community.driver, start)
    driver = visit(community.driver, viewport=size)

    driver.open("/bookings")
    driver.button("Directions").click()
    way = driver.link("Open in your map app")
    expect(way).to_have_attribute("href", re.compile(r"^https://www\.openstreetmap\.org/directions\?to="))
    with driver.page.expect_download() as download:
        driver.button("Add to calendar").click()
    driver.look(f"directions-{size['width']}")
    assert violations(driver.page, "light") == []

    text = download.value.path().read_bytes().decode()
    assert f"UID:{booking['booking_id']}@plugnexus\r\n" in text
    assert f"DTSTART:{start:%Y%m%dT%H%M%SZ}\r\n" in text


@SIZES
def test_a_driver_finds_their_series(visit, community, size):
    community.owner.patch(f"/networks/{community.network['network_id']}/policy", {"max_active": 10})
    start = at_ten(community, days=2)
    times = {"start_date_time": instant(start), "end_date_time": instant(start + HOUR)}
    where = f"/chargers/{community.charger['charger_id']}/series"
    community.driver.create(where, {**times, "rrule": "FREQ=WEEKLY;COUNT=2"})
    driver = visit(community.driver, viewport=size)

    driver.open("/bookings")
    driver.link("Series").click()
    mine = driver.page.get_by_role("list", name="Series").get_by_role("listitem")
    expect(mine).to_have_count(1)
    expect(mine).to_contain_text(re.compile(r"Every week on \w+day, 10:00 . 11:00.*2 times"))
    driver.look(f"my-series-{size['width']}")
    mine.get_by_role("link").click()

    expect(driver.heading("Weekly series")).to_be_focused()
    expect(driver.page.get_by_role("listitem").filter(has_text="Booked")).to_have_count(2)


@SIZES
def test_what_was_charged_adds_up_by_month(visit, community, size):
    started = community.driver.create(f"/chargers/{community.plain['charger_id']}/sessions", {})
    community.driver.post(f"/sessions/{started['session_id']}/stop", {"energy_kwh": 12.5})
    driver = visit(community.driver, viewport=size)

    driver.open("/sessions")
    expect(driver.page.get_by_test_id("usage-energy")).to_have_text("12.5 kWh")
    expect(driver.page.get_by_test_id("usage-co2")).to_have_text(re.compile(r"^-?\d+(\.\d)? kg$"))
    energy = driver.page.get_by_role("figure", name="Energy by month")
    expect(energy.locator("canvas")).to_be_visible()
    energy.get_by_text("As a table").click()
    month = energy.get_by_role("row").filter(has_text=f"{datetime.now(UTC):%B %Y}")
    expect(month).to_contain_text("12.5 kWh")
    driver.look(f"usage-{size['width']}")
    assert violations(driver.page, "dark") == []


def test_a_token_is_taken_as_its_reader_tells_it(visit, community):
    driver = visit(community.driver, viewport=SMALL)
    uid = f"{int(datetime.now(UTC).timestamp() * 1e6):014X}"[-14:]
    spelled = ":".join(uid[i : i + 2] for i in range(0, 14, 2)).lower()

    driver.open("/me/tokens")
    driver.page.get_by_label("Token number (UID)").fill(spelled)
    driver.page.get_by_label("Token name").fill("Key ring")
    driver.button("Add token").click()

    listed = driver.page.get_by_role("list", name="Tokens")
    expect(listed.get_by_role("listitem").filter(has_text="Key ring")).to_contain_text(uid)
    driver.look("tokens-390")


def test_the_language_is_kept_with_the_account(visit, community):
    driver = visit(community.driver, viewport=SMALL)

    driver.open("/me")
    profile = driver.page.get_by_role("form", name="Profile")
    profile.get_by_label("Language").select_option("Français")
    driver.button("Save profile").click()

    expect(driver.page.locator("html")).to_have_attribute("lang", "fr")
    expect(driver.page.get_by_role("form", name="Profil", exact=True)).to_be_visible()
    driver.page.wait_for_function("localStorage.getItem('plugnexus.language') === 'fr'")
    assert community.driver.get("/me")["locale"] == "fr"


@SIZES
def test_all_that_is_kept_is_saved_as_one_file(visit, community, size):
    community.book(community.driver, at_ten(community, days=1))
    driver = visit(community.driver, viewport=size)

    driver.open("/me/data")
    with driver.page.expect_download() as download:
        driver.button("Save my data").click()
    expect(driver.page.get_by_text(re.compile(r"^Saved, with \d+ entries\.$"))).to_be_visible()
    driver.look(f"data-{size['width']}")

    saved = json.loads(download.value.path().read_bytes())
    assert saved["account"][0]["email"] == community.driver.account["email"]
    assert len(saved["booking"]) == 1


@SIZES
def test_an_account_is_erased_once_nothing_stands_in_the_way(visit, community, size):
    owner = visit(community.owner, viewport=size)
    driver = visit(community.driver, viewport=size)

    owner.open("/me/data")
    owner.page.get_by_label("Your password").fill(PASSWORD)
    owner.button("Erase my account").click()
    alone = owner.page.get_by_role("alert")
    expect(alone.get_by_role("link", name=community.network["name"])).to_be_visible()
    owner.look(f"erase-refused-{size['width']}")
    assert violations(owner.page, "light") == []

    driver.open("/me/data")
    driver.page.get_by_label("Your password").fill("not my password")
    driver.button("Erase my account").click()
    expect(driver.page.get_by_role("alert")).to_contain_text("wrong_credentials")
    driver.page.get_by_label("Your password").fill(PASSWORD)
    driver.button("Erase my account").click()
    expect(driver.page.get_by_text("Your account is erased.")).to_be_visible()

    expect(driver.link("Sign up")).to_be_visible()
    login = {"email": community.driver.account["email"], "password": PASSWORD}
    assert driver.context.request.post(f"{driver.url}/v1/auth/login", data=login).status == 401

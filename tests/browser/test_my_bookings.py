"""Booking in the page: what is refused and why, changing, cancelling."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from tests.browser.visitor import PHONE
from tests.community import instant

HOUR = timedelta(hours=1)


def test_a_time_that_is_taken_is_refused_in_words(visit, community):
    start = at_ten(community, days=1)
    community.book(community.driver, start)
    other = visit(community.member("Omar"))

    other.open(f"/stations/{community.station['station_id']}")
    card = other.charger(community.charger)
    other.choose(card, community.charger["time_zone"], start + HOUR / 2, start + 2 * HOUR)
    card.get_by_role("button", name="Book").click()

    refusal = card.get_by_role("alert")
    expect(refusal).to_contain_text("already taken")
    expect(refusal).to_contain_text("booking_refused")
    expect(card.get_by_label("From")).to_have_value(_clock(community, start + HOUR / 2))
    other.look("refused-desktop")


def test_every_broken_rule_is_told_at_once(visit, community):
    driver = visit(community.driver, viewport=PHONE)
    start = at_ten(community, days=30)

    driver.open(f"/stations/{community.station['station_id']}")
    card = driver.charger(community.charger)
    driver.choose(card, community.charger["time_zone"], start, start + 8 * HOUR)
    bar = driver.page.get_by_test_id(f"timeline-{community.charger['charger_id']}")
    bar.scroll_into_view_if_needed()
    expect(bar.locator(".chosen")).to_be_in_viewport(ratio=0.2)
    card.get_by_role("button", name="Book").click()

    expect(card.get_by_role("alert").get_by_role("listitem")).to_have_count(2)
    expect(card.get_by_role("alert")).to_contain_text("At most 4 h")
    expect(card.get_by_role("alert")).to_contain_text("Possible from")
    driver.look("refused-phone")


def test_a_booking_is_changed_and_cancelled(visit, community):
    start = at_ten(community, days=1)
    booking = community.book(community.driver, start)
    driver = visit(community.driver, viewport=PHONE)
    where = f"/bookings/{booking['booking_id']}"

    driver.open("/bookings")
    driver.button("Change").click()
    change = driver.page.get_by_role("form", name="Book")
    driver.look("change-phone")
    change.get_by_label("From").fill(_clock(community, start + HOUR))
    change.get_by_label("Until").fill(_clock(community, start + 2 * HOUR))
    driver.button("Save").click()
    expect(driver.page.get_by_text("The booking is changed.")).to_be_visible()
    expect(driver.button("Change")).to_be_focused()
    changed = community.driver.get(where)
    driver.button("Cancel booking").click()
    dialog = driver.page.get_by_role("dialog", name="Cancel this booking?")
    expect(dialog).to_contain_text(_clock(community, start + HOUR))
    driver.look("cancel-phone")
    dialog.get_by_role("button", name="Cancel booking").click()
    expect(driver.page.get_by_text("No bookings yet")).to_be_visible()
    expect(driver.heading("My bookings")).to_be_focused()

    assert changed["start_date_time"] == instant(start + HOUR)
    assert changed["end_date_time"] == instant(start + 2 * HOUR)
    assert community.driver.get(where)["state"] == "CANCELED"
    driver.link("Past").click()
    expect(driver.page.get_by_role("listitem").filter(has_text="Courtyard")).to_contain_text("Cancelled")


def test_a_change_that_is_refused_says_why_and_leaves_the_booking(visit, community):
    start = at_ten(community, days=1)
    community.book(community.driver, start)
    community.book(community.member("Omar"), start + 2 * HOUR)
    driver = visit(community.driver)

    driver.open("/bookings")
    driver.button("Change").click()
    driver.page.get_by_label("Until").fill(_clock(community, start + 3 * HOUR))
    driver.button("Save").click()

    expect(driver.page.get_by_role("alert")).to_contain_text("already taken")
    mine = community.driver.get("/me/bookings", when="upcoming")["items"]
    assert [booking["end_date_time"] for booking in mine] == [instant(start + HOUR)]


def at_ten(community, days):
    """Ten o'clock at the station, so many days from now."""
    then = datetime.now(ZoneInfo(community.charger["time_zone"])) + timedelta(days=days)
    return then.replace(hour=10, minute=0, second=0, microsecond=0).astimezone(UTC)


def _clock(community, at):
    return f"{at.astimezone(ZoneInfo(community.charger['time_zone'])):%H:%M}"

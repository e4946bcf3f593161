"""Sharing as its people meet it: refusals that pass, a series, the waitlist, approval, the report."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from tests.browser.test_my_bookings import at_ten
from tests.browser.visitor import PHONE
from tests.community import instant

HOUR = timedelta(hours=1)


def agree(community, **rules):
    """What the network's policy says from now on."""
    community.owner.patch(f"/networks/{community.network['network_id']}/policy", rules)


def test_what_is_refused_is_told_before_it_is_tried_and_when_it_passes(visit, community):
    quota = {"measure": "hours", "most": 1, "per": "day", "whose": "member"}
    agree(community, max_advance_minutes=7 * 1440, quotas=[quota])
    start = at_ten(community, days=3)
    community.book(community.driver, start)
    driver = visit(community.driver, viewport=PHONE)

    driver.open(f"/stations/{community.station['station_id']}")
    card = driver.charger(community.charger)
    driver.choose(card, community.charger["time_zone"], start + 3 * HOUR, start + 4 * HOUR)
    reasons = card.get_by_role("list", name="Why this cannot be booked")
    expect(reasons).to_contain_text("At most 1 hour a day. It counts anew from")
    driver.look("dry-run-phone")
    driver.page.get_by_label("Date").fill(f"{start + timedelta(days=10):%Y-%m-%d}")
    expect(reasons).to_contain_text("At most 7 days ahead. Possible from")
    card.get_by_role("button", name="Book").click()
    expect(card.get_by_role("alert")).to_contain_text("At most 7 days ahead. Possible from")
    driver.page.get_by_label("Date").fill(f"{start + timedelta(days=1):%Y-%m-%d}")
    expect(card.get_by_text("You can have this time.")).to_be_visible()


def test_a_weekly_series_is_booked_as_far_as_it_goes_and_cancelled_from_one_on(visit, community):
    agree(community, max_active=10, max_advance_minutes=28 * 1440)
    start = at_ten(community, days=2)
    community.book(community.member("Omar"), start + timedelta(days=7))
    driver = visit(community.driver)

    driver.open(f"/stations/{community.station['station_id']}")
    card = driver.charger(community.charger)
    driver.choose(card, community.charger["time_zone"], start, start + HOUR)
    card.get_by_label("Repeat weekly").check()
    card.get_by_label("Times").fill("3")
    card.get_by_label("All of them or none").check()
    card.get_by_role("button", name="Book weekly").click()
    expect(card.get_by_role("alert")).to_contain_text("1 of 3 times cannot be booked")
    expect(card.get_by_role("alert").get_by_role("listitem")).to_contain_text("already taken")
    card.get_by_label("All of them or none").uncheck()
    card.get_by_role("button", name="Book weekly").click()
    result = card.get_by_role("status")
    expect(result).to_contain_text("Booked: 2 times.")
    expect(result).to_contain_text("Not booked: 1 time.")
    expect(result).to_contain_text("already taken")
    driver.look("series-made-desktop")
    result.get_by_role("link", name="The series").click()
    rule = re.compile(r"Every week on \w+day, 10:00 . 11:00 · 3 times")
    expect(driver.page.get_by_text(rule)).to_be_visible()
    driver.look("series-desktop")

    driver.go_to("Bookings")
    second = driver.page.get_by_role("listitem").filter(has_text="One of a weekly series").last
    second.get_by_role("button", name="Cancel this and all later").click()
    driver.page.get_by_role("dialog").get_by_role("button", name="Cancel them").click()
    expect(driver.page.get_by_text("1 booking is cancelled.")).to_be_visible()
    mine = community.driver.get("/me/bookings", when="upcoming")["items"]
    assert [booking["start_date_time"] for booking in mine] == [instant(start)]


def test_who_waits_is_offered_what_becomes_free_and_takes_it(visit, community):
    start = at_ten(community, days=1)
    booking = community.book(community.driver, start)
    omar = community.member("Omar")
    waiting = visit(omar, viewport=PHONE)

    waiting.open(f"/stations/{community.station['station_id']}")
    card = waiting.charger(community.charger)
    waiting.choose(card, community.charger["time_zone"], start, start + HOUR)
    card.get_by_role("button", name="Wait for this time").click()
    form = waiting.page.get_by_role("form", name="Wait for a charger")
    expect(form.get_by_label("Day")).to_have_value(f"{start:%Y-%m-%d}")
    expect(form.get_by_label("Over by")).to_have_value("11:00")
    expect(form.get_by_label("Which charger")).to_have_value(community.charger["charger_id"])
    waiting.look("wait-form-phone")
    waiting.button("Tell me when free").click()
    expect(waiting.page.get_by_text("Place 1 of 1")).to_be_visible()
    community.driver.post(f"/bookings/{booking['booking_id']}/cancel")

    waiting.open("/bookings")
    offer = waiting.page.get_by_role("region", name="Offer at Courtyard")
    expect(offer.get_by_role("timer")).to_have_text(re.compile(r"Held for \d+"))
    waiting.look("offer-phone")
    offer.get_by_role("button", name="Take it").click()
    expect(offer).to_have_count(0)
    expect(waiting.page.get_by_role("listitem").filter(has_text="Courtyard")).to_contain_text("Booked")
    assert [b["start_date_time"] for b in omar.get("/me/bookings")["items"]] == [instant(start)]


def test_a_manager_approves_what_a_driver_asked_for(visit, community):
    agree(community, approval="manager")
    booking = community.book(community.driver, at_ten(community, days=1))
    driver, owner = visit(community.driver, viewport=PHONE), visit(community.owner, viewport=PHONE)

    driver.open("/bookings")
    mine = driver.page.get_by_role("listitem").filter(has_text="Courtyard")
    expect(mine).to_contain_text("Waits for approval")
    expect(mine).to_contain_text("A manager decides by")
    owner.open(f"/networks/{community.network['network_id']}")
    owner.link("1 booking waits for approval").click()
    owner.look("approvals-phone")
    owner.button("Approve").click()
    expect(owner.page.get_by_text("Nobody waits for approval")).to_be_visible()

    driver.page.reload()
    expect(mine).to_contain_text("Booked")
    assert community.driver.get(f"/bookings/{booking['booking_id']}")["state"] == "RESERVED"


def test_an_owner_reads_who_used_what(visit, community):
    charger = f"/chargers/{community.plain['charger_id']}/sessions"
    session = community.driver.create(charger, {})
    community.driver.post(f"/sessions/{session['session_id']}/stop", {"energy_kwh": 12.5})
    owner = visit(community.owner, viewport=PHONE)

    owner.open(f"/networks/{community.network['network_id']}/fairness")
    driver = owner.page.get_by_role("row").filter(has_text="Driver")
    expect(driver.get_by_role("cell", name="12.5 kWh")).to_be_visible()
    expect(owner.page.get_by_role("table", name="Use by hour of the week")).to_be_visible()
    owner.look("fairness-told-phone")


def test_a_driver_chooses_what_to_be_told_and_has_a_calendar(visit, community):
    driver = visit(community.driver, viewport=PHONE)

    driver.open("/me/notifications")
    by_sms = driver.page.get_by_role("checkbox", name="SMS: A booking begins soon.")
    by_sms.check()
    driver.button("Save choices").click()
    expect(driver.page.get_by_text("Your choices are saved.")).to_be_visible()
    driver.link("Calendar").click()
    driver.button("Make a calendar link").click()
    link = driver.page.get_by_test_id("feed-url")
    expect(link).to_have_text(re.compile(r"/v1/feeds/\S+\.ics$"))
    driver.look("calendar-link-phone")
    address = link.inner_text()
    driver.page.reload()
    expect(driver.page.get_by_text("It was shown once")).to_be_visible()

    assert community.driver.get("/me")["notifications"]["booking_soon"] == ["email", "sms"]
    assert driver.page.request.get(address).text().startswith("BEGIN:VCALENDAR")
    assert driver.refusals == ["404 GET /v1/me/feed"]


def test_a_manager_blocks_a_time_that_somebody_has_booked(visit, community):
    booking = community.book(community.driver, at_ten(community, days=1))
    owner = visit(community.owner, viewport=PHONE)

    owner.open(f"/chargers/{community.charger['charger_id']}/blocks")
    tomorrow = f"{at_ten(community, days=1):%Y-%m-%d}"
    owner.page.get_by_label("From day").fill(tomorrow)
    owner.page.get_by_label("Why").fill("New cable")
    owner.button("Block this time").click()
    expect(owner.page.get_by_role("alert").get_by_role("listitem")).to_contain_text("Driver")
    owner.look("block-refused-phone")
    owner.page.get_by_label("Cancel bookings that are in the way").check()
    owner.button("Block this time").click()
    expect(owner.page.get_by_role("listitem").filter(has_text="New cable")).to_be_visible()

    assert community.driver.get(f"/bookings/{booking['booking_id']}")["state"] == "CANCELED"

"""What is typed is there after a reload, which an update of the client is too, until it is saved."""

from datetime import timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from tests.browser.visitor import PHONE
from tests.community import instant, next_quarter


def anew(visitor):
    visitor.page.once("dialog", lambda dialog: dialog.accept())
    visitor.page.reload()


def test_a_drivers_forms(visit, community):
    driver = visit(community.driver, viewport=PHONE)
    driver.open("/me")
    driver.page.get_by_label("Phone").fill("+4930123456")
    anew(driver)
    expect(driver.page.get_by_label("Phone")).to_have_value("+4930123456")
    driver.button("Save profile").click()
    expect(driver.page.get_by_text("Your profile is saved.")).to_be_visible()

    driver.open("/me/cars")
    driver.button("Add a car").click()
    form = driver.page.get_by_role("form", name="Add a car")
    form.get_by_label("Car name").fill("Zoe")
    anew(driver)
    expect(form.get_by_label("Car name")).to_have_value("Zoe")
    driver.look("typed-car-phone")
    form.get_by_role("button", name="Save car").click()
    expect(driver.page.get_by_text("Zoe", exact=True)).to_be_visible()
    driver.page.reload()
    expect(driver.page.get_by_text("Zoe", exact=True)).to_be_visible()
    expect(form).to_have_count(0)

    driver.open("/me/tokens")
    driver.page.get_by_label("Token name").fill("Key ring")
    anew(driver)
    expect(driver.page.get_by_label("Token name")).to_have_value("Key ring")
    driver.page.get_by_label("Token number (UID)").fill(f"{uuid4().hex[:14].upper()}")
    driver.button("Add token").click()
    expect(driver.page.get_by_label("Token name")).to_have_value("")


def test_another_time_for_a_booking_and_for_a_series(visit, community):
    start = next_quarter(timedelta(days=1))
    community.book(community.driver, start)
    weekly = {"start_date_time": instant(start + timedelta(days=1)), "rrule": "FREQ=WEEKLY;COUNT=2"}
    end = instant(start + timedelta(days=1, hours=1))
    where = f"/chargers/{community.plain['charger_id']}/series"
    made = community.driver.create(where, weekly | {"end_date_time": end})
    driver = visit(community.driver, viewport=PHONE)

    driver.open("/bookings")
    row = driver.page.get_by_role("listitem").filter(has=driver.button("Change")).first
    row.get_by_role("button", name="Change").click()
    until = row.get_by_role("form", name="Book").get_by_label("Until")
    longer = (start + timedelta(hours=2)).astimezone(ZoneInfo(community.charger["time_zone"]))
    until.fill(f"{longer:%H:%M}")
    anew(driver)
    expect(until).to_have_value(f"{longer:%H:%M}")
    driver.button("Save").click()
    expect(driver.page.get_by_text("The booking is changed.")).to_be_visible()
    driver.page.reload()
    expect(row).to_be_visible()
    expect(driver.page.get_by_role("form", name="Book")).to_have_count(0)

    driver.open(f"/series/{made['series_id']}")
    driver.page.get_by_label("Until").fill(f"{longer:%H:%M}")
    anew(driver)
    expect(driver.page.get_by_label("Until")).to_have_value(f"{longer:%H:%M}")
    driver.button("Move").click()
    expect(driver.page.get_by_text("2 bookings are moved.")).to_be_visible()


def test_a_time_that_was_chosen(visit, community):
    driver, start = visit(community.driver), next_quarter(timedelta(days=1))
    driver.open(f"/stations/{community.station['station_id']}")
    card = driver.charger(community.charger)
    driver.choose(card, community.station["time_zone"], start, start + timedelta(hours=2))
    driver.page.wait_for_function("() => location.search.includes('for=120')")
    chosen = card.get_by_label("From").input_value()

    driver.page.reload()

    expect(card.get_by_label("From")).to_have_value(chosen)
    card.get_by_role("button", name="Book").click()
    expect(card.get_by_role("status")).to_contain_text("Booked: ")
    driver.page.wait_for_function("() => location.search === ''")


def test_a_managers_forms(visit, community):
    owner = visit(community.owner)
    owner.open(f"/chargers/{community.plain['charger_id']}/blocks")
    owner.page.get_by_label("From day").fill(f"{next_quarter(timedelta(days=2)):%Y-%m-%d}")
    why = owner.page.get_by_label("Why")
    why.fill("The street is mended")
    anew(owner)
    expect(why).to_have_value("The street is mended")
    owner.button("Block this time").click()
    expect(owner.page.get_by_text("The street is mended")).to_be_visible()
    expect(why).to_have_value("")

    owner.open(f"/networks/{community.network['network_id']}/policy")
    owner.button("Edit: Basics").click()
    owner.page.get_by_label("Bookings per member at a time").fill("7")
    changed = owner.page.get_by_text("1 rule changed, not saved.")
    expect(changed).to_be_visible()
    anew(owner)
    expect(changed).to_be_visible()


def test_an_operators_forms_but_never_a_private_key(visit, community):
    owner = visit(community.owner)
    owner.open(f"/networks/{community.network['network_id']}/alarms")
    owner.page.get_by_text("What managers hear of").click()
    late = owner.page.get_by_label("Offline for too long after (minutes)")
    late.fill("45")
    anew(owner)
    expect(late).to_have_value("45")
    owner.button("Save").click()
    expect(owner.page.get_by_text("Saved.")).to_be_visible()

    owner.open(f"/charge-points/{community.charge_point['charge_point_id']}/security")
    owner.page.get_by_text("Have it trust another").click()
    pem = owner.page.get_by_label("Certificate (PEM)")
    pem.fill("-----BEGIN CERTIFICATE-----")
    anew(owner)
    expect(pem).to_have_value("-----BEGIN CERTIFICATE-----")
    pem.fill("-----BEGIN PRIVATE KEY-----")
    assert "KEY--" not in owner.page.evaluate("JSON.stringify(sessionStorage)")
    anew(owner)
    expect(pem).to_have_value("")

"""From the map, or from the code on a charger, to a booked or running charge, as a driver walks it."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.test_my_bookings import at_ten
from tests.browser.visitor import DESKTOP, MORNING
from tests.community import PASSWORD, buoy, instant

HOUR = timedelta(hours=1)
SIZES = [
    pytest.param({"width": 390, "height": 844}, id="phone"),
    pytest.param(DESKTOP, id="desktop"),
]


@pytest.mark.parametrize("size", SIZES)
def test_what_is_free_at_a_time_is_found_on_the_map_and_booked_there(visit, community, size, request):
    start = at_ten(community, days=1)
    community.book(community.member("Omar"), start)
    driver = visit(community.driver, viewport=size)

    driver.open("/")
    driver.page.get_by_label("When").select_option("later")
    driver.page.get_by_label("Day", exact=True).fill(f"{start:%Y-%m-%d}")
    driver.page.get_by_label("From").fill("10:00")
    driver.page.get_by_label("For how long").select_option("60")
    expect(driver.page.get_by_text("1 of 2 chargers free then")).to_be_visible()
    taken, free = (
        driver.page.get_by_role("listitem").filter(has_text=name) for name in ("Networked", "Plain")
    )
    expect(taken).to_contain_text("Taken then")
    expect(taken).to_contain_text("Free for so long from")
    expect(taken.get_by_role("button")).to_have_count(0)
    expect(free).to_contain_text("Free then")
    driver.look(f"free-then-{request.node.callspec.id}")
    free.get_by_role("button", name="Book this").click()
    expect(free.get_by_role("status")).to_contain_text("Booked: ")

    mine = community.driver.get("/me/bookings")["items"]
    assert [(b["charger_id"], b["start_date_time"]) for b in mine] == [
        (community.plain["charger_id"], instant(start))
    ]


@pytest.mark.parametrize("size", SIZES)
def test_three_taps_lead_from_opening_to_a_booked_charger(visit, community, somebody, size, request):
    """Though there is a public station at the other end of the world, too."""
    buoy(somebody("Stranger"))
    driver = visit(community.driver, viewport=size)

    driver.open("/")
    driver.link("Courtyard").click()
    card = driver.charger(community.charger)
    expect(card.get_by_label("From")).not_to_have_value("")
    expect(card.get_by_text("You can have this time.")).to_be_visible()
    expect(card.get_by_text(re.compile(r"Costs about €3\.80: 11 kWh at 11 kW"))).to_be_visible()
    card.get_by_role("button", name="Book", exact=True).click()

    expect(card.get_by_role("status")).to_contain_text("Booked: ")
    driver.look(f"three-taps-{request.node.callspec.id}")
    assert len(community.driver.get("/me/bookings")["items"]) == 1


def test_a_time_is_drawn_on_the_day_and_moved_by_keyboard(visit, community):
    driver = visit(community.driver)
    driver.open(f"/stations/{community.station['station_id']}")
    card = driver.charger(community.charger)
    driver.button("Next day").click()
    expect(card.get_by_label("From")).to_have_value(MORNING)

    bar = driver.page.get_by_test_id(f"timeline-{community.charger['charger_id']}").locator(".timeline-bar")
    box = bar.bounding_box()
    at = lambda hour: box["x"] + box["width"] * hour / 24 + 2  # noqa: E731 - a shorthand
    driver.page.mouse.move(at(14), box["y"] + box["height"] / 2)
    driver.page.mouse.down()
    driver.page.mouse.move(at(15), box["y"] + box["height"] / 2)
    driver.page.mouse.move(at(15.75), box["y"] + box["height"] / 2)
    driver.page.mouse.up()
    expect(card.get_by_label("From")).to_have_value("14:00")
    expect(card.get_by_label("Until")).to_have_value("16:00")

    end = card.get_by_role("slider", name="End of the chosen time")
    expect(end).to_have_attribute("aria-valuetext", "16:00")
    end.press("ArrowRight")
    end.press("PageUp")
    card.get_by_role("slider", name="Begin of the chosen time").press("ArrowLeft")
    expect(card.get_by_label("From")).to_have_value("13:45")
    expect(card.get_by_label("Until")).to_have_value("17:15")
    handle = end.bounding_box()
    driver.page.mouse.move(handle["x"] + handle["width"] - 2, handle["y"] + handle["height"] / 2)
    driver.page.mouse.down()
    driver.page.mouse.move(handle["x"] + handle["width"] - 1, handle["y"])
    expect(card.get_by_label("Until")).to_have_value("17:15")
    driver.page.mouse.move(handle["x"] + handle["width"] - 2 - box["width"] * 1.25 / 24, handle["y"])
    driver.page.mouse.up()
    expect(card.get_by_label("Until")).to_have_value("16:00")
    driver.look("drawn-desktop")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("begin", "end"), [("00:00", "00:30"), ("12:00", "12:30"), ("23:30", "00:00")])
def test_both_ends_of_a_short_time_can_be_touched(visit, community, size, begin, end):
    driver = visit(community.driver, viewport=size)
    driver.open(f"/stations/{community.station['station_id']}")
    card = driver.charger(community.charger)
    driver.button("Next day").click()
    expect(card.get_by_label("From")).to_have_value(MORNING)
    card.get_by_label("From").fill(begin)
    card.get_by_label("Until").fill(end)
    first = card.get_by_role("slider", name="Begin of the chosen time")
    second = card.get_by_role("slider", name="End of the chosen time")
    expect(first).to_have_attribute("aria-valuetext", begin)
    expect(second).to_have_attribute("aria-valuetext", end)

    bar = card.locator(".timeline-bar").bounding_box()
    left, right = first.bounding_box(), second.bounding_box()
    assert min(side[of] for side in (left, right) for of in ("width", "height")) >= 24
    assert bar["x"] <= left["x"] < left["x"] + left["width"] <= right["x"]
    assert right["x"] + right["width"] <= bar["x"] + bar["width"]


@pytest.mark.parametrize("size", SIZES)
def test_the_week_shows_when_it_is_free_and_leads_to_a_day(visit, community, size, request):
    start = at_ten(community, days=2)
    community.book(community.member("Omar"), start)
    driver = visit(community.driver, viewport=size)

    driver.open(f"/stations/{community.station['station_id']}")
    card = driver.charger(community.charger)
    driver.button("Week").click()
    week = card.get_by_role("list", name="Networked, seven days")
    expect(week.get_by_role("listitem")).to_have_count(7)
    expect(week.get_by_role("listitem").nth(2)).to_contain_text("23 h free")
    expect(week.get_by_role("listitem").nth(2)).to_contain_text("00:00 to 10:00, 11:00 to 00:00")
    driver.look(f"week-{request.node.callspec.id}")
    week.get_by_role("button").nth(2).click()

    expect(card.get_by_role("heading", name="Networked")).to_be_focused()
    expect(driver.page.get_by_label("Date")).to_have_value(f"{start:%Y-%m-%d}")
    expect(card.get_by_role("listitem").filter(has_text="booking, somebody else")).to_have_count(1)


@pytest.mark.parametrize("size", SIZES)
def test_the_code_on_a_charger_leads_through_the_login_to_a_charge(visit, community, size, request):
    driver = visit(viewport=size)

    driver.open(f"/c/{community.plain['charger_id']}")
    expect(driver.page.get_by_text("This charger belongs to a private network.")).to_be_visible()
    driver.look(f"code-stranger-{request.node.callspec.id}")
    driver.page.get_by_role("main").get_by_role("link", name="Log in").click()
    driver.page.get_by_label("E-mail").fill(community.driver.account["email"])
    driver.page.get_by_label("Password").fill(PASSWORD)
    driver.button("Log in").click()
    expect(driver.heading("Plain")).to_be_visible()
    expect(driver.page.get_by_role("button", name=re.compile(r"^Book \w+ "))).to_be_visible()
    driver.look(f"code-member-{request.node.callspec.id}")
    driver.button("Check in").click()
    expect(driver.page).to_have_url(re.compile(r"/sessions/"))

    driver.open(f"/c/{community.plain['charger_id']}")
    expect(driver.link("To your charge")).to_be_visible()
    assert driver.refusals == [f"404 GET /v1/chargers/{community.plain['charger_id']}"]

    driver.open(f"/stations/{community.station['station_id']}")
    here = driver.page.get_by_role("region", name="Plain", exact=True)
    expect(here.get_by_role("link", name="To your charge")).to_have_attribute(
        "href", re.compile("^/sessions/")
    )
    expect(here.get_by_role("button", name="Check in")).to_have_count(0)
    expect(driver.page.get_by_role("button", name="Start charging")).to_have_count(1)
    driver.look(f"station-charging-{request.node.callspec.id}")


def test_a_fault_is_reported_from_the_charger_and_its_owners_learn_of_it(visit, community):
    driver = visit(community.driver, viewport={"width": 390, "height": 844})

    driver.open(f"/c/{community.charger['charger_id']}")
    driver.page.get_by_text("Report a fault", exact=True).click()
    form = driver.page.get_by_role("form", name="Report a fault")
    form.get_by_label("What is wrong").select_option("damaged")
    form.get_by_label("Note").fill("The lid is broken")
    driver.look("fault-phone")
    form.get_by_role("button", name="Send").click()
    expect(driver.page.get_by_text("Those who run this charger are told.")).to_be_visible()

    alarms = community.owner.get(f"/networks/{community.network['network_id']}/alarms")["items"]
    assert [(a["kind"], a["charger_id"]) for a in alarms] == [
        ("fault_reported", community.charger["charger_id"])
    ]

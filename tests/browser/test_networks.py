"""What owners do with their people: first steps, the code to print, invitations, members, calendar."""

import csv
import re
import secrets
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from infra.local.api_client import CODE
from tests.browser.test_my_bookings import at_ten
from tests.browser.visitor import DESKTOP, PHONE, Visitor
from tests.community import PASSWORD, next_quarter

SIZES = [pytest.param(PHONE, "phone", id="phone"), pytest.param(DESKTOP, "desktop", id="desktop")]


@pytest.mark.parametrize(("size", "name"), SIZES)
def test_a_newcomer_makes_a_network_invites_and_is_led_to_a_station(visit, anyone, size, name):
    owner, mailbox = visit(viewport=size), anyone()
    email = f"founder-{secrets.token_hex(6)}@people.example"

    owner.open("/networks/new")
    owner.page.get_by_role("link", name="Sign up", exact=True).last.click()
    signed_up(owner, email, mailbox)
    expect(owner.heading("Create a network")).to_be_visible()
    owner.page.get_by_label("Network name").fill("Orchard Road")
    owner.page.get_by_label("How you share").select_option(label="Condominium")
    owner.button("Create network").click()
    expect(owner.page.get_by_role("heading", name="First steps")).to_be_visible()
    owner.look(f"first-steps-{name}")
    owner.link("Invite people").click()
    owner.page.get_by_label("E-mail addresses").fill("ann@people.example, bob@people.example")
    expect(owner.page.get_by_text("2 addresses are in there.")).to_be_visible()
    owner.button("Invite").click()
    expect(owner.page.get_by_text("2 invitations are sent.")).to_be_visible()
    owner.page.get_by_text("Next: where do they charge?").get_by_role("link", name="Add a station").click()

    expect(owner.heading("Add a station")).to_be_visible()


@pytest.mark.parametrize(("size", "name"), SIZES)
def test_whoever_scans_the_code_signs_up_and_has_joined(visit, community, anyone, size, name):
    code = community.network["join_code"]["code"]
    owner = visit(community.owner, viewport=size)
    email = f"scanner-{secrets.token_hex(6)}@people.example"

    owner.open(f"/networks/{community.network['network_id']}")
    owner.button("Show code").click()
    expect(owner.page.get_by_role("img", name="QR code that leads to joining Neighbours")).to_be_visible()
    owner.link("Print it").click()
    expect(owner.heading("Join Neighbours")).to_be_visible()
    expect(owner.page.get_by_text(code)).to_be_visible()
    expect(owner.page.get_by_role("img", name=re.compile("QR code"))).to_be_visible()
    owner.look(f"poster-{name}")
    owner.page.emulate_media(media="print")
    expect(owner.page.get_by_role("banner")).to_be_hidden()
    expect(owner.button("Print")).to_be_hidden()

    newcomer = visit(viewport=size)
    newcomer.open(f"/networks/join?code={code}")
    newcomer.page.get_by_role("main").get_by_role("link", name="Sign up").click()
    signed_up(newcomer, email, anyone())
    expect(newcomer.page.get_by_label("Join code")).to_have_value(code)
    newcomer.button("Join").click()
    expect(newcomer.heading("Neighbours")).to_be_visible()


def signed_up(visitor: Visitor, email: str, mailbox) -> None:
    """From the page of signing up to where it had come from."""
    visitor.page.get_by_label("Name").fill("Fay Founder")
    visitor.page.get_by_label("E-mail").fill(email)
    visitor.page.get_by_label("Password").fill(PASSWORD)
    visitor.button("Sign up").click()
    expect(visitor.heading("Verify your e-mail")).to_be_visible()
    visitor.page.get_by_label("Code").fill(mailbox.mailed(email, CODE))
    visitor.button("Verify").click()


def test_many_are_invited_with_a_class_and_what_was_refused_is_told(visit, community):
    owner = visit(community.owner, viewport=PHONE)
    people = [f"guest{number}@people.example" for number in range(30)]

    owner.open(f"/networks/{community.network['network_id']}/invitations")
    pasted = "\n".join(["Name;E-mail", *(f"Guest {n};{email}" for n, email in enumerate(people)), "x@y"])
    owner.page.get_by_label("E-mail addresses").fill(pasted)
    owner.page.get_by_label("Class").fill("guests")
    owner.button("Invite").click()
    expect(owner.page.get_by_text("30 invitations are sent.")).to_be_visible()
    expect(owner.page.get_by_text("1 is not sent:")).to_be_visible()
    owner.look("invited-many-phone")

    sent = community.owner.get(f"/networks/{community.network['network_id']}/invitations", limit=100)["items"]
    assert {one["email"] for one in sent} == set(people)
    assert {one["member_class"] for one in sent} == {"guests"}


@pytest.mark.parametrize(("size", "name"), SIZES)
def test_members_are_found_given_a_class_and_removed(visit, community, size, name):
    community.member("Zoe")
    owner = visit(community.owner, viewport=size)
    rows = owner.page.get_by_role("listitem")

    owner.open(f"/networks/{community.network['network_id']}/members")
    expect(rows.filter(has_text="Driver")).to_be_visible()
    owner.page.get_by_label("Search by name").fill("zoe")
    expect(owner.page.get_by_text("1 member found")).to_be_visible()
    expect(rows.filter(has_text="Driver")).to_have_count(0)
    owner.button("Standing of Zoe").click()
    owner.page.get_by_role("form", name="Class of Zoe").get_by_label("Class").fill("guests")
    owner.button("Save class").click()
    expect(rows.filter(has_text="Zoe")).to_contain_text("guests")
    owner.look(f"member-{name}")
    owner.button("Remove Zoe").click()
    owner.page.get_by_role("dialog").get_by_role("button", name="Remove").click()

    expect(owner.page.get_by_text("Nobody is found by that.")).to_be_visible()
    expect(owner.page.get_by_role("heading", name="Members")).to_be_focused()


@pytest.mark.parametrize(("size", "name"), SIZES)
def test_a_calendar_tells_who_has_which_charger_when(visit, community, size, name):
    start = at_ten(community, days=1)
    community.book(community.driver, start)
    owner = visit(community.owner, viewport=size)
    day = start.astimezone(ZoneInfo(community.charger["time_zone"]))

    owner.open(f"/networks/{community.network['network_id']}/calendar")
    owner.page.get_by_label("Date").fill(f"{day:%Y-%m-%d}")
    row = owner.page.get_by_role("row").filter(has_text="Networked")
    expect(row).to_contain_text(re.compile(r"10:00.11:00\s+Driver"))
    owner.page.get_by_label("What is shown").select_option("week")
    expect(owner.page.get_by_role("columnheader")).to_have_count(8)
    expect(row).to_contain_text("Driver")
    owner.look(f"calendar-{name}")
    owner.button("Next week").click()
    expect(row).not_to_contain_text("Driver")

    owner.open(f"/stations/{community.station['station_id']}/calendar")
    expect(owner.heading("Calendar of Courtyard")).to_be_visible()
    expect(owner.page.get_by_role("row").filter(has_text="Plain")).to_be_visible()


@pytest.mark.parametrize(("size", "name"), SIZES)
def test_an_owner_sees_use_and_revenue_and_takes_them_away(visit, community, size, name):
    session = community.driver.create(f"/chargers/{community.plain['charger_id']}/sessions", {})
    community.driver.post(f"/sessions/{session['session_id']}/stop", {"energy_kwh": 10})
    owner = visit(community.owner, viewport=size)

    owner.open(f"/networks/{community.network['network_id']}/usage")
    expect(owner.page.get_by_test_id("usage-energy")).to_have_text("10 kWh")
    expect(owner.page.get_by_test_id("usage-revenue")).to_contain_text("3.5")
    expect(owner.page.get_by_role("row").filter(has_text="Plain")).to_contain_text("10 kWh")
    owner.look(f"usage-{name}")
    for page in ("usage", "fairness"):
        owner.open(f"/networks/{community.network['network_id']}/{page}")
        with owner.page.expect_download() as saved:
            owner.button("Download as CSV").click()
        assert saved.value.suggested_filename.endswith(".csv")
        table = list(csv.DictReader(Path(saved.value.path()).read_text().splitlines()))
        assert any(float(row["energy_kwh"]) == 10 for row in table)


def test_a_rejected_booking_leaves_the_list_and_the_focus_stays(visit, community):
    community.owner.patch(f"/networks/{community.network['network_id']}/policy", {"approval": "manager"})
    booking = community.book(community.driver, next_quarter(timedelta(hours=3)))
    owner = visit(community.owner, viewport=PHONE)

    owner.open(f"/networks/{community.network['network_id']}/approvals")
    owner.button("Reject…").click()
    owner.page.get_by_label("Why").fill("The street is closed")
    owner.button("Reject").click()
    expect(owner.page.get_by_text("Nobody waits for approval")).to_be_visible()
    expect(owner.page.get_by_role("heading", name="Waiting for approval")).to_be_focused()

    assert community.driver.get(f"/bookings/{booking['booking_id']}")["state"] == "REJECTED"


def test_an_edited_policy_is_not_left_by_mistake(visit, community):
    owner = visit(community.owner)
    asked = []

    owner.open(f"/networks/{community.network['network_id']}/policy")
    owner.button("Edit: Basics").click()
    owner.page.get_by_label("Bookings per member at a time").fill("7")
    owner.page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    owner.link("Members").click()
    expect(owner.page.get_by_label("Bookings per member at a time")).to_have_value("7")
    owner.button("Discard").click()
    owner.link("Members").click()

    expect(owner.page.get_by_role("heading", name="Members")).to_be_visible()
    assert len(asked) == 1

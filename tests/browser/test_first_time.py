"""The first time: nobody has read anything, and clicks only what the page shows.

The charger is a simulated one.
"""

import re
import secrets

import pytest
from playwright.sync_api import expect

from infra.local.api_client import CODE, ApiClient
from tests.browser.pages import INVITATION
from tests.browser.visitor import DESKTOP, Visitor, number_in
from tests.community import PASSWORD, buoy, found

NARROW = {"width": 390, "height": 844}
SIZES = [pytest.param(NARROW, "phone", id="phone"), pytest.param(DESKTOP, "desktop", id="desktop")]


@pytest.mark.parametrize(("size", "name"), SIZES)
def test_from_signing_up_to_a_finished_charge(visit, somebody, anyone, power_on, size, name):
    """With nothing but the code that a neighbour has told."""
    community = found(somebody)
    power_on(community.charge_point["charge_point_id"], community.charge_point["password"])
    driver = visit(viewport=size)

    driver.open("/")
    sign_up(driver, anyone(), "Nora Newcomer")
    driver.look(f"first-map-{name}")
    driver.link("Join one by its code").click()
    driver.page.get_by_label("Join code").fill(community.network["join_code"]["code"])
    driver.button("Join").click()
    expect(driver.heading("Neighbours")).to_be_visible()
    driver.look(f"first-network-{name}")
    driver.link("Courtyard").click()
    card = driver.charger(community.charger)
    expect(card.get_by_text("You can have this time.")).to_be_visible()
    card.get_by_role("button", name="Book", exact=True).click()
    expect(card.get_by_role("status")).to_contain_text("Booked: ")
    driver.look(f"first-booked-{name}")
    card.get_by_role("button", name="Start charging").click()

    expect(driver.page.get_by_test_id("live-energy")).to_have_text(re.compile(r"^\d+\.\d+ kWh$"))
    driver.look(f"first-charge-{name}")
    driver.button("Stop charging").click()
    energy = driver.page.get_by_test_id("session-energy")
    expect(energy).to_be_visible()
    assert number_in(energy.inner_text()) > 0
    expect(driver.page.get_by_test_id("session-cost")).to_have_text(re.compile(r"^€\d"))
    driver.look(f"first-charged-{name}")
    assert driver.refusals == []


@pytest.mark.parametrize(("size", "name"), SIZES)
def test_from_signing_up_to_a_shared_network_with_a_charger_online(
    visit, anyone, somebody, power_on, size, name
):
    buoy(somebody("Stranger"))
    owner, mailbox = visit(viewport=size), anyone()
    invited = f"neighbour-{secrets.token_hex(6)}@people.example"

    owner.open("/")
    sign_up(owner, mailbox, "Olaf Owner")
    owner.link("create your own").click()
    owner.page.get_by_label("Network name").fill("Orchard Road")
    owner.button("Create network").click()
    expect(owner.page.get_by_role("heading", name="First steps")).to_be_visible()
    owner.link("Add a station").click()
    owner.page.get_by_label("Station name").fill("Yard")
    owner.page.get_by_label("Latitude").fill("47.9931")
    owner.page.get_by_label("Longitude").fill("7.8463")
    owner.page.get_by_role("region", name="Charger 1").get_by_label("Power (kW)").fill("11")
    owner.look(f"first-station-{name}")
    owner.button("Add station").click()
    expect(owner.heading("Connect the chargers")).to_be_visible()
    owner.page.get_by_label("Charge point name").fill("Box on the wall")
    owner.button("Set up").click()
    expect(owner.page.get_by_text("Waiting for your charge point to connect…")).to_be_visible()
    owner.look(f"first-charge-point-{name}")

    identity = owner.page.get_by_text(re.compile(r"^CP-\w+$"))
    power_on(identity.inner_text(), owner.page.get_by_test_id("ocpp-password").inner_text())
    expect(owner.page.get_by_text("Connected.", exact=True)).to_be_visible()
    owner.look(f"first-connected-{name}")
    owner.link("Invite people").click()
    owner.page.get_by_label("E-mail addresses").fill(invited)
    owner.button("Invite").click()
    expect(owner.page.get_by_text("1 invitation is sent.")).to_be_visible()
    owner.go_to("Map")
    owner.link("Yard").click()
    expect(owner.page.get_by_role("region", name="Charger 1", exact=True)).to_contain_text("Available")
    owner.look(f"first-online-{name}")

    assert mailbox.mailed(invited, INVITATION)
    assert owner.refusals == []


def sign_up(newcomer: Visitor, mailbox: ApiClient, name: str) -> None:
    """From the map to the map."""
    email = f"{name.partition(' ')[0].lower()}-{secrets.token_hex(6)}@people.example"
    newcomer.link("Sign up").click()
    newcomer.page.get_by_label("Name").fill(name)
    newcomer.page.get_by_label("E-mail").fill(email)
    newcomer.page.get_by_label("Password").fill(PASSWORD)
    newcomer.button("Sign up").click()
    newcomer.page.get_by_label("Code").fill(mailbox.mailed(email, CODE))
    newcomer.button("Verify").click()
    expect(newcomer.heading("Stations")).to_be_visible()

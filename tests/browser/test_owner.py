"""What an owner does: a network, a station, a charge point that connects, people."""

import re

from playwright.sync_api import expect


def test_an_owner_builds_a_network_with_a_station_and_its_charge_point(visit, somebody, power_on):
    api = somebody("Olga")
    owner = visit(api)

    owner.open("/networks/new")
    owner.page.get_by_label("Network name").fill("Orchard Road")
    owner.page.get_by_label("Description").fill("Four houses, two chargers")
    owner.button("Create network").click()
    expect(owner.heading("Orchard Road")).to_be_visible()
    owner.link("Add a station").click()
    add_station(owner)
    [network] = api.get("/networks")["items"]
    [station] = api.get(f"/networks/{network['network_id']}/stations")["items"]
    assert (station["latitude"], station["longitude"]) == (52.2053, 0.1218)
    assert station["time_zone"] == "Europe/London"
    [charger] = station["chargers"]
    assert charger["tariff"]["price_per_kwh"] == "0.27"

    owner.page.get_by_label("Charge point name").fill("Garden wall")
    owner.button("Set up").click()
    password = owner.page.get_by_test_id("ocpp-password")
    expect(password).to_have_text(re.compile(r"^\S{16,}$"))
    for what in ("address", "identity", "password"):
        expect(owner.button(f"Copy {what}")).to_be_visible()
    waiting = owner.page.get_by_text("Waiting for your charge point to connect…")
    expect(waiting).to_be_visible()
    owner.look("credentials-desktop")
    [point] = api.get(f"/stations/{station['station_id']}/charge-points")["items"]
    power_on(point["charge_point_id"], password.inner_text())
    expect(waiting).to_have_count(0)
    expect(owner.page.get_by_text("Connected.", exact=True)).to_be_visible()

    owner.page.reload()
    card = owner.page.get_by_role("region", name="Charge point Garden wall", exact=True)
    expect(card).to_contain_text("Connected")
    expect(owner.page.get_by_test_id("ocpp-password")).to_have_count(0)
    owner.link("Done").click()
    expect(owner.heading("Manage By the apple trees")).to_be_visible()
    owner.link("Station").click()
    expect(owner.page.get_by_role("region", name="Tree side", exact=True)).to_contain_text("Available")


def add_station(owner):
    page = owner.page
    page.get_by_label("Station name").fill("By the apple trees")
    page.get_by_label("Latitude").fill("52.2053")
    page.get_by_label("Longitude").fill("0.1218")
    charger = page.get_by_role("region", name="Charger 1")
    charger.get_by_label("Charger name").fill("Tree side")
    charger.get_by_label("Power (kW)").fill("11")
    charger.get_by_label("Price per kWh").fill("0,27")
    owner.look("new-station-desktop")
    owner.button("Add station").click()
    expect(owner.heading("Connect the chargers")).to_be_visible()


def test_people_are_invited_by_pasted_text(visit, community):
    owner = visit(community.owner)
    driver = community.driver.account["email"]
    new = "pat.new@people.example"

    owner.open(f"/networks/{community.network['network_id']}/invitations")
    owner.page.get_by_label("E-mail addresses").fill(f"Pat New <{new}>, pat@nowhere@example\n{driver};")
    owner.button("Invite").click()

    results = owner.page.locator(".results").get_by_role("listitem")
    expect(results.filter(has_text=new)).to_contain_text("invited")
    expect(results.filter(has_text=driver)).to_contain_text("is a member already")
    expect(results.filter(has_text="pat@nowhere@example")).to_contain_text("is not an e-mail address")
    owner.look("invited-desktop")
    sent = owner.page.get_by_role("listitem").filter(has_text="Sent").filter(has_text=new)
    expect(sent).to_contain_text("open until")
    owner.button(f"Revoke the invitation to {new}").click()
    owner.page.get_by_role("dialog").get_by_role("button", name="Revoke").click()
    expect(sent).to_contain_text("revoked")


def test_the_join_code_is_shown_when_asked_and_replaced(visit, community):
    owner = visit(community.owner)
    old = community.network["join_code"]["code"]

    owner.open(f"/networks/{community.network['network_id']}")
    code = owner.page.get_by_test_id("join-code")
    expect(code).to_have_text("•" * len(old))
    owner.button("Show code").click()
    expect(code).to_have_text(old)
    owner.button("Replace the code").click()
    owner.page.get_by_role("dialog").get_by_role("button", name="Replace").click()

    expect(code).not_to_have_text(old)
    newcomer = visit(community.newcomer("Nils"))
    newcomer.open("/networks")
    newcomer.page.get_by_label("Join code").fill(old)
    newcomer.button("Join").click()
    expect(newcomer.page.get_by_role("alert")).to_contain_text("unknown_code")
    newcomer.page.get_by_label("Join code").fill(code.inner_text())
    newcomer.button("Join").click()
    expect(newcomer.heading(community.network["name"])).to_be_visible()

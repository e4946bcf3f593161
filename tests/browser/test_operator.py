"""What a manager does at a charge point: ask, set, watch it break, and put its odd sessions right."""

import hashlib
import re
import secrets
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.axe import settle, violations
from tests.browser.pages import charge_point_views
from tests.browser.played import played
from tests.browser.visitor import DESKTOP, PHONE


@pytest.fixture
def manager(visit, community):
    return visit(community.owner)


@pytest.fixture
def address(community):
    return f"/charge-points/{community.charge_point['charge_point_id']}"


def test_a_command_is_asked_and_its_answer_seen(manager, community, stack, address):
    with played(stack.ocpp_url, community.charge_point) as play:
        manager.open(f"/stations/{community.station['station_id']}/manage")
        manager.link("Look closer, give commands").click()
        expect(manager.page.get_by_role("region", name="State", exact=True)).to_contain_text("Connected")
        manager.page.get_by_label("Of which part").select_option(label="Connector 1")
        manager.button("Unlock cable").click()
        manager.page.get_by_role("dialog").get_by_role("button", name="Unlock cable").click()

        assert play("asked", "UnlockConnector") == {"connector_id": 1}
        told = manager.page.get_by_role("region", name="Ask something of it").get_by_role("status")
        expect(told).to_contain_text("Unlock: connector 1. Agreed")
        row = manager.page.get_by_role("list", name="Commands").get_by_role("listitem").first
        expect(row).to_contain_text("Unlock: connector 1")
        expect(row).to_contain_text("Owner")
        expect(row).to_contain_text("Agreed")
        manager.look("command-desktop")

        manager.page.get_by_label("Charge with").select_option(label="Another token")
        manager.page.get_by_label("Token number (UID)").fill("04A1B2C3")
        manager.button("Start at connector 1").click()
        assert play("asked", "RemoteStartTransaction") == {"connector_id": 1, "id_tag": "04A1B2C3"}
        expect(told).to_contain_text("Start charging: connector 1. Agreed")

    expect(manager.page.get_by_role("region", name="State", exact=True)).to_contain_text("Offline")
    manager.button("A sign of life").click()
    expect(told).to_contain_text("It was not connected.")


def test_any_message_is_sent_and_what_is_odd_about_it_told(manager, community, stack, address):
    with played(stack.ocpp_url, community.charge_point) as play:
        manager.open(address)
        manager.page.get_by_text("Other message", exact=True).click()
        form = manager.page.get_by_role("form", name="Other message")
        form.get_by_label("What").select_option(label="Any message, in the words of its OCPP")
        form.get_by_label("Name of the message").fill("ChangeAvailability")
        form.get_by_label("Payload (JSON)").fill('{"connectorId": "one", "type": "Operative"}')
        form.get_by_role("button", name="Send").click()
        odd = form.get_by_role("list", name="What is odd").get_by_role("listitem")
        expect(odd).to_contain_text("connectorId: it is of the wrong kind")
        form.get_by_label("Payload (JSON)").fill('{"connectorId": 1, "type": "Operative"}')
        form.get_by_role("button", name="Send").click()
        assert play("asked", "ChangeAvailability") == {"connector_id": 1, "type": "Operative"}
        expect(form.get_by_role("status")).to_contain_text("Other message: ChangeAvailability. Agreed")


def test_a_charge_point_is_renamed_and_told_to_wait(manager, community, address):
    manager.open(address)
    manager.button("Edit").click()
    form = manager.page.get_by_role("form", name="Edit the charge point")
    form.get_by_label("Charge point name").fill("North gate")
    form.get_by_label("When it starts").select_option(label="It waits")
    form.get_by_label("Let it in without a subprotocol").check()
    expect(form).to_contain_text("Once this is saved it is disconnected")
    manager.look("edit-charge-point-desktop")
    form.get_by_role("button", name="Save").click()

    expect(manager.heading("North gate")).to_be_visible()
    expect(form).to_have_count(0)
    expect(manager.page.get_by_role("region", name="State", exact=True)).to_contain_text("It is told to wait")
    kept = community.owner.get(f"/charge-points/{community.charge_point['charge_point_id']}")
    assert (kept["name"], kept["boot_status"], kept["allow_no_subprotocol"]) == (
        "North gate",
        "Pending",
        True,
    )


def test_a_broken_connector_is_explained_and_its_alarm_comes_and_goes(manager, community, stack, address):
    alarms = f"/networks/{community.network['network_id']}/alarms"
    with played(stack.ocpp_url, community.charge_point) as play:
        manager.open(address)
        connector = manager.page.get_by_role("list", name="Connectors").get_by_role("listitem").first
        expect(connector).to_contain_text("Free")
        play("status", 1, "Faulted", error_code="GroundFailure", info="residual current")
        expect(connector).to_contain_text("Broken")
        expect(connector).to_contain_text("GroundFailure")
        expect(connector).to_contain_text("residual current")

        manager.open(alarms)
        is_open = manager.page.get_by_role("list", name="Open alarms").get_by_role("listitem")
        expect(is_open).to_have_count(1)
        expect(is_open).to_contain_text("Broken")
        manager.page.get_by_role("button", name="Acknowledge").click()
        expect(is_open).to_contain_text("Seen")
        manager.look("alarm-desktop")
        play("status", 1)
        expect(manager.page.get_by_text("Nothing is wrong")).to_be_visible()

    over = manager.page.get_by_role("list", name="Alarms that are over").get_by_role("listitem")
    expect(over).to_contain_text("Broken")
    manager.open(f"{address}/uptime")
    fault = manager.page.get_by_role("list", name="Faults").get_by_role("listitem")
    expect(fault).to_contain_text("GroundFailure")


def test_a_setting_is_changed_and_what_differs_is_shown(manager, community, stack, address):
    with played(stack.ocpp_url, community.charge_point) as play:
        manager.open(f"{address}/configuration")
        manager.button("Read all from the charger").click()
        row = manager.page.get_by_role("list", name="Settings").get_by_role("listitem")
        expect(row).to_contain_text("300")
        manager.button("Change HeartbeatInterval").click()
        manager.page.get_by_label("New value of HeartbeatInterval").last.fill("120")
        manager.button("Set").click()
        assert play("asked", "ChangeConfiguration") == {"key": "HeartbeatInterval", "value": "120"}
        expect(row).to_contain_text("As wanted")

        manager.button("Read all from the charger").click()
        expect(row).to_contain_text("Differs")
        expect(row).to_contain_text("Wanted: 120")
        manager.page.get_by_label("Only what is not as wanted").check()
        expect(row).to_have_count(1)
        manager.look("settings-desktop")
        manager.button("Want HeartbeatInterval no longer").click()
        expect(row).to_have_count(0)


def test_an_odd_session_is_corrected_and_its_new_record_shown(manager, community, stack):
    token = secrets.token_hex(6).upper()
    community.driver.create("/me/tokens", {"uid": token, "name": "Card"})
    with played(stack.ocpp_url, community.charge_point) as play:
        transaction = play("start", token, 9000)
        play("stop", transaction, 4000)

    network = f"/networks/{community.network['network_id']}"
    manager.open(network)
    manager.link("1 session waits for a review").click()
    card = manager.page.get_by_role("listitem", name="Session of Driver")
    expect(card).to_contain_text("The meter stood higher at the begin than at the end.")
    manager.look("review-desktop")
    card.get_by_label("What is right").select_option(label="Correct the energy")
    card.get_by_label("Energy (kWh)").fill("5")
    card.get_by_label("Why").fill("Read off the meter in the yard")
    card.get_by_role("button", name="Decide").click()

    expect(manager.page.get_by_text("Nothing to review")).to_be_visible()
    done = manager.page.get_by_role("status").filter(has_text="is corrected")
    expect(done).to_contain_text("Recorded: 5 kWh, €2.00")
    manager.link("Open it").click()
    expect(manager.page.get_by_text("Corrected to 5 kWh: Read off the meter in the yard")).to_be_visible()


def test_an_image_is_uploaded_and_rolled_out(manager, community, stack):
    network = f"/networks/{community.network['network_id']}"
    announced = {"name": "Other", "version": "9"}
    files = urlsplit(community.owner.create(f"{network}/firmware", announced)["upload_url"])
    manager.others = (f"{files.scheme}://{files.netloc}/",)
    content = secrets.token_bytes(200_000)
    manager.open(f"{network}/firmware")
    manager.button("Add an image").click()
    form = manager.page.get_by_role("form", name="Add an image")
    form.get_by_label("Name").fill("Winter")
    form.get_by_label("Version").fill("2.0")
    form.get_by_label("File").set_input_files(
        {"name": "winter.bin", "mimeType": "application/octet-stream", "buffer": content}
    )
    form.get_by_role("button", name="Upload").click()

    image = manager.page.get_by_role("listitem").filter(has_text="Winter (2.0)")
    expect(image).to_contain_text(hashlib.sha256(content).hexdigest())
    with played(stack.ocpp_url, community.charge_point) as play:
        image.get_by_role("link", name="Roll it out").click()
        form = manager.page.get_by_role("form", name="A new rollout")
        expect(form.get_by_label("To which")).to_have_value(re.compile(".+"))
        expect(form.get_by_label("To which").locator("option:checked")).to_have_text("Winter (2.0)")
        form.get_by_role("button", name="Begin").click()

        progress = manager.page.get_by_role("region", name="Progress")
        expect(progress).to_contain_text("Update firmware")
        assert play("asked", "UpdateFirmware")["location"].startswith(f"http://{files.netloc}")
        step = manager.page.get_by_role("list", name="Charge points").get_by_role("listitem")
        expect(step).to_contain_text("Asked")
        manager.button("Stop").click()
        manager.page.get_by_role("dialog").get_by_role("button", name="Stop").click()
        expect(progress).to_contain_text("Stopped")
        manager.look("rollout-desktop")
        manager.button("Resume").click()
        expect(progress).to_contain_text("Under way")


LOOKS = [pytest.param(PHONE, "light", id="phone"), pytest.param(DESKTOP, "dark", id="desktop")]


@pytest.mark.parametrize(("size", "theme"), LOOKS)
def test_the_pages_of_a_charge_point_fit_and_are_accessible(visit, community, stack, request, size, theme):
    manager = visit(community.owner, viewport=size)
    broken = {}
    with played(stack.ocpp_url, community.charge_point):
        for name, path in charge_point_views(community).items():
            manager.open(path)
            expect(manager.heading(community.charge_point["name"])).to_be_visible()
            expect(manager.page.get_by_role("heading", level=2).first).to_be_visible()
            settle(manager.page)
            manager.look(f"{name}-{request.node.callspec.id}", theme)
            broken[name] = violations(manager.page, theme)

    assert {name: what for name, what in broken.items() if what} == {}

    assert {refusal.rsplit("/", 1)[1] for refusal in manager.refusals} <= {"composite-schedule"}

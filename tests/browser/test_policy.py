"""How an owner says how chargers are shared, and what drivers see of it."""

import re

from playwright.sync_api import expect

from tests.browser.visitor import PHONE


def test_an_owner_begins_with_a_preset_and_edits_it(visit, community):
    owner, driver = visit(community.owner, viewport=PHONE), visit(community.driver)
    where = f"/networks/{community.network['network_id']}/policy"

    owner.open(where[: -len("/policy")])
    owner.link("Policy").click()
    owner.page.get_by_role("radio", name="Workplace").check()
    fair = owner.page.get_by_role("region", name="Fair share")
    expect(fair).to_contain_text(re.compile("Prime time, Mon.Fri 08:00.18:00: at most 3 h of a booking"))
    owner.button("Edit: Basics").click()
    basics = owner.page.get_by_role("region", name="Basics")
    basics.get_by_label("Longest booking", exact=True).fill("1.5")
    expect(basics.get_by_role("listitem").filter(has_text="at most 1 h 30 min")).to_be_visible()
    basics.get_by_label("Members may charge without a booking").uncheck()
    basics.get_by_label("Bookings per member at a time").fill("0")
    owner.look("policy-edited-phone")
    owner.button("Save policy").click()
    refused = owner.page.get_by_role("textbox", name="Bookings per member at a time")
    expect(refused).to_have_attribute("aria-invalid", "true")
    expect(refused).to_be_focused()
    expect(refused).to_have_accessible_description("Between 1 and 1000, or no limit.")
    told = owner.page.get_by_role("alert").get_by_role("listitem")
    expect(told).to_have_text("Bookings per member at a time: Between 1 and 1000, or no limit.")
    refused.fill("1")
    owner.button("Save policy").click()
    expect(owner.page.get_by_text("The policy is saved.")).to_be_visible()

    changes = owner.page.get_by_role("listitem").filter(has_text="for the network")
    expect(changes.first).to_contain_text("A booking lasts at most 1 h 30 min.")
    kept = community.owner.get(where)
    assert (kept["max_duration_minutes"], kept["max_active"], kept["walk_up"]) == (90, 1, False)
    assert kept["strikes"] == {"most": 3, "within_days": 30, "suspend_days": 7}
    driver.open(f"/stations/{community.station['station_id']}")
    shared = driver.page.locator("section.terms").get_by_role("listitem")
    expect(shared.filter(has_text="A booking lasts at most 1 h 30 min.")).to_be_visible()
    expect(shared.filter(has_text="Charging needs a booking.")).to_be_visible()


def test_who_is_outrun_keeps_what_they_changed(visit, community):
    owner = visit(community.owner)
    where = f"/networks/{community.network['network_id']}/policy"

    owner.open(where)
    owner.button("Edit: Basics").click()
    owner.page.get_by_label("Bookings per member at a time").fill("7")
    community.owner.patch(where, {"walk_up": False})
    owner.button("Save policy").click()
    expect(owner.page.get_by_role("alert")).to_contain_text(
        "changed it meanwhile: Charging without a booking"
    )
    expect(owner.page.get_by_role("region", name="Basics")).to_contain_text("Charging needs a booking.")
    owner.button("Save policy").click()
    expect(owner.page.get_by_text("The policy is saved.")).to_be_visible()

    kept = community.owner.get(where)
    assert (kept["max_active"], kept["walk_up"]) == (7, False)


def test_a_charger_says_what_differs_and_goes_back(visit, community):
    owner = visit(community.owner)
    where = f"/chargers/{community.charger['charger_id']}/policy"

    owner.open(where)
    owner.button("Edit: Basics").click()
    owner.button("Change: Longest booking").click()
    owner.page.get_by_label("Longest booking", exact=True).fill("2")
    owner.button("Save policy").click()
    expect(owner.page.get_by_text("1 rule changed")).to_have_count(0)
    expect(owner.page.get_by_text("The policy is saved.")).to_be_visible()
    assert community.owner.get(where)["own"] == {"max_duration_minutes": 120}

    owner.button("As the station says: Longest booking").click()
    owner.button("Save policy").click()
    expect(owner.page.get_by_text("Nothing changed.")).to_be_visible()
    assert community.owner.get(where)["own"] == {}

"""Every main view on a phone and on a desktop, light and dark: it fits, and its heading is read first."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import DESKTOP, PHONE
from tests.community import Community, found, next_quarter

SIZES = [pytest.param(PHONE, id="phone"), pytest.param(DESKTOP, id="desktop")]
PUBLIC = {
    "map": ("/", "Stations"),
    "sign up": ("/signup", "Sign up"),
    "verify": ("/verify", "Verify your e-mail"),
    "log in": ("/login", "Log in"),
    "forgot": ("/forgot", "Forgot your password"),
    "reset": ("/reset", "Choose a new password"),
    "not found": ("/nowhere", "Not found"),
}


def own_views(community: Community, session_id: str) -> dict[str, tuple[str, str]]:
    """Address and heading of each view that an owner has."""
    network = f"/networks/{community.network['network_id']}"
    station = f"/stations/{community.station['station_id']}"
    charger = f"/chargers/{community.charger['charger_id']}"
    return {
        "my map": ("/", "Stations"),
        "station": (station, "Courtyard"),
        "manage": (f"{station}/manage", "Manage Courtyard"),
        "bookings": ("/bookings", "My bookings"),
        "past bookings": ("/bookings?when=past", "My bookings"),
        "sessions": ("/sessions", "Charging"),
        "session": (f"/sessions/{session_id}", "Courtyard"),
        "networks": ("/networks", "My networks"),
        "new network": ("/networks/new", "Create a network"),
        "network": (network, community.network["name"]),
        "policy": (f"{network}/policy", community.network["name"]),
        "approvals": (f"{network}/approvals", community.network["name"]),
        "fees": (f"{network}/fees", community.network["name"]),
        "fairness": (f"{network}/fairness", community.network["name"]),
        "members": (f"{network}/members", community.network["name"]),
        "invitations": (f"{network}/invitations", community.network["name"]),
        "network sessions": (f"{network}/sessions", community.network["name"]),
        "settings": (f"{network}/settings", community.network["name"]),
        "alarms": (f"{network}/alarms", community.network["name"]),
        "reviews": (f"{network}/reviews", community.network["name"]),
        "rollouts": (f"{network}/rollouts", community.network["name"]),
        "firmware": (f"{network}/firmware", community.network["name"]),
        "new station": (f"{network}/stations/new", "Add a station"),
        "me": ("/me", "Profile"),
        "cars": ("/me/cars", "Cars"),
        "tokens": ("/me/tokens", "Tokens"),
        "notifications": ("/me/notifications", "Notifications"),
        "calendar": ("/me/calendar", "Calendar"),
        "my fees": ("/me/fees", "Fees"),
        "waiting": ("/bookings?when=waiting", "My bookings"),
        "find": ("/find?near=47.9931,7.8463", "Find a free charger"),
        "station policy": (f"{station}/policy", "Policy of Courtyard"),
        "charger policy": (f"{charger}/policy", "Policy of Networked"),
        "blocks": (f"{charger}/blocks", "Blocked times of Networked"),
    }


@pytest.mark.parametrize("size", SIZES)
def test_views_of_anyone(visit, request, size):
    visitor = visit(viewport=size)

    for name, (path, title) in PUBLIC.items():
        visitor.open(path)
        expect(visitor.heading(title)).to_be_visible()
        visitor.look(f"{name}-{request.node.callspec.id}")

    assert visitor.refusals == []


@pytest.mark.parametrize("size", SIZES)
def test_views_of_an_owner(visit, somebody, request, size):
    community = found(somebody, name="The house with a rather long name, 12 to 14 Lindenhofstraße")
    owner = community.owner
    session = lived_in(community)
    visitor = visit(owner, viewport=size)

    for name, (path, title) in own_views(community, session).items():
        visitor.open(path)
        expect(visitor.heading(title)).to_be_visible()
        visitor.look(f"{name}-{request.node.callspec.id}")

    assert visitor.refusals == []


def lived_in(community: Community) -> str:
    """Something in every list of the owner's; the id of a finished session."""
    owner, network = community.owner, community.network["network_id"]
    booking = community.book(owner, next_quarter())
    community.book(community.driver, next_quarter(timedelta(hours=2)), quarters=6)
    gone = community.book(owner, next_quarter(timedelta(days=1)))
    owner.post(f"/bookings/{gone['booking_id']}/cancel")
    car = {"name": "Blue one", "make": "Renault", "model": "Zoe", "plate": "FR-PN 1", "battery_kwh": 52}
    owner.create("/me/cars", {**car, "connectors": ["IEC_62196_T2"], "max_ac_kw": 22, "max_dc_kw": None})
    for feed in ("/me/feed", f"/stations/{community.station['station_id']}/feed"):
        owner.post(feed)
    owner.create("/me/tokens", {"uid": f"04{booking['booking_id'][-12:]}", "name": "Key ring"})
    text = "a-rather-long-address-of-somebody@a-rather-long-domain.example, ann@people.example"
    owner.post(f"/networks/{network}/invitations", {"text": text})
    started = owner.create(f"/chargers/{community.plain['charger_id']}/sessions", {})
    owner.post(f"/sessions/{started['session_id']}/stop", {"energy_kwh": 12.5})
    return str(started["session_id"])


@pytest.mark.parametrize("size", SIZES)
def test_the_heading_has_the_focus_after_going_to_a_view(visit, community, size):
    visitor = visit(community.owner, viewport=size)
    visitor.open("/")
    visitor.link("Courtyard").click()
    expect(visitor.heading("Courtyard")).to_be_focused()
    visitor.link("Manage").click()
    expect(visitor.heading("Manage Courtyard")).to_be_focused()

    for place, title in {
        "Bookings": "My bookings",
        "Charging": "Charging",
        "Networks": "My networks",
        "Profile": "Profile",
        "Map": "Stations",
    }.items():
        visitor.go_to(place)
        expect(visitor.heading(title)).to_be_focused()
        expect(visitor.page).to_have_title(f"{title} · PlugNexus")

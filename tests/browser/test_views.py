"""Every main view on a phone and on a desktop, light and dark: it fits, and its heading is read first."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages import PUBLIC, lived_in, own_views
from tests.browser.visitor import DESKTOP, PHONE
from tests.community import found

SIZES = [pytest.param(PHONE, id="phone"), pytest.param(DESKTOP, id="desktop")]


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
    lived = lived_in(community)
    visitor = visit(community.owner, viewport=size)

    for name, (path, title) in own_views(community, lived).items():
        visitor.open(path)
        expect(visitor.heading(title)).to_be_visible()
        visitor.look(f"{name}-{request.node.callspec.id}")

    assert visitor.refusals == []


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

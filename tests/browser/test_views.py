"""Every page on a phone and on a desktop: it fits, light and dark, and nothing is broken that axe-core knows.

axe-core looks at WCAG 2.2 A and AA, in each theme on one size; `./scripts/bench web` looks at both on both.
"""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import THEMES, settle, violations
from tests.browser.pages import PUBLIC, all_addresses, is_of, lived_in, made_views, own_views, routes
from tests.browser.visitor import DESKTOP, PHONE
from tests.community import found

SIZES = [pytest.param(PHONE, id="phone"), pytest.param(DESKTOP, id="desktop")]
LOOKS = [pytest.param(PHONE, "light", id="phone"), pytest.param(DESKTOP, "dark", id="desktop")]
LONG = "The house with a rather long name, 12 to 14 Lindenhofstraße"
BAD = """document.querySelector('h1').insertAdjacentHTML('afterend',
  '<img src="/mark.svg"><p class="bad">Hardly to be read</p><button></button>')
document.querySelector('.bad').attributeStyleMap.set('color', '#888')
document.querySelector('.bad').attributeStyleMap.set('background-color', '#999')"""


@pytest.fixture
def looked_at(request):
    """Of each page, by its address and heading: what axe-core finds there in a theme."""
    size = request.node.callspec.id

    def look(visitor, pages, theme):
        broken = {}
        for name, (path, title) in pages.items():
            visitor.open(path)
            expect(visitor.heading(title)).to_be_visible()
            settle(visitor.page)
            visitor.look(f"{name}-{size}", theme)
            broken[name] = violations(visitor.page, theme)
        assert visitor.refusals == []
        return {name: what for name, what in broken.items() if what}

    return look


@pytest.mark.parametrize(("size", "theme"), LOOKS)
def test_pages_of_anyone(visit, looked_at, size, theme):
    assert looked_at(visit(viewport=size), PUBLIC, theme) == {}


@pytest.mark.parametrize(("size", "theme"), LOOKS)
def test_pages_of_an_owner(visit, somebody, looked_at, size, theme):
    community = found(somebody, name=LONG)
    lived = lived_in(community)
    pages = own_views(community, lived) | made_views(community, lived)

    assert looked_at(visit(community.owner, viewport=size), pages, theme) == {}


def test_what_is_not_accessible_is_found(visit):
    somebody = visit()
    somebody.open("/login")
    settle(somebody.page)
    somebody.page.evaluate(BAD)

    for theme in THEMES:
        found = violations(somebody.page, theme)
        for rule in ("image-alt", "color-contrast", "button-name"):
            assert any(line.startswith(f"{rule} ") for line in found), (theme, rule, found)


def test_every_route_of_the_client_is_among_the_pages(community):
    own = all_addresses(community, lived_in(community)).values()
    addresses = [*(path for path, _ in PUBLIC.values()), *own]

    assert len(routes()) > 30
    assert [route for route in routes() if not any(is_of(route, address) for address in addresses)] == []


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

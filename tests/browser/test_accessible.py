"""On no page is anything broken that axe-core knows of WCAG 2.2 A and AA.

Each theme on one size; `./scripts/bench web` looks at both on both.
"""

import pytest

from tests.browser.axe import THEMES, settle, violations
from tests.browser.pages import PUBLIC, all_addresses, is_of, lived_in, routes
from tests.browser.visitor import DESKTOP, PHONE

LOOKS = [pytest.param(PHONE, "light", id="phone"), pytest.param(DESKTOP, "dark", id="desktop")]
BAD = """document.querySelector('h1').insertAdjacentHTML('afterend',
  '<img src="/mark.svg"><p class="bad">Hardly to be read</p><button></button>')
document.querySelector('.bad').attributeStyleMap.set('color', '#888')
document.querySelector('.bad').attributeStyleMap.set('background-color', '#999')"""


@pytest.mark.parametrize(("size", "theme"), LOOKS)
def test_every_page_is_accessible(visit, community, size, theme):
    lived = lived_in(community)
    public = {name: path for name, (path, _) in PUBLIC.items()}
    found = {
        **looked_at(visit(viewport=size), public, theme),
        **looked_at(visit(community.owner, viewport=size), all_addresses(community, lived), theme),
    }

    assert found == {}


def looked_at(visitor, addresses, theme):
    found = {}
    for name, path in addresses.items():
        visitor.open(path)
        settle(visitor.page)
        if broken := violations(visitor.page, theme):
            found[name] = broken
    return found


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

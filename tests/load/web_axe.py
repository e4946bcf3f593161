"""axe-core on every page of the client, in both themes, on a phone and on a desktop."""

import secrets
from typing import Any

from playwright.sync_api import Browser

from infra.local.api_client import ApiClient
from tests.browser.axe import THEMES, settle, violations
from tests.browser.pages import PUBLIC, all_addresses, lived_in
from tests.browser.visitor import Visitor
from tests.community import PASSWORD, found
from tests.load.web_site import Site

SIZES = ({"width": 390, "height": 844}, {"width": 1280, "height": 800})


def broken(browser: Browser, site: Site) -> list[str]:
    """A line for each element that breaks a rule: size, theme, page, rule and why."""
    community = found(lambda name="Somebody": _somebody(site, name))
    own = all_addresses(community, lived_in(community))
    public = {name: path for name, (path, _) in PUBLIC.items()}
    return [
        f"{size['width']} px, {theme}, {name}: {line}"
        for size in SIZES
        for client, addresses in ((None, public), (community.owner, own))
        for name, theme, line in _looked_at(browser, site, client, addresses, size)
    ]


def _looked_at(
    browser: Browser, site: Site, client: ApiClient | None, addresses: dict[str, str], size: Any
) -> list[tuple[str, str, str]]:
    context = browser.new_context(viewport=size, reduced_motion="reduce", locale="en-GB")
    try:
        visitor = Visitor(context, context.new_page(), site.stack.url)
        if client is not None:
            visitor.log_in(client)
        told = []
        for name, path in addresses.items():
            visitor.open(path)
            settle(visitor.page)
            told += [(name, theme, line) for theme in THEMES for line in violations(visitor.page, theme)]
    finally:
        context.close()
    return told


def _somebody(site: Site, name: str) -> ApiClient:
    email = f"{name.lower()}-{secrets.token_hex(6)}@people.example"
    return ApiClient(site.stack.url).sign_up(email, PASSWORD, name)

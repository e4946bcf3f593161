"""axe-core on a page as it stands: what of it WCAG 2.2, levels A and AA, does not allow."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

SCRIPT = Path(__file__).resolve().parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa")
RUN = """tags => axe.run(document, { runOnly: tags, resultTypes: ['violations'] }).then(({ violations }) =>
  violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) =>
    ({ id, help, where: target.join(' '), why: failureSummary }))))"""
UNSETTLED = "[aria-busy=true], .loading, .skeleton, .maplibregl-ctrl-geolocate:not([aria-label])"
THEMES = ("light", "dark")


@cache
def _script() -> str:
    return SCRIPT.read_text()


def settle(page: Page) -> None:
    """Until the page has its heading and loads nothing that it shows a place for."""
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.locator(UNSETTLED)).to_have_count(0)


def violations(page: Page, theme: str) -> list[str]:
    """Rule, element and what is wrong with it, a line for each; `theme` is one of THEMES."""
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    page.evaluate(_script())
    told: list[dict[str, Any]] = page.evaluate(RUN, list(TAGS))
    return [f"{one['id']} ({one['help']}) at {one['where']}: {one['why']}" for one in told]

"""The JavaScript that the map page asks for before the map's own, as it goes over the wire."""

from urllib.parse import urlsplit

from playwright.sync_api import Browser, Response

from tests.load.web_site import Site

ENOUGH_KB = 90
OF_THE_MAP = "maplibre"
"""How the names of the chunks begin that only a map that is drawn needs."""
SERVICE_WORKER = "/sw.js"


def initial_js_kb(browser: Browser, site: Site) -> tuple[float | None, list[str]]:
    """Kilobytes (1000 bytes) of answers' bodies in gzip, and each with its own; None if there were none."""
    context = browser.new_context(service_workers="block")
    try:
        page = context.new_page()
        answers: list[Response] = []
        page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - Playwright marks what it is given
        page.goto(site.stack.url)
        page.locator(".maplibregl-canvas").wait_for(state="attached")
        page.wait_for_load_state("networkidle")
        sizes = {
            urlsplit(answer.url).path: answer.request.sizes()["responseBodySize"]
            for answer in answers
            if answer.request.resource_type == "script" and counts(urlsplit(answer.url).path)
        }
    finally:
        context.close()
    told = [f"{path}: {size / 1000:.1f} kB" for path, size in sorted(sizes.items(), key=lambda of: -of[1])]
    return (round(sum(sizes.values()) / 1000, 1) if sizes else None), told


def counts(path: str) -> bool:
    """Whether a script is of the client before its map."""
    return path != SERVICE_WORKER and not path.rpartition("/")[2].startswith(OF_THE_MAP)

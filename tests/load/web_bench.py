"""How good the client is: Lighthouse's scores, how a slow phone feels, what is loaded first, access, frames.

On an embedded stack with the demo community and simulated chargers, by this machine's Chromium without a
graphics card (SwiftShader draws the map). Pages: the map and a public station as a passer-by has them, and
a station where a member books. The vitals are medians, each run from a cold cache, on a processor four times
slower and a line of 1.6 Mbit/s with 150 ms before each answer.

KEYS
  lighthouse        for each page 0 to 100 by category; null: it could not be measured
  vitals            for each page: largest contentful paint, cumulative layout shift, total blocking time
  initial_js_kb     JavaScript of the map page before the map's own, in gzip; a kB is 1000 bytes
  axe_violations    elements that break WCAG 2.2 A or AA, on all pages, in both themes, at 390 and 1280 px
  map_frame_ms_p95  of 100 frames of a moved map with 10,000 stations, 95 take no longer
"""

import argparse
import contextlib
import sys
from collections.abc import Sequence
from typing import Any

from scripts.environment import Missing
from tests.browser.chromium import chromium
from tests.load import web_axe, web_first, web_frames, web_lighthouse, web_vitals
from tests.load.bench import parser_of, say, show
from tests.load.web_site import Site, site

PARTS = ("lighthouse", "vitals", "js", "axe", "frames")


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = parser_of("web", __doc__)
    parser.add_argument("--runs", type=int, default=3, help="of each page, for Lighthouse and vitals (3)")
    parser.add_argument("--only", choices=PARTS, action="append", help="measure this alone; may be repeated")
    parser.add_argument(
        "--verbose", action="store_true", help="tell on standard error what is behind a figure"
    )
    return parser.parse_args(arguments)


def main() -> int:
    """The exit code: 0 if all could be measured."""
    options = parse()
    wanted = options.only or PARTS
    node = _lighthouse() if "lighthouse" in wanted else None
    told: dict[str, Any] = {
        "lighthouse": None,
        "vitals": None,
        "initial_js_kb": None,
        "axe_violations": None,
        "map_frame_ms_p95": None,
    }
    say("  The demo community on an embedded stack ...")
    with site() as place:
        if node is not None:
            told["lighthouse"] = _scores(node, place, options)
        with chromium() as browser:
            if "vitals" in wanted:
                told["vitals"] = _vitals(browser, place, options)
            if "js" in wanted:
                told["initial_js_kb"] = _said(options, "First load", web_first.initial_js_kb(browser, place))
            if "frames" in wanted:
                told["map_frame_ms_p95"] = _said(options, "Frames", web_frames.frame_ms_p95(browser, place))
            if "axe" in wanted:
                say("  axe-core, on all pages ...")
                found = web_axe.broken(browser, place)
                told["axe_violations"] = _said(options, "Access", (len(found), found))
    show(told if options.json else _flat(told), as_json=options.json)
    return 0


def _lighthouse() -> str | None:
    """Its Node.js; None, and why, when there is none."""
    try:
        with contextlib.redirect_stdout(sys.stderr):
            return web_lighthouse.prepare()
    except Missing as missing:
        say(str(missing))
        return None


def _scores(node: str, place: Site, options: argparse.Namespace) -> dict[str, dict[str, int | None]]:
    return {
        name: _said(options, f"Lighthouse, {name}", web_lighthouse.scores(node, place, page, options.runs))
        for name, page in place.pages.items()
    }


def _vitals(browser: Any, place: Site, options: argparse.Namespace) -> dict[str, Any]:
    return {
        name: _said(options, f"Vitals, {name}", web_vitals.vitals(browser, place, page, options.runs))
        for name, page in place.pages.items()
    }


def _said(options: argparse.Namespace, what: str, told: tuple[Any, list[str]]) -> Any:
    figure, why = told
    say(f"  {what}: {figure}")
    if options.verbose:
        for line in why:
            say(f"      {line}")
    return figure


def _flat(told: dict[str, Any], before: str = "") -> dict[str, Any]:
    """One line for each figure."""
    flat: dict[str, Any] = {}
    for name, value in told.items():
        flat |= _flat(value, f"{before}{name} ") if isinstance(value, dict) else {before + name: value}
    return flat


if __name__ == "__main__":
    sys.exit(main())

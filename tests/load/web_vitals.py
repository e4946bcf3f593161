"""How a page feels on a slow phone: largest paint, shifts of layout, blocked time, each from a cold cache.

The phone: 390 x 844 points, a processor four times slower than this one, 1.6 Mbit/s down, 750 kbit/s up and
150 ms before each answer (Lighthouse's "slow 4G").
"""

from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as TimedOut

from tests.load.web_site import Opened, Site

PHONE = {"width": 390, "height": 844}
SLOWER = 4
LINE = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
QUIET_MS = 5000
PATIENCE_MS = 90_000
ENOUGH = {"lcp_ms": 2000.0, "cls": 0.02, "tbt_ms": 150.0}
OBSERVE = """
const seen = window.seen = { lcp: null, of: '', fcp: null, shifts: [], tasks: [], last: 0 }
const watch = (type, take) => new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    take(entry)
    seen.last = Math.max(seen.last, entry.startTime + entry.duration)
  }
}).observe({ type, buffered: true })
watch('largest-contentful-paint', (entry) => {
  seen.lcp = entry.startTime
  seen.of = entry.element?.outerHTML.slice(0, 120) ?? entry.url
})
watch('paint', (entry) => { if (entry.name === 'first-contentful-paint') seen.fcp = entry.startTime })
watch('layout-shift', (entry) => {
  const from = entry.sources.map(({ node }) => node?.className ?? node?.nodeName).join(', ')
  if (!entry.hadRecentInput) seen.shifts.push([entry.startTime, entry.value, from])
})
watch('longtask', (entry) => seen.tasks.push([entry.startTime, entry.duration]))
watch('resource', () => {})
"""
IS_QUIET = """quiet => {
  const loaded = performance.getEntriesByType('navigation')[0].loadEventEnd
  const { fcp, last } = window.seen
  return loaded > 0 && fcp !== null && performance.now() - Math.max(last, loaded) > quiet
}"""
WINDOW_MS, GAP_MS = 5000, 1000
"""Of a cluster of shifts; the worst cluster counts (web.dev, "Cumulative Layout Shift")."""
LONG_MS = 50


def vitals(
    browser: Browser, site: Site, page: Opened, runs: int
) -> tuple[dict[str, float | None], list[str]]:
    """Medians of so many runs, None where nothing could be measured; and why they are what they are."""
    told = [seen for _ in range(runs) if (seen := once(browser, site, page)) is not None]
    if not told:
        return dict.fromkeys(ENOUGH, None), []
    medians: dict[str, float | None] = {
        "lcp_ms": round(median(each["lcp"] for each in told)),
        "cls": round(median(shifted(each["shifts"]) for each in told), 3),
        "tbt_ms": round(median(blocked_ms(each["tasks"], each["fcp"]) for each in told)),
    }
    last = told[-1]
    why = [f"first paint {last['fcp']:.0f} ms", f"largest: {last['of']}"]
    why += [f"shift of {value:.3f} at {at:.0f} ms: {whose}" for at, value, whose in last["shifts"]]
    why += [f"task of {length:.0f} ms at {at:.0f} ms" for at, length in last["tasks"]]
    return medians, why


def once(browser: Browser, site: Site, opened: Opened) -> dict[str, Any] | None:
    """What the page told when it had been quiet for QUIET_MS; None when it never was."""
    context = browser.new_context(viewport=PHONE, device_scale_factor=2, is_mobile=True, has_touch=True)  # type: ignore[arg-type]
    try:
        site.log_in(context, opened)
        page = context.new_page()
        page.add_init_script(OBSERVE)
        slow_down(page)
        page.goto(site.url(opened), timeout=PATIENCE_MS)
        page.wait_for_function(IS_QUIET, arg=QUIET_MS, polling=250, timeout=PATIENCE_MS)
        seen: dict[str, Any] = page.evaluate("window.seen")
    except TimedOut:
        return None
    finally:
        context.close()
    return seen if seen["lcp"] is not None else None


def slow_down(page: Page) -> None:
    """The page's line and processor become those of the phone."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", LINE)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def shifted(shifts: list[tuple[float, float, str]]) -> float:
    """The worst cluster of shifts, each an instant (ms), how much, and of what."""
    worst = current = 0.0
    began = last = float("-inf")
    for at, value, _ in sorted(shifts):
        if at - last > GAP_MS or at - began > WINDOW_MS:
            began, current = at, 0.0
        current, last = current + value, at
        worst = max(worst, current)
    return worst


def blocked_ms(tasks: list[tuple[float, float]], first_paint: float) -> float:
    """Of tasks, each an instant and its length (ms), what is beyond LONG_MS after the first paint."""
    ends = [(max(start, first_paint), start + length) for start, length in tasks]
    return sum(max(0.0, end - start - LONG_MS) for start, end in ends)

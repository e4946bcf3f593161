"""The Chromium that pages are looked at with, and how it is started."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from scripts.environment import BROWSERS, HEADLESS, environment

ARGUMENTS = [
    "--no-sandbox",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

PICTURES_BY_PROCESSOR = ["--use-angle=swiftshader-webgl", "--disable-gpu-compositing"]
"""A map alone is drawn as by a graphics card. For tests: pages cost a fifth less, maps feel slower."""


def program(preferred: str = BROWSERS[0]) -> str | None:
    """The machine's Chromium, if it has one."""
    return next(filter(None, map(shutil.which, (preferred, *BROWSERS, HEADLESS))), None)


@contextmanager
def chromium(*more: str, preferred: str = BROWSERS[0]) -> Iterator[Browser]:
    """The machine's Chromium, or else the one that Playwright has downloaded; with `more` arguments."""
    node = shutil.which("node", path=environment()["PATH"])
    os.environ.setdefault(
        "PLAYWRIGHT_NODEJS_PATH", node or ""
    )  # its own needs libraries that Debian may lack
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(preferred), args=[*ARGUMENTS, *more])
        try:
            yield browser
        finally:
            browser.close()

"""What it costs that a page shows changes by itself, by how it hears of them. docs/adr/0021 decides by it."""

import dataclasses
from collections import Counter
from collections.abc import Mapping
from typing import Any

from tests.load.cost_assumptions import Assumptions
from tests.load.cost_model import Model, Usage
from tests.load.prices import PRICES

MINUTES = 1000
EACH_S = (3, 10, 30)
"""Seconds between two questions, where a page asks by itself."""
ONE_SESSION = Assumptions(chargers=1, sessions_per_day=1)
SESSION = "a session's readings that nobody watches"
"""Two hours, one each minute: each is one question to the table of watchers."""


def live(measured: Mapping[str, Any]) -> dict[str, Any]:
    """Dollars of a thousand minutes of an open page, and what the rest pays for it."""
    asking = {f"asks each {seconds} s": _asking(measured, 60 / seconds) for seconds in EACH_S}
    return {
        "usd_per_1000_page_minutes": asking | {"is told over a socket": _told(measured)},
        "usd_per_1000": {SESSION: _rounded(1000 * _unwatched(measured))},
    }


def _asking(measured: Mapping[str, Any], times: float) -> float:
    """A request that finds nothing new costs what any does: an answer of 304 is as long on its way."""
    model = _empty(measured)
    model.request("asked", "station", MINUTES * times)
    return _usd(model.causes["asked"])


def _told(measured: Mapping[str, Any]) -> float:
    """With the pages' own share of visits, watches and changes."""
    shares = dataclasses.replace(ONE_SESSION, page_minutes=5, page_visits=2)
    model = Model(shares, measured)
    return _usd(model.causes["open pages"]) / (shares.sessions * shares.page_minutes) * MINUTES


def _unwatched(measured: Mapping[str, Any]) -> float:
    readings = ONE_SESSION.session_minutes * 60 / ONE_SESSION.meter_s
    model = _empty(measured)
    look = dict.fromkeys(measured["steps"]["ocpp1.6"]["meter"], 0.0) | {"read_units": 0.5, "requests": 1}
    model.stored("look", look, readings)
    usage = model.causes["look"]
    usage["lambda_gb_s"] += model._gb_s("websocket-message", look, 1) * readings  # noqa: SLF001 - its own
    return sum(PRICES[key].of(units) for key, units in usage.items() if key in PRICES)


def _empty(measured: Mapping[str, Any]) -> Model:
    model = Model(ONE_SESSION, measured)
    model.causes.clear()
    return model


def _usd(usage: Usage) -> float:
    return _rounded(sum(PRICES[key].of(units) for key, units in Counter(usage).items() if key in PRICES))


def _rounded(usd: float) -> float:
    return round(usd, 6)

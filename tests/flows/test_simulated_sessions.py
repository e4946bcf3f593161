"""Whole sessions of simulated chargers, well-behaved and odd, and the records they end in."""

import asyncio
import contextlib

import httpx
import pytest

from infra.simulator.box import SimulatedChargePoint
from infra.simulator.car import Car
from infra.simulator.quirks.registry import quirk
from tests.site import Site

PATIENCE = 40.0


@pytest.fixture
def site(stack, community):
    return Site(stack.ocpp_url, community)


@pytest.fixture(autouse=True)
def short_waits(monkeypatch):
    monkeypatch.setattr("infra.simulator.connector.LEAST_INTERVAL", 0.3)


@contextlib.asynccontextmanager
async def box_of(site, ocpp, *quirks):
    """A simulated charge point that is online, and what it says."""
    said = []
    box = SimulatedChargePoint(
        site.charge_point_id,
        site.box["password"],
        [(1, 11.0)],
        site.url,
        ocpp=ocpp,
        quirks=[quirk(told) for told in quirks],
        tell=said.append,
    )
    box.configuration |= {"MeterValueSampleInterval": "0", "TransactionMessageRetryInterval": "1"}
    life = asyncio.create_task(box.run())
    try:
        async with asyncio.timeout(PATIENCE):
            await box.online.wait()
            yield box, said
    finally:
        life.cancel()
        await asyncio.gather(life, return_exceptions=True)


async def charged(site, box, readings=3):
    """Charge with the driver's token until so many readings were taken, stop, and tell all. Energy in kWh."""
    connector = box.connectors[1]
    begin = connector.meter_wh
    connector.car = Car(battery_kwh=58, charge=0.4, max_kw=11, seconds=600)
    box.charge(connector, site.token)
    while connector.transaction is None or len(connector.transaction.facts) <= readings:  # noqa: ASYNC110 - the box's
        await asyncio.sleep(0.05)
    transaction = connector.transaction
    connector.car = None  # the last figures are the last reading's
    transaction.stop("Local")
    await box.idle()
    await box.outbox.empty()
    return (round(connector.meter_wh) - round(begin)) / 1000


async def sessions(site):
    """All of the network, as its manager sees them."""
    path = f"/networks/{site.community.network['network_id']}/sessions"
    return (await site.api("GET", path))["items"]


def test_a_charger_of_2_0_1_charges_a_whole_session_that_ends_in_one_right_record(site):
    async def story():
        async with box_of(site, "2.0.1") as (box, _):
            energy_kwh = await charged(site, box)
            return energy_kwh, await sessions(site)

    energy_kwh, (session,) = asyncio.run(story())
    detail = site.community.driver.get(f"/sessions/{session['session_id']}")

    assert (session["state"], session["flags"]) == ("COMPLETED", [])
    assert energy_kwh > 0
    assert session["energy_kwh"] == pytest.approx(energy_kwh)
    assert len(detail["readings"]) >= 4
    assert detail["charging_periods"]


def test_many_quirks_that_lie_about_nothing_end_in_one_right_record(site):
    quirks = (
        "offline=2",
        "replay",
        "replay-after-end",
        "drop",
        "ids-from-1",
        "broken-frames",
        "lower-case",
        "extra-fields",
        "no-unit",
        "bad-sample",
        "seq-from-1",
        "nul-and-surrogates",
        "clock-without-zone",
        "two-sockets",
    )

    async def story():
        async with box_of(site, "2.0.1", *quirks) as (box, said):
            energy_kwh = await charged(site, box)
            return energy_kwh, said, await sessions(site)

    energy_kwh, said, (session,) = asyncio.run(story())

    assert any("offline for 2 s" in line for line in said)
    assert any("the connection is lost" in line for line in said)
    assert session["state"] == "COMPLETED"
    assert session["energy_kwh"] == pytest.approx(energy_kwh)


def test_a_meter_that_lies_is_flagged_and_waits_for_its_review(site):
    async def story():
        async with box_of(site, "1.6", "zero-begin", "falling-meter", "double-stop", "replay") as (box, _):
            await charged(site, box)
            path = f"/networks/{site.community.network['network_id']}/reviews"
            return await sessions(site), (await site.api("GET", path))["items"]

    (session,), (held,) = asyncio.run(story())

    assert session["state"] == "COMPLETED"
    assert {"begin_zero", "readings_fall"} & {oddity["flag"] for oddity in held["oddities"]}
    assert held["session"]["session_id"] == session["session_id"]


def test_a_log_is_uploaded(site):
    async def story():
        async with box_of(site, "2.0.1") as _:
            path = f"{site.path}/logs"
            log = await site.api("POST", path, {"kind": "diagnostics"})
            return await site.until(
                f"{path}/{log['log_id']}", None, lambda shown: shown["state"] == "UPLOADED"
            )

    shown = asyncio.run(story())

    with httpx.Client(trust_env=False, timeout=10) as web:
        log = web.get(shown["download_url"]).text
    assert log.startswith(f"diagnostics log of {site.charge_point_id}")

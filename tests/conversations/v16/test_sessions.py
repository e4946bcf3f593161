"""OCPP 1.6, Core: sessions as drivers begin and end them."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.conversations.harness import charger

FOUR_HOURS_AGO, ONE_HOUR_AGO = (datetime.now(UTC) - timedelta(hours=hours) for hours in (4, 1))


@pytest.fixture
def token(operator):
    return operator.token


def stamp(at):
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


async def begun(cp, token, at=ONE_HOUR_AGO):
    """A transaction as long as what it takes needs."""
    transaction = await cp.start(token, 0, timestamp=stamp(at))
    await cp.status(1, "Charging")
    return transaction


async def charged(door, cp, transaction, wh=1000, **more):
    """It ends, and the session as the owner sees it then."""
    await cp.stop(transaction, wh, **more)
    (session,) = await door.operator.sessions_at(cp)
    return session


async def test_TC_001_cold_boot(door):
    """Boot is accepted with a heartbeat interval, states are kept, the owner sees it online"""
    async with charger(door, boots=False, connectors=2) as cp:
        booted = await cp.say("BootNotification", charge_point_model="M", charge_point_vendor="V")
        for connector_id in (0, 1, 2):
            await cp.status(connector_id)
        time = await cp.heartbeat()
        shown = await door.operator.api("GET", cp.path)

    assert (booted.status, booted.interval) == ("Accepted", 300)
    now = datetime.now(UTC)
    assert all(
        abs(now - datetime.fromisoformat(at)) < timedelta(minutes=1) for at in (booted.current_time, time)
    )
    assert (shown["online"], shown["vendor"], shown["model"]) == (True, "V", "M")
    assert [one["status"] for one in shown["connectors"]] == ["Available"] * 2


async def test_TC_003_session_plug_in_first(door, token):
    """Plugged in, then authorized: accepted, charging, and one record in the end"""
    async with charger(door) as cp:
        await cp.occupy()
        assert await cp.authorize(token) == "Accepted"
        transaction = await begun(cp, token)
        state, (live,) = await door.operator.state(cp), await door.operator.sessions_at(cp)
        ended = await charged(door, cp, transaction, 5000)

    assert (transaction.status, state, live["state"]) == ("Accepted", "CHARGING", "ACTIVE")
    assert int(transaction.transaction_id) > 0
    assert (ended["state"], ended["energy_kwh"], ended["flags"]) == ("COMPLETED", 5.0, [])


async def test_TC_004_1_session_identification_first(door, token):
    """Authorized, then plugged in: accepted, charging, ended by the driver"""
    async with charger(door) as cp:
        assert await cp.authorize(token) == "Accepted"
        await cp.occupy()
        transaction = await begun(cp, token)
        await cp.meter(transaction, 1500)
        (live,) = await door.operator.sessions_at(cp)
        ended = await charged(door, cp, transaction, 2000, id_tag=token)
        await cp.status(1, "Finishing")
        await cp.status(1, "Available")
        after = await door.operator.state(cp)

    assert (transaction.status, live["energy_kwh"]) == ("Accepted", 1.5)
    assert (ended["state"], ended["energy_kwh"], ended["stop_reason"]) == ("COMPLETED", 2.0, "Local")
    assert after == "AVAILABLE"


async def test_TC_004_2_identified_but_no_car_came(door, token):
    """After the connection timeout the charger is available again, and there is no session"""
    async with charger(door) as cp:
        assert await cp.authorize(token) == "Accepted"
        await cp.occupy()
        during = await door.operator.state(cp)
        await cp.status(1, "Available")
        after, sessions = await door.operator.state(cp), await door.operator.sessions_at(cp)

    assert (during, after, sessions) == ("BLOCKED", "AVAILABLE", [])


async def test_TC_005_1_car_unplugged(door, token):
    """The session ends as EVDisconnected, and the charger is free once the cable is gone"""
    async with charger(door) as cp:
        transaction = await begun(cp, token)
        await cp.status(1, "SuspendedEV")
        answer = await cp.stop(transaction, 700, "EVDisconnected", id_tag=token)
        (ended,) = await door.operator.sessions_at(cp)
        states = []
        for status in ("Finishing", "Available"):
            await cp.status(1, status)
            states.append(await door.operator.state(cp))

    assert answer.id_tag_info["status"] == "Accepted"
    assert (ended["state"], ended["stop_reason"], ended["energy_kwh"]) == ("COMPLETED", "EVDisconnected", 0.7)
    assert states == ["BLOCKED", "AVAILABLE"]


async def test_TC_007_session_with_a_cached_id(door, token):
    """A transaction that was authorized by the cache alone is accepted"""
    async with charger(door) as cp:
        await cp.occupy()
        transaction = await begun(cp, token)
        ended = await charged(door, cp, transaction, 2000)

    assert transaction.status == "Accepted"
    assert (ended["state"], ended["energy_kwh"]) == ("COMPLETED", 2.0)


async def test_TC_023_1_authorize_invalid(door):
    """A token that nobody has is Invalid"""
    async with charger(door) as cp:
        await cp.occupy()
        assert await cp.authorize("NOBODYSTOKEN") == "Invalid"
        assert await door.operator.sessions_at(cp) == []


async def test_TC_023_2_authorize_expired(door):
    """A token is Expired from the moment on that its owner has set, and Accepted until then or without one"""
    operator = door.operator
    token = await operator.new_token()
    said = []
    async with charger(door) as cp:
        for end in (stamp(ONE_HOUR_AGO), stamp(datetime.now(UTC) + timedelta(hours=1)), None):
            await operator.api("PATCH", f"/me/tokens/{token}", {"expires_at": end}, operator.driver)
            said.append(await cp.authorize(token))

    assert said == ["Expired", "Accepted", "Accepted"]


async def test_TC_023_3_authorize_blocked(door):
    """A token that its owner has blocked is Blocked, and Accepted when it no longer is"""
    operator = door.operator
    token = await operator.new_token()
    said = []
    async with charger(door) as cp:
        for blocked in (True, False):
            await operator.api("PATCH", f"/me/tokens/{token}", {"blocked": blocked}, operator.driver)
            said.append(await cp.authorize(token))

    assert said == ["Blocked", "Accepted"]


async def test_TC_024_connector_cannot_be_locked(door, token):
    """ConnectorLockFailure: the charger is out of order, the owner sees why, and it is over when it is"""
    async with charger(door) as cp:
        await cp.authorize(token)
        await cp.occupy()
        await cp.status(1, "Faulted", error_code="ConnectorLockFailure")
        state = await door.operator.state(cp)
        shown = (await door.operator.api("GET", cp.path))["connectors"][0]
        (fault,) = (await door.operator.api("GET", f"{cp.path}/faults"))["items"]
        await cp.status(1, "Available")
        after = await door.operator.state(cp)

    assert (state, after) == ("OUTOFORDER", "AVAILABLE")
    assert (shown["status"], shown["error_code"]) == ("Faulted", "ConnectorLockFailure")
    assert fault["error_code"] == "ConnectorLockFailure"


async def test_TC_032_1_power_failure(door, token):
    """After a power failure it boots and ends the transaction: one record, with PowerLoss as its reason"""
    async with charger(door, connectors=2) as cp:
        transaction = await begun(cp, token)
    async with charger(door, again=cp.box, boots=False) as cp:
        assert await cp.boot() == "Accepted"
        for connector_id, status in enumerate(("Available", "Finishing", "Available")):
            await cp.status(connector_id, status)
        ended = await charged(door, cp, transaction, 900, reason="PowerLoss")
        states = await door.operator.state(cp, 1), await door.operator.state(cp, 2)

    assert (ended["state"], ended["stop_reason"], ended["energy_kwh"]) == ("COMPLETED", "PowerLoss", 0.9)
    assert states == ("BLOCKED", "AVAILABLE")


async def test_TC_037_1_started_offline_with_a_valid_id(door, token):
    """A transaction told four hours late is accepted, and counts from when it began"""
    async with charger(door) as cp:
        transaction = await begun(cp, token, FOUR_HOURS_AGO)
        state = await door.operator.state(cp)
        ended = await charged(door, cp, transaction, 20_000)

    assert (transaction.status, state) == ("Accepted", "CHARGING")
    assert datetime.fromisoformat(ended["start_date_time"]) == FOUR_HOURS_AGO.replace(microsecond=0)
    assert (ended["state"], ended["energy_kwh"], ended["flags"]) == ("COMPLETED", 20.0, [])


async def test_TC_037_3_started_offline_with_an_invalid_id(door):
    """It gets an id and Invalid; stopped as DeAuthorized it is kept, costs nothing, and is an alarm"""
    async with charger(door) as cp:
        transaction = await begun(cp, "NOBODYSTOKEN", FOUR_HOURS_AGO)
        ended = await charged(door, cp, transaction, 1200, reason="DeAuthorized", id_tag="NOBODYSTOKEN")
        await cp.status(1, "Finishing")
        alarms = await door.operator.api("GET", f"/networks/{door.operator.network_id}/alarms?state=open")

    assert transaction.status == "Invalid"
    assert int(transaction.transaction_id) > 0
    assert (ended["driver_id"], ended["token_uid"]) == (None, "NOBODYSTOKEN")
    assert (ended["state"], ended["stop_reason"], ended["energy_kwh"]) == ("INVALID", "DeAuthorized", 1.2)
    assert ended["cost"]["amount"] == "0"
    raised = [(one["kind"], one["charge_point_id"]) for one in alarms["items"]]
    assert ("energy_without_session", cp.charge_point_id) in raised


async def test_TC_039_wholly_offline(door, token):
    """Connection lost in between: begin and end are told later, and count when they were"""
    async with charger(door) as cp:
        await cp.occupy()
    over = FOUR_HOURS_AGO + timedelta(hours=1)
    async with charger(door, again=cp.box, boots=False) as cp:
        transaction = await cp.start(token, 0, timestamp=stamp(FOUR_HOURS_AGO))
        ended = await charged(door, cp, transaction, 7000, timestamp=stamp(over))

    assert transaction.status == "Accepted"
    told = [datetime.fromisoformat(ended[name]) for name in ("start_date_time", "end_date_time")]
    assert told == [at.replace(microsecond=0) for at in (FOUR_HOURS_AGO, over)]
    assert (ended["state"], ended["energy_kwh"]) == ("COMPLETED", 7.0)


async def test_TC_064_data_transfer_to_the_central_system(door):
    """What only a maker knows is answered UnknownVendorId"""
    async with charger(door) as cp:
        answer = await cp.say("DataTransfer", vendor_id="com.example", message_id="m", data="x")

    assert answer.status == "UnknownVendorId"

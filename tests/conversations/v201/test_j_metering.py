"""OCPP 2.0.1, block J: what meters show, by the clock, by samples, signed."""

import secrets

import pytest

from tests.conversations.harness import charger
from tests.station import Transaction, id_token, register

SIGNED = {
    "signed_meter_data": "T0NNRnx7fQ==",
    "signing_method": "ECDSA-secp256r1-SHA256",
    "encoding_method": "OCMF",
    "public_key": "MFkwEwYH",
}
MEASURANDS = [
    {"value": 11000, "measurand": "Power.Active.Import", "unit_of_measure": {"unit": "W"}},
    {"value": 16, "measurand": "Current.Import", "phase": "L1", "unit_of_measure": {"unit": "A"}},
    {"value": 230.4, "measurand": "Voltage", "phase": "L1-N", "unit_of_measure": {"unit": "V"}},
]


def signed(value):
    """The same, with what proves it."""
    return value | {"sampled_value": [value["sampled_value"][0] | {"signed_meter_value": SIGNED}]}


async def session_of(door, cp):
    """The only one there, with its readings."""
    (found,) = await door.operator.sessions_at(cp)
    return await door.operator.api("GET", f"/sessions/{found['session_id']}")


async def logged(door, cp, action, text):
    """Whether the owner finds such a frame in the log."""
    path = f"{cp.path}/messages?action={action}&text={text}"
    return bool((await door.operator.until(path, lambda shown: shown["items"]))["items"])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param(register(5000, "Sample.Clock"), "Sample.Clock", id="TC_J_01_clock_no_transaction"),
        pytest.param(
            signed(register(5000, "Sample.Clock")), SIGNED["signing_method"], id="TC_J_04_clock_signed"
        ),
    ],
)
async def test_by_the_clock_outside_of_transactions(door, value, text):
    """Of an EVSE and of the main meter: answered, kept, and no session is made of it"""
    async with charger(door, "ocpp2.0.1") as cp:
        for evse_id in (1, 0):
            await cp.say("MeterValues", evse_id=evse_id, meter_value=[value])
        sessions = await door.operator.sessions_at(cp)
        is_logged = await logged(door, cp, "MeterValues", text)

    assert (sessions, is_logged) == ([], True)


@pytest.mark.parametrize(
    ("trigger", "context"),
    [
        pytest.param("MeterValueClock", "Sample.Clock", id="TC_J_02_clock_during_a_transaction"),
        pytest.param("MeterValuePeriodic", "Sample.Periodic", id="TC_J_09_sampled_during_a_transaction"),
    ],
)
async def test_during_a_transaction(door, trigger, context):
    """Energy and power of the session follow, by values of several measurands and phases"""
    async with charger(door, "ocpp2.0.1") as cp:
        transaction = await cp.start(door.operator.token, 1000)
        value = register(4000, context)
        value["sampled_value"] += [one | {"context": context} for one in MEASURANDS]
        await cp.event("Updated", transaction, trigger, meter_value=[value])
        session = await session_of(door, cp)

    assert (session["state"], session["energy_kwh"], session["power_kw"]) == ("ACTIVE", 3.0, 11.0)
    figures = [(one["energy_kwh"], one["power_kw"]) for one in session["readings"]]
    assert figures == [(1.0, None), (4.0, 11.0)]


@pytest.mark.parametrize(
    "context",
    [
        pytest.param("Sample.Clock", id="TC_J_03_clock_with_the_end"),
        pytest.param("Sample.Periodic", id="TC_J_10_sampled_at_the_end"),
    ],
)
async def test_with_the_end(door, context):
    """Ended brings all values of the session: its energy is the last less the first, once"""
    async with charger(door, "ocpp2.0.1") as cp:
        transaction = await cp.start(door.operator.token, 1000)
        values = [register(2000, context), register(3000, context), register(4500, "Transaction.End")]
        answer = await cp.event(
            "Ended", transaction, "StopAuthorized", meter_value=values, info={"stopped_reason": "Local"}
        )
        session = await session_of(door, cp)

    assert (session["state"], session["energy_kwh"], answer.total_cost) == ("COMPLETED", 3.5, 1.55)


async def test_TC_J_07_sampled_at_the_start_evse_known(door):
    """The begin's register is what the session's energy counts from"""
    async with charger(door, "ocpp2.0.1") as cp:
        transaction = await cp.start(door.operator.token, 123_456)
        await cp.stop(transaction, 125_456)
        session = await session_of(door, cp)

    assert (transaction.status, session["energy_kwh"]) == ("Accepted", 2.0)


async def test_TC_J_08_sampled_at_the_start_evse_not_known(door):
    """Begun before a connector is known: it is the charger's session as soon as one is told"""
    token = door.operator.token
    async with charger(door, "ocpp2.0.1") as cp:
        transaction = Transaction(secrets.token_hex(16), "", token)
        await cp.event("Started", transaction, "Authorized", id_token=id_token(token), evse=None)
        value = register(1000, "Transaction.Begin")
        await cp.event("Updated", transaction, "CablePluggedIn", meter_value=[value])
        await cp.stop(transaction, 4000)
        session = await session_of(door, cp)

    assert (session["charger_id"], session["energy_kwh"]) == (cp.charger_ids[0], 3.0)


async def test_TC_J_11_sampled_signed(door):
    """Signed values count like others, and what proves them is kept as it came"""
    async with charger(door, "ocpp2.0.1") as cp:
        transaction = Transaction(secrets.token_hex(16), "", door.operator.token)
        begin = signed(register(1000, "Transaction.Begin"))
        await cp.event(
            "Started", transaction, "Authorized", id_token=id_token(transaction.token), meter_value=[begin]
        )
        await cp.event("Updated", transaction, "MeterValuePeriodic", meter_value=[signed(register(2000))])
        end = signed(register(3000, "Transaction.End"))
        await cp.event(
            "Ended", transaction, "StopAuthorized", meter_value=[end], info={"stopped_reason": "Local"}
        )
        session = await session_of(door, cp)
        is_logged = await logged(door, cp, "TransactionEvent", SIGNED["signed_meter_data"])

    assert (session["state"], session["energy_kwh"], is_logged) == ("COMPLETED", 2.0, True)

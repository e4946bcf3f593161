"""Quirks of fields: names, texts, spellings, ids of transactions."""

from typing import Any

from infra.simulator.quirks.quirk import Call, Payload, Quirk
from infra.simulator.quirks.reaching import each, objects

ENUMERATIONS = (
    "chargingState",
    "connectorStatus",
    "errorCode",
    "eventType",
    "measurand",
    "reason",
    "status",
    "stoppedReason",
    "triggerReason",
)
OTHER_NAMES = {
    "1.6": {"listVersion": "versionNumber", "fileName": "filename", "configurationKey": "getVariableResult"},
    "2.0.1": {"versionNumber": "listVersion", "filename": "fileName", "schedule": "chargingSchedule"},
}
"""What the other version calls a field of an answer."""
STOP_ID = 0
LONGEST = 400


def long_serial(call: Call) -> Payload:
    """And a long model."""
    if call.action == "BootNotification":
        place = call.payload.get("chargingStation", call.payload)
        is_16 = call.version == "1.6"
        place["chargePointSerialNumber" if is_16 else "serialNumber"] = "S" * LONGEST
        place["chargePointModel" if is_16 else "model"] = "M" * LONGEST
    return call.payload


def empty_strings(call: Call) -> Payload:
    """In fields that may be left out."""
    if call.action == "BootNotification":
        place = call.payload.get("chargingStation", call.payload)
        place["firmwareVersion"] = ""
        place["chargePointSerialNumber" if call.version == "1.6" else "serialNumber"] = ""
    if call.action == "StatusNotification":
        texts: Payload = {"info": "", "vendorId": ""}
        call.payload.update(texts if call.version == "1.6" else {"customData": {"vendorId": ""}})
    return call.payload


def nul_and_surrogates(call: Call) -> Payload:
    """In the boot and, in 1.6, beside every status."""
    if call.action == "BootNotification":
        place = call.payload.get("chargingStation", call.payload)
        name = "chargePointVendor" if call.version == "1.6" else "vendorName"
        place[name] = f"{place[name]}\0 \ud800"
    if call.action == "StatusNotification" and call.version == "1.6":
        call.payload["info"] = "door\0open \udfff"
    return call.payload


def lower_case(call: Call) -> Payload:
    """Every enumeration."""
    for name in ENUMERATIONS:
        each(call.payload, name, lambda value: value.lower() if isinstance(value, str) else value)
    return call.payload


def extra_fields(call: Call) -> Payload:
    """Beside the known ones, in every object."""
    for one in list(objects(call.payload)):
        one["vendorExtra"] = {"temperature": 41.5}
    return call.payload


def other_names(call: Call) -> Payload:
    """Top-level fields of answers."""
    names = OTHER_NAMES[call.version]
    return {names.get(name, name): value for name, value in call.payload.items()}


def plain_token(call: Call) -> Payload:
    """2.0.1's token is an object."""
    return each(call.payload, "idToken", lambda token: token["idToken"] if isinstance(token, dict) else token)


def seq_from_1(call: Call) -> Payload:
    """Only 2.0.1 has numbers."""
    if call.action == "TransactionEvent":
        call.payload["seqNo"] += 1
    return call.payload


def stop_id(number: int = STOP_ID) -> Quirk:
    """In 2.0.1 of every event, so that it stays one transaction."""

    def change(call: Call) -> Payload:
        if call.action == "StopTransaction":
            call.payload["transactionId"] = number
        if call.action == "TransactionEvent":
            info: dict[str, Any] = call.payload["transactionInfo"]
            info["transactionId"] = str(number)
        return call.payload

    sentence = "the transaction's id is said to be N in 1.6's stop, and in every event of 2.0.1"
    return Quirk("stop-id", sentence, stop_id, call=change)


FIELDS = (
    stop_id(),
    Quirk("seq-from-1", "seqNo begins at 1 (2.0.1)", call=seq_from_1),
    Quirk("long-serial", f"serial number and model have {LONGEST} characters", call=long_serial),
    Quirk("empty-strings", "optional fields are there, and empty", call=empty_strings),
    Quirk("nul-and-surrogates", "NUL and lone surrogates in texts", call=nul_and_surrogates),
    Quirk("lower-case", "enumerations in lower case", call=lower_case),
    Quirk("extra-fields", "fields that OCPP does not have, in every object", call=extra_fields),
    Quirk(
        "other-version", "answers with the other version's field names", answer=other_names, call=plain_token
    ),
)

"""Commands in our words as OCPP 1.6 has them: chapter 5, and the security whitepaper's extension (ed. 3)."""

from collections.abc import Mapping
from typing import Any

from chalicelib.charge_points.commands.reasons import ONE_USE
from chalicelib.charge_points.commands.rules import LONGEST_ID_TAG, CannotSend, UnknownThere
from chalicelib.charge_points.secret_names import is_password_key
from chalicelib.ocpp.calls.profiles import profile_16, transaction_16
from chalicelib.ocpp.calls.wording import (
    Params,
    Payload,
    Word,
    as_text,
    at,
    certificate_hash,
    firmware,
    fixed,
    log,
    one_of,
    retries,
    shortened,
    told,
)

SCHEMAS = ("v16", "")
"""The folder of the OCA's schemas, and what they put behind a request's name."""
PASSWORD = "AuthorizationKey"  # noqa: S105 - a key's name
TRIGGERS = frozenset(
    {
        "BootNotification",
        "DiagnosticsStatusNotification",
        "FirmwareStatusNotification",
        "Heartbeat",
        "MeterValues",
        "StatusNotification",
    }
)
NAMED_OTHERWISE = {"SignChargingStationCertificate": "SignChargePointCertificate"}
EXTENDED = frozenset({"LogStatusNotification", "SignChargePointCertificate"})
"""What only the security extension's trigger knows."""
ROOTS = {
    "CentralSystemRoot": "CentralSystemRootCertificate",
    "ManufacturerRoot": "ManufacturerRootCertificate",
}


def id_tag(text: str) -> str:
    """A token's uid, or a group's. Raises CannotSend for one that is too long (7.28)."""
    return shortened("token_uid", text, LONGEST_ID_TAG)


def _remote_start(params: Params) -> Payload:
    profile = params.get("charging_profile")
    return {
        **told(connectorId=params.get("connector_id") or None),
        "idTag": id_tag(params["token_uid"]),
        **told(chargingProfile=None if profile is None else profile_16(profile)),
    }


def _reset(params: Params) -> Payload:
    if params.get("connector_id"):
        raise UnknownThere
    return {"type": params["type"]}


def _change_availability(params: Params) -> Payload:
    kind = "Operative" if params["operative"] else "Inoperative"
    return {"connectorId": params.get("connector_id") or 0, "type": kind}


def _get_configuration(params: Params) -> Payload:
    if params.get("attribute") not in (None, "Actual"):
        raise UnknownThere
    return {"key": list(params["keys"])} if params.get("keys") else {}


def _change_configuration(params: Params) -> Payload:
    key = PASSWORD if is_password_key(params["key"]) else params["key"]
    if params.get("attribute") not in (None, "Actual"):
        raise UnknownThere
    return {"key": shortened("key", key, 50), "value": shortened("value", params["value"], 500)}


def _reserve_now(params: Params) -> Payload:
    if params.get("connector_type"):
        raise UnknownThere
    group_id = params.get("group_id")
    return {
        "connectorId": params["connector_id"],
        "expiryDate": at(params["until"]),
        "idTag": id_tag(params["token_uid"]),
        "reservationId": params["reservation_id"],
        **told(parentIdTag=id_tag(group_id) if group_id else None),
    }


def _trigger(params: Params) -> tuple[str, Payload]:
    message = NAMED_OTHERWISE.get(params["message"], params["message"])
    asked = {"requestedMessage": message, **told(connectorId=params.get("connector_id") or None)}
    if message in EXTENDED:
        return "ExtendedTriggerMessage", asked
    if message not in TRIGGERS:
        raise UnknownThere
    return "TriggerMessage", asked


def _extended_trigger(params: Params) -> Payload:
    message = NAMED_OTHERWISE.get(params["message"], params["message"])
    if message not in (TRIGGERS | EXTENDED) - {"DiagnosticsStatusNotification"}:
        raise UnknownThere
    return {"requestedMessage": message, **told(connectorId=params.get("connector_id") or None)}


def _data_transfer(params: Params) -> Payload:
    data = params.get("data")
    return {
        "vendorId": params["vendor_id"],
        **told(messageId=params.get("message_id"), data=None if data is None else as_text(data)),
    }


def _local_list(params: Params) -> Payload:
    return {
        "listVersion": params["version"],
        "updateType": "Differential" if params["differential"] else "Full",
        "localAuthorizationList": [_listed(entry) for entry in params["entries"]],
    }


def _listed(entry: Mapping[str, Any]) -> Payload:
    tag = {"idTag": id_tag(entry["token_uid"])}
    if entry.get("status") is None:
        return tag
    group_id = entry.get("group_id")
    info = {
        "status": entry["status"],
        **told(expiryDate=at(entry.get("expires_at")), parentIdTag=id_tag(group_id) if group_id else None),
    }
    return {**tag, "idTagInfo": info}


def _clear_charging_profile(params: Params) -> Payload:
    return told(
        id=params.get("profile_id"),
        connectorId=params.get("connector_id"),
        chargingProfilePurpose=params.get("purpose"),
        stackLevel=params.get("stack_level"),
    )


def _get_log(params: Params) -> tuple[str, Payload]:
    if params["kind"] != "diagnostics" or params.get("extended"):
        return "GetLog", log(params)
    span = told(startTime=at(params.get("from")), stopTime=at(params.get("to")))
    return "GetDiagnostics", {"location": params["url"], **retries(params), **span}


def _update_firmware(params: Params) -> tuple[str, Payload]:
    if params.get("signature"):
        signed = {"requestId": params["request_id"], "firmware": firmware(params), **retries(params)}
        return "SignedUpdateFirmware", signed
    plain = {"location": params["url"], "retrieveDate": at(params["retrieve_at"])}
    return "UpdateFirmware", plain | retries(params)


def _get_certificates(params: Params) -> Payload:
    uses = params.get("uses") or ["CentralSystemRoot"]
    if len(uses) > 1:
        raise CannotSend(ONE_USE)
    return {"certificateType": one_of(ROOTS, uses[0])}


def _certificate_signed(params: Params) -> Payload:
    if params.get("use") not in (None, "ChargingStation"):
        raise UnknownThere
    return {"certificateChain": params["chain"]}


CALLS: Mapping[str, Word] = {
    "remote_start": fixed("RemoteStartTransaction", _remote_start),
    "remote_stop": fixed(
        "RemoteStopTransaction", lambda params: {"transactionId": transaction_16(params["transaction_id"])}
    ),
    "reset": fixed("Reset", _reset),
    "unlock": fixed("UnlockConnector", lambda params: {"connectorId": params["connector_id"]}),
    "change_availability": fixed("ChangeAvailability", _change_availability),
    "get_configuration": fixed("GetConfiguration", _get_configuration),
    "change_configuration": fixed("ChangeConfiguration", _change_configuration),
    "clear_cache": fixed("ClearCache", lambda _: {}),
    "reserve_now": fixed("ReserveNow", _reserve_now),
    "cancel_reservation": fixed(
        "CancelReservation", lambda params: {"reservationId": params["reservation_id"]}
    ),
    "trigger": Word(("TriggerMessage", "ExtendedTriggerMessage"), _trigger),
    "extended_trigger": fixed("ExtendedTriggerMessage", _extended_trigger),
    "data_transfer": fixed("DataTransfer", _data_transfer),
    "get_local_list_version": fixed("GetLocalListVersion", lambda _: {}),
    "send_local_list": fixed("SendLocalList", _local_list),
    "set_charging_profile": fixed(
        "SetChargingProfile",
        lambda params: {
            "connectorId": params.get("connector_id") or 0,
            "csChargingProfiles": profile_16(params["profile"]),
        },
    ),
    "clear_charging_profile": fixed("ClearChargingProfile", _clear_charging_profile),
    "get_composite_schedule": fixed(
        "GetCompositeSchedule",
        lambda params: {
            "connectorId": params.get("connector_id") or 0,
            "duration": params["duration_seconds"],
            **told(chargingRateUnit=params.get("unit")),
        },
    ),
    "get_log": Word(("GetDiagnostics", "GetLog"), _get_log),
    "update_firmware": Word(("UpdateFirmware", "SignedUpdateFirmware"), _update_firmware),
    "install_certificate": fixed(
        "InstallCertificate",
        lambda params: {"certificateType": one_of(ROOTS, params["use"]), "certificate": params["pem"]},
    ),
    "delete_certificate": fixed("DeleteCertificate", certificate_hash),
    "get_certificates": fixed("GetInstalledCertificateIds", _get_certificates),
    "certificate_signed": fixed("CertificateSigned", _certificate_signed),
}

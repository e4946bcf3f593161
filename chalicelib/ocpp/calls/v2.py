"""Commands in our words as OCPP 2.0.1 has them (part 2), and 2.1 where it has them alike.

An EVSE's id is our connector_id; of an EVSE's own connectors, only the first is ever named.
"""

import re
from collections.abc import Mapping
from typing import Any

from chalicelib.charge_points.commands.rules import UnknownThere
from chalicelib.ocpp.calls import v2_services, v2_variables
from chalicelib.ocpp.calls.profiles import profile_2, purpose_2
from chalicelib.ocpp.calls.wording import Params, Payload, Word, at, fixed, shortened, told

SCHEMAS = ("v201", "Request")
"""The folder of the OCA's schemas, and what they put behind a request's name."""
LONGEST_ID = 36
RFID = re.compile(r"(?:[0-9A-F]{8}|[0-9A-F]{14}|[0-9A-F]{20})", re.IGNORECASE)
"""A UID of 4, 7 or 10 bytes (ISO/IEC 14443-3, 6.5.4)."""
TYPES = {"RFID": "ISO14443", "APP_USER": "Central"}
"""IdTokenEnumType of our TokenType."""
RESETS = {"Soft": "OnIdle", "Hard": "Immediate"}
TRIGGERS = frozenset(
    {
        "BootNotification",
        "LogStatusNotification",
        "FirmwareStatusNotification",
        "Heartbeat",
        "MeterValues",
        "SignChargingStationCertificate",
        "SignV2GCertificate",
        "StatusNotification",
        "TransactionEvent",
        "SignCombinedCertificate",
        "PublishFirmwareStatusNotification",
    }
)
NAMED_OTHERWISE = {
    "DiagnosticsStatusNotification": "LogStatusNotification",
    "SignChargePointCertificate": "SignChargingStationCertificate",
}


def id_token(uid: str, kind: str | None = None) -> Payload:
    """A token with its type: what we know of it, else what it looks like. Raises CannotSend."""
    guessed = "ISO14443" if RFID.fullmatch(uid) else "Central"
    return {
        "idToken": shortened("token_uid", uid, LONGEST_ID),
        "type": guessed if kind is None else TYPES.get(kind, kind),
    }


def group_token(group_id: str | None) -> Payload | None:
    """A group is ours, so its token is Central."""
    return id_token(group_id, "Central") if group_id else None


def evse(params: Params) -> Payload | None:
    """Which EVSE; None: the whole charge point."""
    return {"id": params["connector_id"]} if params.get("connector_id") else None


def _remote_start(params: Params) -> Payload:
    profile = params.get("charging_profile")
    return {
        "remoteStartId": params["remote_start_id"],
        "idToken": id_token(params["token_uid"], params.get("token_type")),
        **told(
            evseId=params.get("connector_id") or None,
            groupIdToken=group_token(params.get("group_id")),
            chargingProfile=None if profile is None else profile_2(profile),
        ),
    }


def _change_availability(params: Params) -> Payload:
    status = "Operative" if params["operative"] else "Inoperative"
    return {"operationalStatus": status, **told(evse=evse(params))}


def _reserve_now(params: Params) -> Payload:
    return {
        "id": params["reservation_id"],
        "expiryDateTime": at(params["until"]),
        "idToken": id_token(params["token_uid"], params.get("token_type")),
        **told(
            evseId=params.get("connector_id") or None,
            connectorType=params.get("connector_type"),
            groupIdToken=group_token(params.get("group_id")),
        ),
    }


def trigger(params: Params, known: frozenset[str] = TRIGGERS) -> Payload:
    """A status is told of one connector, so that one is named (F06, its use of `evse.connectorId`)."""
    message = NAMED_OTHERWISE.get(params["message"], params["message"])
    if message not in known:
        raise UnknownThere
    of = evse(params)
    if of is not None and message == "StatusNotification":
        of["connectorId"] = 1
    return {"requestedMessage": message, **told(evse=of)}


def _local_list(params: Params) -> Payload:
    listed = [_listed(entry) for entry in params["entries"]]
    return {
        "versionNumber": params["version"],
        "updateType": "Differential" if params["differential"] else "Full",
        **told(localAuthorizationList=listed or None),
    }


def _listed(entry: Mapping[str, Any]) -> Payload:
    token = {"idToken": id_token(entry["token_uid"], entry.get("token_type"))}
    if entry.get("status") is None:
        return token
    info = told(
        status=entry["status"],
        cacheExpiryDateTime=at(entry.get("expires_at")),
        groupIdToken=group_token(entry.get("group_id")),
    )
    return {**token, "idTokenInfo": info}


def _clear_charging_profile(params: Params) -> Payload:
    criteria = told(
        evseId=params.get("connector_id"),
        chargingProfilePurpose=purpose_2(params.get("purpose")),
        stackLevel=params.get("stack_level"),
    )
    return told(chargingProfileId=params.get("profile_id"), chargingProfileCriteria=criteria or None)


def _get_charging_profiles(params: Params) -> Payload:
    wanted = told(
        chargingProfilePurpose=purpose_2(params.get("purpose")),
        stackLevel=params.get("stack_level"),
        chargingProfileId=params.get("profile_ids") or None,
        chargingLimitSource=params.get("sources") or None,
    )
    return {
        "requestId": params["request_id"],
        "chargingProfile": wanted,
        **told(evseId=params.get("connector_id")),
    }


CALLS: Mapping[str, Word] = {
    **v2_variables.CALLS,
    **v2_services.CALLS,
    "remote_start": fixed("RequestStartTransaction", _remote_start),
    "remote_stop": fixed(
        "RequestStopTransaction", lambda params: {"transactionId": str(params["transaction_id"])}
    ),
    "reset": fixed(
        "Reset",
        lambda params: {
            "type": RESETS[params["type"]],
            **told(evseId=params.get("connector_id") or None),
        },
    ),
    "unlock": fixed("UnlockConnector", lambda params: {"evseId": params["connector_id"], "connectorId": 1}),
    "change_availability": fixed("ChangeAvailability", _change_availability),
    "clear_cache": fixed("ClearCache", lambda _: {}),
    "reserve_now": fixed("ReserveNow", _reserve_now),
    "cancel_reservation": fixed(
        "CancelReservation", lambda params: {"reservationId": params["reservation_id"]}
    ),
    "trigger": fixed("TriggerMessage", trigger),
    "data_transfer": fixed(
        "DataTransfer",
        lambda params: {
            "vendorId": params["vendor_id"],
            **told(messageId=params.get("message_id"), data=params.get("data")),
        },
    ),
    "get_local_list_version": fixed("GetLocalListVersion", lambda _: {}),
    "send_local_list": fixed("SendLocalList", _local_list),
    "set_charging_profile": fixed(
        "SetChargingProfile",
        lambda params: {
            "evseId": params.get("connector_id") or 0,
            "chargingProfile": profile_2(params["profile"]),
        },
    ),
    "clear_charging_profile": fixed("ClearChargingProfile", _clear_charging_profile),
    "get_composite_schedule": fixed(
        "GetCompositeSchedule",
        lambda params: {
            "evseId": params.get("connector_id") or 0,
            "duration": params["duration_seconds"],
            **told(chargingRateUnit=params.get("unit")),
        },
    ),
    "get_charging_profiles": fixed("GetChargingProfiles", _get_charging_profiles),
    "get_transaction_status": fixed(
        "GetTransactionStatus",
        lambda params: told(
            transactionId=str(params["transaction_id"]) if params.get("transaction_id") else None
        ),
    ),
}

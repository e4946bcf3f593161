"""Files, certificates, displays, customers and networks as OCPP 2.0.1 has them: blocks A, B, I, L to O."""

from collections.abc import Mapping
from typing import Any

from chalicelib.ocpp.calls.wording import (
    Params,
    Payload,
    Word,
    at,
    certificate_hash,
    firmware,
    fixed,
    log,
    number,
    one_of,
    retries,
    told,
)

ROOTS = {
    "CentralSystemRoot": "CSMSRootCertificate",
    "ManufacturerRoot": "ManufacturerRootCertificate",
    "V2GRoot": "V2GRootCertificate",
    "MORoot": "MORootCertificate",
}
KINDS = {**ROOTS, "V2GChain": "V2GCertificateChain"}
"""What certificates can be asked for."""
CHAINS = {"ChargingStation": "ChargingStationCertificate", "V2G": "V2GCertificate"}
VERSIONS = {"1.6": "OCPP16", "2.0.1": "OCPP20", "2.1": "OCPP20"}
"""What 2.0.1 can say of the protocol to speak: the connection's subprotocol decides."""


def id_token(uid: str, kind: str | None) -> Payload:
    """A customer's token."""
    return {"idToken": uid, "type": kind or "Central"}


def install_certificate(params: Params, roots: Mapping[str, str] = ROOTS) -> Payload:
    """A root certificate for one use."""
    return {"certificateType": one_of(roots, params["use"]), "certificate": params["pem"]}


def _get_certificates(params: Params) -> Payload:
    kinds = [one_of(KINDS, use) for use in params.get("uses") or ()]
    return told(certificateType=kinds or None)


def _certificate_signed(params: Params) -> Payload:
    use = params.get("use")
    return {
        "certificateChain": params["chain"],
        **told(certificateType=None if use is None else one_of(CHAINS, use)),
    }


def _update_firmware(params: Params) -> Payload:
    return {"requestId": params["request_id"], "firmware": firmware(params), **retries(params)}


def _publish_firmware(params: Params) -> Payload:
    return {
        "requestId": params["request_id"],
        "location": params["url"],
        "checksum": params["checksum"],
        **retries(params),
    }


def _display_message(params: Params) -> Payload:
    message = params["message"]
    content = {
        "format": message.get("format") or "UTF8",
        "content": message["content"],
        **told(language=message.get("language")),
    }
    shown = {
        "id": message["message_id"],
        "priority": message["priority"],
        "message": content,
        **told(
            state=message.get("state"),
            startDateTime=at(message.get("start_at")),
            endDateTime=at(message.get("end_at")),
            transactionId=message.get("transaction_id"),
        ),
    }
    return {"message": shown}


def _get_display_messages(params: Params) -> Payload:
    return {
        "requestId": params["request_id"],
        **told(
            id=params.get("message_ids") or None,
            priority=params.get("priority"),
            state=params.get("state"),
        ),
    }


def _customer_information(params: Params) -> Payload:
    uid, certificate = params.get("token_uid"), params.get("certificate")
    return {
        "requestId": params["request_id"],
        "report": params["report"],
        "clear": params["clear"],
        **told(
            customerIdentifier=params.get("customer_identifier"),
            idToken=id_token(uid, params.get("token_type")) if uid else None,
            customerCertificate=None
            if certificate is None
            else certificate_hash(certificate)["certificateHashData"],
        ),
    }


def network_profile(params: Params, versions: Mapping[str, str] = VERSIONS, own: str = "2.0.1") -> Payload:
    """How the charge point is to reach us, in one of its slots."""
    profile = params["profile"]
    apn, vpn = profile.get("apn"), profile.get("vpn")
    data = {
        "ocppVersion": one_of(versions, profile.get("ocpp_version") or own),
        "ocppTransport": "JSON",
        "ocppCsmsUrl": profile["url"],
        "messageTimeout": profile["message_timeout_seconds"],
        "securityProfile": profile["security_profile"],
        "ocppInterface": profile["interface"],
        **told(apn=None if apn is None else _apn(apn), vpn=None if vpn is None else _vpn(vpn)),
    }
    return {"configurationSlot": params["slot"], "connectionData": data}


def _apn(apn: Mapping[str, Any]) -> Payload:
    return {
        "apn": apn["apn"],
        "apnAuthentication": apn.get("authentication") or "AUTO",
        **told(
            apnUserName=apn.get("user"),
            apnPassword=apn.get("password"),
            simPin=apn.get("sim_pin"),
            preferredNetwork=apn.get("preferred_network"),
            useOnlyPreferredNetwork=apn.get("only_preferred_network"),
        ),
    }


def _vpn(vpn: Mapping[str, Any]) -> Payload:
    return {
        "server": vpn["server"],
        "user": vpn["user"],
        "password": vpn["password"],
        "key": vpn["pre_shared_key"],
        "type": vpn["type"],
        **told(group=vpn.get("group")),
    }


CALLS: Mapping[str, Word] = {
    "get_log": fixed("GetLog", log),
    "update_firmware": fixed("UpdateFirmware", _update_firmware),
    "publish_firmware": fixed("PublishFirmware", _publish_firmware),
    "unpublish_firmware": fixed("UnpublishFirmware", lambda params: {"checksum": params["checksum"]}),
    "install_certificate": fixed("InstallCertificate", install_certificate),
    "delete_certificate": fixed("DeleteCertificate", certificate_hash),
    "get_certificates": fixed("GetInstalledCertificateIds", _get_certificates),
    "certificate_signed": fixed("CertificateSigned", _certificate_signed),
    "set_display_message": fixed("SetDisplayMessage", _display_message),
    "get_display_messages": fixed("GetDisplayMessages", _get_display_messages),
    "clear_display_message": fixed("ClearDisplayMessage", lambda params: {"id": params["message_id"]}),
    "customer_information": fixed("CustomerInformation", _customer_information),
    "cost_updated": fixed(
        "CostUpdated",
        lambda params: {
            "transactionId": str(params["transaction_id"]),
            "totalCost": number(params["total_cost"]),
        },
    ),
    "set_network_profile": fixed("SetNetworkProfile", network_profile),
}

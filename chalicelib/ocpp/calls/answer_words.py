"""The few things that nearly every answer has: a status, a reason."""

from typing import Any

from chalicelib.ocpp.reading import Fields

Answer = dict[str, Any]
STATUSES = {
    word.lower(): word
    for word in (
        *("Accepted", "AcceptedCanceled", "Rejected", "Failed", "Scheduled", "RebootRequired"),
        *("NotSupported", "NotImplemented", "NotFound", "Unknown", "Invalid", "VersionMismatch"),
        *("Unlocked", "UnlockFailed", "OngoingAuthorizedTransaction", "UnknownConnector"),
        *("Faulted", "Occupied", "Unavailable", "UnknownMessageId", "UnknownVendorId"),
        *("NoProfiles", "EmptyResultSet", "InvalidCertificate", "RevokedCertificate"),
        *("DownloadOngoing", "NoFirmware", "Unpublished", "UnknownComponent", "UnknownVariable"),
        *("NotSupportedAttributeType", "UnsupportedMonitorType", "Duplicate", "UnknownTransaction"),
        *("NotSupportedMessageFormat", "NotSupportedPriority", "NotSupportedState"),
        "LanguageNotSupported",
    )
}
"""The protocols' words by what is left of them in lower case."""


def status_of(fields: Fields, name: str = "status") -> str | None:
    """The protocol's word, however it is spelled; a word that no version has stays as it is."""
    told = fields.text(name)
    if told is None:
        return None
    return STATUSES.get(told.lower().replace("_", "").replace(" ", ""), told)


def reason_of(fields: Fields, name: str = "statusInfo") -> str | None:
    """Why, in the charge point's own words."""
    for info in fields.objects(name):
        parts = [info.text("reasonCode"), info.text("additionalInfo")]
        return ": ".join(part for part in parts if part)[:500] or None
    return None


def flag(fields: Fields, name: str) -> bool | None:
    """Whether it is true, also as text or number."""
    value = fields.any(name)
    return None if value is None else str(value).strip().lower() in ("true", "1")

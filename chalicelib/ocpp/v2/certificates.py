"""Blocks A and M of OCPP 2.x: certificates that stations ask for or ask about."""

from datetime import timedelta
from typing import Any

from chalicelib.ocpp.message import Message
from chalicelib.ocpp.reading import instant
from chalicelib.wiring import services

USES = {
    "chargingstationcertificate": "ChargingStation",
    "v2gcertificate": "V2G",
    "v2g20certificate": "V2G",
}
SOURCES = ("OCSP", "CRL")
MOST_ASKED = 4
ASK_AGAIN_AFTER = timedelta(days=1)


def sign_certificate(message: Message) -> dict[str, Any]:
    """A02, A03: the signed chain follows as a command of ours."""
    fields = message.fields
    csr = fields.any("csr")
    pem = fields.need("csr", csr if isinstance(csr, str) and csr.strip() else None)
    use = USES.get((fields.text("certificateType") or "").lower(), "ChargingStation")
    accepted = services().certificates.sign(message.charge_point_id, pem, use)
    return {"status": "Accepted" if accepted else "Rejected"}


def certificate_status(message: Message) -> dict[str, Any]:
    """M06: what we know of a certificate, as an OCSP response."""
    told = services().certificates.ocsp_status(message.fields.object("ocspRequestData").raw)
    return {"status": "Failed"} if told is None else {"status": "Accepted", "ocspResult": told}


def ev_certificate(message: Message) -> dict[str, Any]:
    """M01, M02: a contract certificate for a car, from who sells the contract."""
    fields = message.fields
    told = services().certificates.iso15118(
        message.charge_point_id,
        fields.text("exiRequest") or "",
        fields.text("action") or "Install",
        fields.text("iso15118SchemaVersion") or "",
    )
    if told is None:
        return {"status": "Failed", "exiResponse": ""}
    return {"status": "Accepted", "exiResponse": told}


def certificate_chain_status(message: Message) -> dict[str, Any]:
    """M07 (2.1): of certificates of others nothing is known here; ours are asked about by OCSP."""
    asked = message.fields.objects("certificateStatusRequests")[:MOST_ASKED]
    next_update = instant(message.received_at + ASK_AGAIN_AFTER)
    return {
        "certificateStatus": [
            {
                "certificateHashData": dict(each.object("certificateHashData").raw),
                "source": each.word("source", SOURCES) or SOURCES[0],
                "status": "Failed",
                "nextUpdate": next_update,
            }
            for each in asked
        ]
    }

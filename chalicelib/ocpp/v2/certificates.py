"""Blocks A and M of OCPP 2.x: certificates that stations ask for or ask about."""

from datetime import timedelta
from typing import Any

from chalicelib.ocpp.message import Message
from chalicelib.ocpp.reading import Fields, instant
from chalicelib.wiring import services

USES = {
    "chargingstationcertificate": "ChargingStation",
    "v2gcertificate": "V2G",
    "v2g20certificate": "V2G",
}
SOURCES = ("OCSP", "CRL")
MOST_ASKED = 4
HASH_ALGORITHMS = ("SHA256", "SHA384", "SHA512")
LONGEST_HASHES = {"issuerNameHash": 128, "issuerKeyHash": 128, "serialNumber": 40}
"""Of CertificateHashDataType, in characters."""
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
    """M07 (2.1): of certificates of others nothing is known here; ours are asked about by OCSP.

    What names no certificate is no question, and an answer must have one at least.
    """
    fields, next_update = message.fields, instant(message.received_at + ASK_AGAIN_AFTER)
    told = [_failed(each, next_update) for each in fields.objects("certificateStatusRequests")]
    readable = [one for one in told if one is not None][:MOST_ASKED]
    return {"certificateStatus": fields.need("certificateStatusRequests", readable or None)}


def _failed(asked: Fields, next_update: str) -> dict[str, Any] | None:
    hash_data, source = _hash_data(asked), asked.word("source", SOURCES)
    if hash_data is None:
        return None
    return {
        "certificateHashData": hash_data,
        "source": source if source in SOURCES else SOURCES[0],
        "status": "Failed",
        "nextUpdate": next_update,
    }


def _hash_data(asked: Fields) -> dict[str, str] | None:
    told = asked.object("certificateHashData")
    algorithm = told.word("hashAlgorithm", HASH_ALGORITHMS)
    texts = {name: told.text(name) for name in LONGEST_HASHES}
    if algorithm not in HASH_ALGORITHMS:
        return None
    found = {name: text for name, text in texts.items() if text and len(text) <= LONGEST_HASHES[name]}
    return {"hashAlgorithm": algorithm, **found} if len(found) == len(texts) else None

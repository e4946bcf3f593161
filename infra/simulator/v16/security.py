"""How a charge point answers the security extension of OCPP 1.6 (the OCA's whitepaper)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from infra.simulator import doing, firmware, logs
from infra.simulator.messages import Answer, Payload
from infra.simulator.v16.core import TRIGGERED
from infra.simulator.wording import ACCEPTED

if TYPE_CHECKING:
    from infra.simulator.language import Handler
    from infra.simulator.link import Link


def certificate_signed(link: "Link", asked: Payload) -> Payload:
    """Rejected when it is not for the key that the request was for; that is a security event, too."""
    return {"status": link.box.certificates.signed(asked["certificateChain"])}


def install(link: "Link", asked: Payload) -> Payload:
    """One root more."""
    return {"status": link.box.certificates.install(asked["certificateType"], asked["certificate"])}


def delete(link: "Link", asked: Payload) -> Payload:
    """One root less."""
    return {"status": link.box.certificates.delete(asked["certificateHashData"])}


def installed(link: "Link", asked: Payload) -> Payload:
    """Those of one use."""
    found = [one.hash_data for one in link.box.certificates.installed if one.use == asked["certificateType"]]
    return ACCEPTED | {"certificateHashData": found} if found else {"status": "NotFound"}


def get_log(link: "Link", asked: Payload) -> Answer:
    """A real upload."""
    kind = "security" if asked["logType"] == "SecurityLog" else "diagnostics"
    return Answer(
        ACCEPTED | {"filename": logs.file_name(kind)},
        lambda: logs.upload(link.box, asked["log"]["remoteLocation"], kind, asked["requestId"]),
    )


def update(link: "Link", asked: Payload) -> Answer:
    """A real download; the signature is taken to be good."""
    told = asked["firmware"]
    return Answer(
        ACCEPTED,
        lambda: firmware.update(link.box, told["location"], asked["requestId"], signature=told["signature"]),
    )


def trigger(link: "Link", asked: Payload) -> Answer | Payload:
    """What TriggerMessage can, and a signing request."""
    wanted = asked["requestedMessage"]
    if wanted == "SignChargePointCertificate":
        return Answer(ACCEPTED, lambda: doing.send_certificate_request(link))
    if wanted not in TRIGGERED:
        return {"status": "NotImplemented"}
    return Answer(ACCEPTED, lambda: doing.send(link, wanted, asked.get("connectorId")))


ANSWERS: Mapping[str, "Handler"] = {
    "CertificateSigned": certificate_signed,
    "DeleteCertificate": delete,
    "ExtendedTriggerMessage": trigger,
    "GetInstalledCertificateIds": installed,
    "GetLog": get_log,
    "InstallCertificate": install,
    "SignedUpdateFirmware": update,
}

"""How a charging station of OCPP 2.0.1 answers blocks I, L, M, N, O: files, certificates, displays."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from infra.simulator import firmware, logs
from infra.simulator.messages import Answer, Message, Payload
from infra.simulator.wording import ACCEPTED, now

if TYPE_CHECKING:
    from infra.simulator.language import Handler
    from infra.simulator.link import Link


def get_log(link: "Link", asked: Payload) -> Answer:
    """N01: a real upload."""
    kind = "security" if asked["logType"] == "SecurityLog" else "diagnostics"
    url, request_id = asked["log"]["remoteLocation"], asked["requestId"]
    told = ACCEPTED | {"filename": logs.file_name(kind)}
    return Answer(told, lambda: logs.upload(link.box, url, kind, request_id))


def update_firmware(link: "Link", asked: Payload) -> Answer:
    """L01, L02: a real download, at once; a signature is taken to be good."""
    told, request_id = asked["firmware"], asked["requestId"]
    return Answer(
        ACCEPTED,
        lambda: firmware.update(link.box, told["location"], request_id, signature=told.get("signature")),
    )


def certificate_signed(link: "Link", asked: Payload) -> Payload:
    """A02: Rejected when it is not for the key that the request was for."""
    return {"status": link.box.certificates.signed(asked["certificateChain"])}


def install(link: "Link", asked: Payload) -> Payload:
    """M05."""
    return {"status": link.box.certificates.install(asked["certificateType"], asked["certificate"])}


def delete(link: "Link", asked: Payload) -> Payload:
    """M04."""
    return {"status": link.box.certificates.delete(asked["certificateHashData"])}


def installed(link: "Link", asked: Payload) -> Payload:
    """M03: those of the uses asked for, or all."""
    uses = asked.get("certificateType")
    chains = [
        {"certificateType": one.use, "certificateHashData": one.hash_data}
        for one in link.box.certificates.installed
        if not uses or one.use in uses
    ]
    return ACCEPTED | {"certificateHashDataChain": chains} if chains else {"status": "NotFound"}


def set_display(link: "Link", asked: Payload) -> Payload:
    """O01."""
    link.box.say(f"shows: {asked['message']['message']['content']}")
    return {"status": link.box.display.show(asked["message"])}


def clear_display(link: "Link", asked: Payload) -> Payload:
    """O05."""
    return {"status": link.box.display.clear(asked["id"])}


def get_display(link: "Link", asked: Payload) -> Answer | Payload:
    """O03."""
    found = link.box.display.asked(asked.get("id"), asked.get("priority"), asked.get("state"))
    if not found:
        return {"status": "Unknown"}
    payload = {"requestId": asked["requestId"], "tbc": False, "messageInfo": found}

    async def report() -> None:
        await link.call(Message("NotifyDisplayMessages", payload))

    return Answer(ACCEPTED, report)


def customer_information(link: "Link", asked: Payload) -> Answer:
    """N09, N10: nothing is kept of customers, and that is what is told."""
    payload = {
        "requestId": asked["requestId"],
        "data": "nothing is kept",
        "seqNo": 0,
        "generatedAt": now(),
        "tbc": False,
    }

    async def report() -> None:
        await link.call(Message("NotifyCustomerInformation", payload))

    return Answer(ACCEPTED, report if asked["report"] else None)


def cost_updated(link: "Link", asked: Payload) -> Payload:
    """I02: shown."""
    link.box.say(f"cost so far: {asked['totalCost']}")
    return {}


ANSWERS: Mapping[str, "Handler"] = {
    "CertificateSigned": certificate_signed,
    "ClearDisplayMessage": clear_display,
    "CostUpdated": cost_updated,
    "CustomerInformation": customer_information,
    "DeleteCertificate": delete,
    "GetDisplayMessages": get_display,
    "GetInstalledCertificateIds": installed,
    "GetLog": get_log,
    "InstallCertificate": install,
    "SetDisplayMessage": set_display,
    "UpdateFirmware": update_firmware,
}

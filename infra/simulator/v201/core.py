"""How a charging station of OCPP 2.0.1 answers blocks C, E, F, G and H: remote control and reservations."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from infra.simulator import doing
from infra.simulator.messages import Answer, Payload
from infra.simulator.reservation import Reservation
from infra.simulator.v201.charging import keep
from infra.simulator.wording import ACCEPTED, REJECTED

if TYPE_CHECKING:
    from infra.simulator.language import Handler
    from infra.simulator.link import Link

TRIGGERED = ("BootNotification", "Heartbeat", "StatusNotification", "MeterValues")


def request_start(link: "Link", asked: Payload) -> Payload:
    """F02: accepted when that EVSE (or, unnamed, any) is free for that token."""
    token_uid = asked["idToken"]["idToken"]
    connector = link.box.free_connector(asked.get("evseId"), token_uid)
    if connector is None:
        return REJECTED
    if "chargingProfile" in asked:
        keep(link.box, connector.connector_id, asked["chargingProfile"])
    link.box.charge(connector, token_uid, asked["remoteStartId"])
    return ACCEPTED


def request_stop(link: "Link", asked: Payload) -> Payload:
    """F03: accepted when it runs here."""
    for transaction in link.box.transactions():
        if transaction.key == asked["transactionId"]:
            transaction.stop("Remote")
            return ACCEPTED
    return REJECTED


def transaction_status(link: "Link", asked: Payload) -> Payload:
    """E14: whether it runs, and whether some of it has not been told."""
    key = asked.get("transactionId")
    waits = any(key in (None, fact.transaction.key) for fact in link.box.outbox.facts)
    if key is None:
        return {"messagesInQueue": waits}
    is_running = any(transaction.key == key for transaction in link.box.transactions())
    return {"ongoingIndicator": is_running, "messagesInQueue": waits}


def reset(link: "Link", asked: Payload) -> Answer:
    """B11, B12: at once; OnIdle when nothing charges."""
    kind, running = asked["type"], link.box.transactions()
    link.box.say(f"reset ({kind})")
    is_later = kind == "OnIdle" and bool(running)

    async def restart() -> None:
        if is_later:
            await link.box.idle()
        link.box.boot_reason = "ScheduledReset" if is_later else "RemoteReset"
        await link.box.restart("HardReset")

    return Answer({"status": "Scheduled" if is_later else "Accepted"}, restart)


def unlock(link: "Link", asked: Payload) -> Payload:
    """F05; what charges stops first."""
    is_there = doing.unlock(link.box, asked["evseId"])
    return {"status": "Unlocked" if is_there else "UnknownConnector"}


def change_availability(link: "Link", asked: Payload) -> Answer | Payload:
    """G03, G04."""
    evse = asked.get("evse") or {}
    return doing.change_availability(
        link.box, evse.get("id"), is_operative=asked["operationalStatus"] == "Operative"
    )


def reserve_now(link: "Link", asked: Payload) -> Answer | Payload:
    """H01: of an EVSE only, and not for the past."""
    connector = link.box.connectors.get(asked.get("evseId", 0))
    group = asked.get("groupIdToken") or {}
    wanted = Reservation.asked(
        asked["id"], asked["idToken"]["idToken"], group.get("idToken"), asked["expiryDateTime"]
    )
    if not link.box.reserves or connector is None or wanted.until <= datetime.now(UTC):
        return REJECTED
    return doing.reserve(link.box, connector, wanted)


def cancel_reservation(link: "Link", asked: Payload) -> Payload:
    """H02."""
    return ACCEPTED if link.box.unreserve(asked["reservationId"]) else REJECTED


def trigger(link: "Link", asked: Payload) -> Answer | Payload:
    """F06: what `doing.send` can send, and a signing request."""
    wanted, evse = asked["requestedMessage"], asked.get("evse") or {}
    if wanted == "SignChargingStationCertificate":
        return Answer(ACCEPTED, lambda: doing.send_certificate_request(link))
    if wanted not in TRIGGERED:
        return {"status": "NotImplemented"}
    return Answer(ACCEPTED, lambda: doing.send(link, wanted, evse.get("id")))


ANSWERS: Mapping[str, "Handler"] = {
    "CancelReservation": cancel_reservation,
    "ChangeAvailability": change_availability,
    "ClearCache": lambda _link, _asked: ACCEPTED,  # there is none, which is as good as cleared
    "DataTransfer": lambda _link, _asked: {"status": "UnknownVendorId"},
    "GetTransactionStatus": transaction_status,
    "RequestStartTransaction": request_start,
    "RequestStopTransaction": request_stop,
    "ReserveNow": reserve_now,
    "Reset": reset,
    "TriggerMessage": trigger,
    "UnlockConnector": unlock,
}

"""How a charge point of OCPP 1.6 answers Core, Reservation and Remote Trigger (section 5)."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from infra.simulator import configuration, doing
from infra.simulator.messages import Answer, Payload
from infra.simulator.reservation import Reservation
from infra.simulator.wording import ACCEPTED, REJECTED

if TYPE_CHECKING:
    from infra.simulator.language import Handler
    from infra.simulator.link import Link

TRIGGERED = ("BootNotification", "Heartbeat", "StatusNotification", "MeterValues")


def remote_start(link: "Link", asked: Payload) -> Payload:
    """Accepted when that connector (or, unnamed, any) is free for that token."""
    connector = link.box.free_connector(asked.get("connectorId"), asked["idTag"])
    if connector is None:
        return REJECTED
    link.box.charge(connector, asked["idTag"])
    return ACCEPTED


def remote_stop(link: "Link", asked: Payload) -> Payload:
    """Accepted when it runs here."""
    for transaction in link.box.transactions():
        if transaction.id == asked["transactionId"]:
            transaction.stop("Remote")
            return ACCEPTED
    return REJECTED


def reset(link: "Link", asked: Payload) -> Answer:
    """Accepted always; transactions stop first."""
    kind = asked["type"]
    link.box.say(f"reset ({kind})")
    return Answer(ACCEPTED, lambda: link.box.restart(f"{kind}Reset"))


def unlock(link: "Link", asked: Payload) -> Payload:
    """Unlocked; what charges there stops."""
    is_there = doing.unlock(link.box, asked["connectorId"])
    return {"status": "Unlocked" if is_there else "NotSupported"}


def change_availability(link: "Link", asked: Payload) -> Answer | Payload:
    """At once, or when the transaction that runs there has ended (Scheduled)."""
    return doing.change_availability(
        link.box, asked["connectorId"], is_operative=asked["type"] == "Operative"
    )


def reserve_now(link: "Link", asked: Payload) -> Answer | Payload:
    """Rejected by one that does not reserve, for no connector in particular, and for the past."""
    connector = link.box.connectors.get(asked["connectorId"])
    wanted = Reservation.asked(
        asked["reservationId"], asked["idTag"], asked.get("parentIdTag"), asked["expiryDate"]
    )
    if not link.box.reserves or connector is None or wanted.until <= datetime.now(UTC):
        return REJECTED
    return doing.reserve(link.box, connector, wanted)


def cancel_reservation(link: "Link", asked: Payload) -> Payload:
    """Accepted when there is one of that id."""
    return ACCEPTED if link.box.unreserve(asked["reservationId"]) else REJECTED


def get_configuration(link: "Link", asked: Payload) -> Payload:
    """All keys that may be read, or those asked for."""
    known, unknown = configuration.told(link.box.configuration, asked.get("key") or [])
    return {"configurationKey": known, "unknownKey": unknown}


def change_configuration(link: "Link", asked: Payload) -> Payload:
    """A new AuthorizationKey is used from the next connection on."""
    key, value = asked["key"], asked["value"]
    status = configuration.changed(link.box.configuration, key, value)
    doing.setting_changed(link.box, key, status)
    return {"status": status}


def trigger(link: "Link", asked: Payload) -> Answer | Payload:
    """What `doing.send` can send."""
    wanted = asked["requestedMessage"]
    if wanted not in TRIGGERED:
        return {"status": "NotImplemented"}
    return Answer(ACCEPTED, lambda: doing.send(link, wanted, asked.get("connectorId")))


ANSWERS: Mapping[str, "Handler"] = {
    "CancelReservation": cancel_reservation,
    "ChangeAvailability": change_availability,
    "ChangeConfiguration": change_configuration,
    "ClearCache": lambda _link, _asked: ACCEPTED,  # there is none, which is as good as cleared
    "DataTransfer": lambda _link, _asked: {"status": "UnknownVendorId"},
    "GetConfiguration": get_configuration,
    "RemoteStartTransaction": remote_start,
    "RemoteStopTransaction": remote_stop,
    "ReserveNow": reserve_now,
    "Reset": reset,
    "TriggerMessage": trigger,
    "UnlockConnector": unlock,
}

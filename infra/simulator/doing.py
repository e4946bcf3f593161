"""What both versions ask of a box in their own words, done once: unlock, availability, reserve, trigger."""

from typing import TYPE_CHECKING

from infra.simulator.configuration import WRITE_ONLY
from infra.simulator.messages import Answer, Payload

if TYPE_CHECKING:
    from infra.simulator.box import SimulatedChargePoint
    from infra.simulator.connector import Connector
    from infra.simulator.link import Link
    from infra.simulator.reservation import Reservation


def unlock(box: "SimulatedChargePoint", connector_id: int) -> bool:
    """Unlock, and stop what charges there. False: there is no such connector."""
    connector = box.connectors.get(connector_id)
    if connector is None:
        return False
    if connector.transaction is not None:
        connector.transaction.stop("UnlockCommand")
    box.say(f"connector {connector_id}: unlocked")
    return True


def change_availability(
    box: "SimulatedChargePoint", connector_id: int | None, *, is_operative: bool
) -> Answer | Payload:
    """At once, or when the transaction that runs there has ended (Scheduled)."""
    concerned = box.concerned(connector_id)
    if not concerned:
        return {"status": "Rejected"}
    for connector in concerned:
        connector.is_operative = is_operative
        if not is_operative:
            connector.reservation = None

    async def show() -> None:
        for connector in concerned:
            if connector.transaction is None:
                await connector.show(connector.idle_status)

    is_busy = any(connector.transaction for connector in concerned)
    return Answer({"status": "Scheduled" if is_busy else "Accepted"}, show)


def reserve(box: "SimulatedChargePoint", connector: "Connector", wanted: "Reservation") -> Answer:
    """What is reserved says so, until it expires."""
    status = connector.reserve(wanted)

    async def show() -> None:
        if status != "Accepted" or connector.reservation is not wanted:
            return
        until = f"{wanted.until:%H:%M:%S} UTC"
        box.say(f"connector {connector.connector_id}: reserved for {wanted.token_uid} until {until}")
        box.hold(connector, wanted)
        await connector.show("Reserved")

    return Answer({"status": status}, show)


def setting_changed(box: "SimulatedChargePoint", key: str, status: str) -> None:
    """Say so; a new password is told to whoever keeps passwords."""
    shown = "a new one" if key in WRITE_ONLY else box.configuration.get(key)
    box.say(f"configuration {key} = {shown}: {status}")
    if status == "Accepted" and key == "AuthorizationKey":
        box.password_changed(box)


async def send(link: "Link", wanted: str, connector_id: int | None) -> None:
    """The message asked for, now."""
    box, language = link.box, link.box.language
    if wanted == "BootNotification":
        await box.boot(link)
    elif wanted == "Heartbeat":
        await link.call(language.heartbeat())
    for connector in box.concerned(connector_id):
        if wanted == "StatusNotification":
            await link.call(language.status(connector))
        elif wanted == "MeterValues":
            await link.call(language.reading(connector))


async def send_certificate_request(link: "Link") -> None:
    """A new key, and the request to sign it."""
    request = link.box.certificates.request(link.box.configuration["CpoName"])
    await link.call(link.box.language.sign_certificate(request))

"""One WebSocket connection of a simulated charge point: what is asked of it, and how it answers."""

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ocpp.routing import after, on
from ocpp.v16 import ChargePoint, call, call_result

from infra.simulator import configuration
from infra.simulator.reservation import Reservation

if TYPE_CHECKING:
    from infra.simulator.box import SimulatedChargePoint


class Link(ChargePoint):  # type: ignore[misc]  # the ocpp package has no types
    """OCPP 1.6 Core, Reservation and Remote Trigger, from the charge point's side, over one connection."""

    def __init__(self, box: "SimulatedChargePoint", connection: Any) -> None:
        super().__init__(box.charge_point_id, connection)
        self.box = box

    @on("RemoteStartTransaction")
    def remote_start(self, id_tag: str, connector_id: int | None = None, **_: Any) -> Any:
        """Accepted when that connector (or, unnamed, any) is free for that token."""
        connector = self.box.free_connector(connector_id, id_tag)
        if connector is None:
            return call_result.RemoteStartTransaction("Rejected")
        self.box.charge(connector, id_tag)
        return call_result.RemoteStartTransaction("Accepted")

    @on("RemoteStopTransaction")
    def remote_stop(self, transaction_id: int, **_: Any) -> Any:
        """Accepted when it runs here."""
        for transaction in self.box.transactions():
            if transaction.id == transaction_id:
                transaction.stop("Remote")
                return call_result.RemoteStopTransaction("Accepted")
        return call_result.RemoteStopTransaction("Rejected")

    @on("Reset")
    def reset(self, **_: Any) -> Any:
        """Accepted always."""
        return call_result.Reset("Accepted")

    @after("Reset")
    async def restart(self, type: str, **_: Any) -> None:  # noqa: A002 - OCPP's word
        """Transactions stop first."""
        self.box.say(f"reset ({type})")
        await self.box.restart(f"{type}Reset")

    @on("UnlockConnector")
    def unlock(self, connector_id: int, **_: Any) -> Any:
        """Unlocked; what charges there stops."""
        connector = self.box.connectors.get(connector_id)
        if connector is None:
            return call_result.UnlockConnector("NotSupported")
        if connector.transaction is not None:
            connector.transaction.stop("UnlockCommand")
        self.box.say(f"connector {connector_id}: unlocked")
        return call_result.UnlockConnector("Unlocked")

    @on("ChangeAvailability")
    def availability(self, connector_id: int, type: str, **_: Any) -> Any:  # noqa: A002 - OCPP's word
        """At once, or when the transaction that runs there has ended (Scheduled)."""
        concerned = [c for c in self.box.connectors.values() if connector_id in (0, c.connector_id)]
        if not concerned:
            return call_result.ChangeAvailability("Rejected")
        for connector in concerned:
            connector.is_operative = type == "Operative"
            if not connector.is_operative:
                connector.reservation = None
        is_busy = any(connector.transaction for connector in concerned)
        return call_result.ChangeAvailability("Scheduled" if is_busy else "Accepted")

    @after("ChangeAvailability")
    async def show_availability(self, connector_id: int, **_: Any) -> None:
        """Every idle connector concerned tells its new status."""
        for connector in self.box.connectors.values():
            if connector_id in (0, connector.connector_id) and connector.transaction is None:
                await connector.show(connector.idle_status)

    @on("ReserveNow")
    def reserve(  # the names are OCPP's
        self,
        connector_id: int,
        expiry_date: str,
        id_tag: str,
        reservation_id: int,
        parent_id_tag: str | None = None,
        **_: Any,
    ) -> Any:
        """Rejected by one that does not reserve, for no connector in particular, and for the past."""
        connector = self.box.connectors.get(connector_id)
        wanted = Reservation.asked(reservation_id, id_tag, parent_id_tag, expiry_date)
        if not self.box.reserves or connector is None or wanted.until <= datetime.now(UTC):
            return call_result.ReserveNow("Rejected")
        return call_result.ReserveNow(connector.reserve(wanted))

    @after("ReserveNow")
    async def show_reserved(self, connector_id: int, reservation_id: int, **_: Any) -> None:
        """What is reserved says so, until it expires."""
        connector = self.box.connectors.get(connector_id)
        held = connector.reservation if connector else None
        if connector is None or held is None or held.id != reservation_id:
            return
        self.box.say(
            f"connector {connector_id}: reserved for {held.token_uid} until {held.until:%H:%M:%S} UTC"
        )
        self.box.hold(connector, held)
        await connector.show("Reserved")

    @on("CancelReservation")
    def cancel_reservation(self, reservation_id: int, **_: Any) -> Any:
        """Accepted when there is one of that id."""
        return call_result.CancelReservation("Accepted" if self.box.unreserve(reservation_id) else "Rejected")

    @on("GetConfiguration")
    def get_configuration(self, key: list[str] | None = None, **_: Any) -> Any:
        """All keys that may be read, or those asked for."""
        known, unknown = configuration.told(self.box.configuration, key or [])
        return call_result.GetConfiguration(known, unknown)

    @on("ChangeConfiguration")
    def change_configuration(self, key: str, value: str, **_: Any) -> Any:
        """A new AuthorizationKey is used from the next connection on."""
        status = configuration.changed(self.box.configuration, key, value)
        shown = "a new one" if key in configuration.WRITE_ONLY else value
        self.box.say(f"configuration {key} = {shown}: {status}")
        if status == "Accepted" and key == "AuthorizationKey":
            self.box.password_changed(self.box)
        return call_result.ChangeConfiguration(status)

    @on("ClearCache")
    def clear_cache(self, **_: Any) -> Any:
        """There is none to clear, which is as good as cleared."""
        return call_result.ClearCache("Accepted")

    @on("DataTransfer")
    def data_transfer(self, **_: Any) -> Any:
        """No vendor is known."""
        return call_result.DataTransfer("UnknownVendorId")

    @on("TriggerMessage")
    def trigger(self, requested_message: str, **_: Any) -> Any:
        """What `send_triggered` can send."""
        can = requested_message in ("BootNotification", "Heartbeat", "StatusNotification", "MeterValues")
        return call_result.TriggerMessage("Accepted" if can else "NotImplemented")

    @after("TriggerMessage")
    async def send_triggered(self, requested_message: str, connector_id: int | None = None, **_: Any) -> None:
        """The message asked for, now."""
        concerned = [c for c in self.box.connectors.values() if connector_id in (None, c.connector_id)]
        if requested_message == "BootNotification":
            await self.box.boot(self)
        elif requested_message == "Heartbeat":
            await self.call(call.Heartbeat())
        for connector in concerned:
            if requested_message == "StatusNotification":
                await self.box.status(connector)
            elif requested_message == "MeterValues":
                transaction = connector.transaction
                reading = call.MeterValues(
                    connector.connector_id, [connector.reading()], transaction and transaction.id
                )
                await self.call(reading)

    async def run(self) -> None:
        """Boot, tell every status, beat; until the connection ends."""
        reading = asyncio.create_task(self.start())
        living = asyncio.create_task(self.box.live(self))
        try:
            done, _ = await asyncio.wait({reading, living}, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in (reading, living):
                task.cancel()
            await asyncio.gather(reading, living, return_exceptions=True)

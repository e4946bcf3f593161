"""Pages' sockets, /live, where API Gateway is not there to serve them: on a developer's machine."""

import asyncio
from dataclasses import dataclass, field

from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed

from chalicelib import live_door
from chalicelib.kernel.ids import new_id, utc_now
from chalicelib.live.rules import Connection as Watching
from ocpp_ws.connections import Connection, Connections


@dataclass
class Pages:
    """Those who look at pages, by connection id."""

    connections: Connections = field(default_factory=Connections)

    async def serve(self, socket: ServerConnection, endpoint: str) -> None:
        """Until it is closed; `endpoint` is where its management calls are served."""
        now, address = utc_now(), str((socket.remote_address or ("",))[0])
        connection = Connection(socket, now, now, connection_id=new_id())
        watching = Watching(connection.connection_id, endpoint, f"address {address}", now)
        with self.connections.holding(connection):
            try:
                async for message in socket:
                    text = message if isinstance(message, str) else ""
                    connection.last_active_at = utc_now()
                    async with connection.turn:
                        answer = await asyncio.to_thread(live_door.answered, watching, text)
                        await socket.send(answer)
                        await connection.post_later()
            except ConnectionClosed:
                return

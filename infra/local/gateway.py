"""What API Gateway does in the cloud, done in-process: a request becomes an event for the Chalice app."""

import threading
from typing import Any
from urllib.parse import unquote

from chalice import Chalice
from chalice.config import Config
from chalice.local import CustomLocalChalice, LocalChalice, LocalGateway


class Gateway(LocalGateway):
    """Chalice's own local gateway, safe for threads; with the caller's address and decoded path values."""

    def __init__(self, app: Chalice) -> None:
        CustomLocalChalice.__bases__ = (
            LocalChalice,
            app.__class__,
        )  # as chalice.local does: one request per thread
        app.__class__ = CustomLocalChalice
        super().__init__(app, Config.create(lambda_timeout=29))  # seconds that API Gateway waits
        self._caller = threading.local()

    def answer(
        self, client: str, method: str, target: str, headers: dict[str, str], body: bytes | None
    ) -> dict[str, Any]:
        """The Lambda response to a request from address `client`. LocalGatewayException: no such route."""
        self._caller.address = client
        answer: dict[str, Any] = self.handle_request(method, target, headers, body)
        return answer

    def _generate_lambda_event(
        self, method: str, path: str, headers: dict[str, Any], body: bytes | None
    ) -> dict[str, Any]:
        event: dict[str, Any] = super()._generate_lambda_event(method, path, headers, body)
        event["requestContext"]["identity"]["sourceIp"] = self._caller.address
        event["pathParameters"] = {name: unquote(value) for name, value in event["pathParameters"].items()}
        return event

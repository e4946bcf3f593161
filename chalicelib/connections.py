"""Sockets that stand open elsewhere, in API Gateway or a gateway of ours: what goes down them, and their end.

Both take the same management calls, at an endpoint that is kept beside the connection.
"""

from functools import lru_cache
from typing import Any

from botocore.config import Config
from botocore.exceptions import (
    ClientError,
    ConnectionClosedError,
    ConnectTimeoutError,
    EndpointConnectionError,
    ReadTimeoutError,
)

from chalicelib.clients import client, making
from chalicelib.logs import logger

GONE = "GoneException"
PATIENCE_SECONDS = 3
"""With a gateway that hangs: a charger that has left it for another waits as long for its first answer.

Nothing is posted a second time, since the first may have arrived: a charger told twice would start twice.
"""
UNREACHED = (ConnectTimeoutError, EndpointConnectionError)
"""It did not arrive."""
UNCLEAR = (ReadTimeoutError, ConnectionClosedError)
"""It may have arrived."""
REFUSED = ClientError
"""The other side said no, or that it failed."""


def post(endpoint: str, connection_id: str, text: str) -> bool:
    """Send down a connection. False: nobody is at its other end any more.

    Raises one of UNCLEAR, or REFUSED.
    """
    try:
        management(endpoint).post_to_connection(ConnectionId=connection_id, Data=text.encode())
    except UNREACHED:
        return False
    except ClientError as error:
        if _is_gone(error):
            return False
        raise
    return True


def hang_up(endpoint: str, connection_id: str) -> None:
    """Close a connection; that it could not be is logged."""
    try:
        management(endpoint).delete_connection(ConnectionId=connection_id)
    except (*UNREACHED, *UNCLEAR):
        logger.info("connection not closed", connection_id=connection_id)
    except ClientError as error:
        if not _is_gone(error):
            logger.exception("connection not closed", connection_id=connection_id)


def _is_gone(error: ClientError) -> bool:
    return error.response.get("Error", {}).get("Code") in (GONE, "410")


def management(endpoint: str) -> Any:
    """The client of the management calls there."""
    with making:  # as many as ask at once share the first that is made
        return _made(endpoint)


@lru_cache(maxsize=64)
def _made(endpoint: str) -> Any:
    config = Config(
        connect_timeout=PATIENCE_SECONDS,
        read_timeout=PATIENCE_SECONDS,
        retries={"total_max_attempts": 1},
        max_pool_connections=32,
    )
    return client("apigatewaymanagementapi", config, endpoint_url=endpoint)

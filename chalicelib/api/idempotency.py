"""The same request sent twice with one Idempotency-Key has one effect and gets one answer.

Powertools keeps the record (table `idempotency`, a day long). A second request that arrives while the first
is still being answered waits for its answer; the same key with another request is Invalid. A refusal is not
kept: it is asked again, since time or others may have cured it.
"""

import json
import time
from collections.abc import Callable
from copy import copy
from functools import cache
from hashlib import sha256
from typing import Any

from chalice.app import Response

from chalicelib.kernel.errors import Invalid, Stale
from chalicelib.table import connection, table_name

WAITS_SECONDS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2)
LONGEST_KEY = 255
SHOWN_ONCE = frozenset({"password"})


def answered_once(
    account_id: str, key: str, whole: tuple[str, str, bytes], respond: Callable[[], Response]
) -> Response:
    """`respond()` at the first request of this account with this key, its kept answer at every later one."""
    from aws_lambda_powertools.utilities.idempotency import exceptions, idempotent_function  # noqa: PLC0415 - start-up

    if len(key) > LONGEST_KEY:
        raise Invalid("bad_idempotency_key", f"An Idempotency-Key has at most {LONGEST_KEY} characters.")
    method, path, body = whole
    asked = sha256(b"\n".join((method.encode(), path.encode(), body))).hexdigest()

    fresh: list[Response] = []

    @idempotent_function(
        data_keyword_argument="data", persistence_store=_records(account_id), config=_config()
    )  # type: ignore[untyped-decorator]  # Powertools leaves it so
    def once(*, data: dict[str, str]) -> dict[str, Any]:  # noqa: ARG001 - read by the decorator
        response = respond()
        fresh.append(response)
        body = without_secrets(response.body)
        return {"body": body, "headers": response.headers, "status": response.status_code}

    for wait in (*WAITS_SECONDS, None):
        try:
            kept = once(data={"key": key, "asked": asked})
        except exceptions.IdempotencyAlreadyInProgressError as error:
            if wait is None:
                raise Stale("request_in_progress", "This request is still being worked on.") from error
            time.sleep(wait)
        except exceptions.IdempotencyValidationError as error:
            raise Invalid("idempotency_key_reused", "This Idempotency-Key was another request's.") from error
        else:
            return fresh[0] if fresh else Response(kept["body"], kept["headers"], int(kept["status"]))
    raise AssertionError("the last round returns or raises")


def without_secrets(body: Any) -> Any:
    """The answer as it may be kept: what is shown once is shown to the first request alone."""
    if not isinstance(body, str) or not any(f'"{name}"' in body for name in SHOWN_ONCE):
        return body
    told = json.loads(body)
    return json.dumps({name: None if name in SHOWN_ONCE else value for name, value in told.items()})


class _Context:
    """How long a function has left: Powertools frees the key of a function that was cut off."""

    @staticmethod
    def get_remaining_time_in_millis() -> int:
        """As long as API Gateway waits for an answer."""
        return 29_000


def _records(account_id: str) -> Any:
    """The records of one account: a partition for all would be a hot one."""
    records = copy(_layer())
    records.static_pk_value = f"ACCOUNT#{account_id}"
    return records


@cache
def _layer() -> Any:
    """Made once: each one made adds a hook to the shared client, and so to the cost of all later requests."""
    from aws_lambda_powertools.utilities.idempotency import DynamoDBPersistenceLayer  # noqa: PLC0415 - start-up

    return DynamoDBPersistenceLayer(
        table_name("idempotency"),
        key_attr="pk",
        sort_key_attr="sk",
        static_pk_value="",
        expiry_attr="expires",
        boto3_client=connection().client,
    )


@cache
def _config() -> Any:
    from aws_lambda_powertools.utilities.idempotency import IdempotencyConfig  # noqa: PLC0415 - start-up

    config = IdempotencyConfig(
        event_key_jmespath="key", payload_validation_jmespath="asked", expires_after_seconds=86_400
    )
    config.register_lambda_context(_Context())  # type: ignore[arg-type]  # it asks for no more
    return config

"""DynamoDB as the gateway's processes ask it: by few steps, and with a memory of its being away.

botocore spends most of a message's time on what serves every service there is. Here a request of an item is
signed, sent and read as DynamoDB's JSON; whatever is not an everyday answer is left to botocore, with its
retries. Credentials are botocore's, and refreshed by it.
"""

import json
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from botocore.exceptions import ClientError, EndpointConnectionError
from botocore.httpsession import get_cert_path
from botocore.utils import get_environ_proxies

from ocpp_ws.signing import signed
from ocpp_ws.wire import Answer, Wire

EVERYDAY = frozenset(
    {
        "BatchGetItem",
        "BatchWriteItem",
        "DeleteItem",
        "GetItem",
        "PutItem",
        "Query",
        "TransactWriteItems",
        "UpdateItem",
    }
)
FINAL = frozenset({"ConditionalCheckFailedException", "TransactionCanceledException"})
"""Errors that are answers: trying again would say the same."""
TARGET = "DynamoDB_20120810."
OK, BAD_REQUEST, SERVER_ERROR = 200, 400, 500
Call = Callable[[str, dict[str, Any]], dict[str, Any]]


class Storage:
    """Takes the place of a botocore client's `_make_api_call`; for any number of threads.

    When DynamoDB cannot be reached, by a connection of now, it counts as away: until `probe` has found it
    again everything is refused at once by EndpointConnectionError, so that no thread waits in vain.
    """

    def __init__(self, client: Any, table: str, timeouts: tuple[float, float]) -> None:
        self._client = client
        self._table = table
        self._botocore: Call = client._make_api_call  # noqa: SLF001 - PynamoDB, too, goes through it
        self._url = client.meta.endpoint_url
        url = urlsplit(self._url)
        tls = None
        if url.scheme == "https":
            verify = client._endpoint.http_session._verify  # noqa: SLF001 - AWS_CA_BUNDLE, or True
            tls = ssl.create_default_context(cafile=get_cert_path(verify))
        self._host = url.netloc
        self._wire = Wire(url.hostname or "", url.port or (443 if tls else 80), tls, timeouts)
        self._away = threading.Event()

    @property
    def is_away(self) -> bool:
        """Whether DynamoDB could not be reached, and has not been found again."""
        return self._away.is_set()

    def __call__(self, operation: str, params: dict[str, Any]) -> dict[str, Any]:
        """As botocore's: the parsed answer. Raises ClientError, BotoCoreError."""
        if self.is_away:
            raise EndpointConnectionError(endpoint_url=self._url)
        credentials = self._client._request_signer._credentials  # noqa: SLF001 - who refreshes them
        if operation not in EVERYDAY or credentials is None:
            return self._botocore(operation, params)
        if operation == "TransactWriteItems":
            params = {"ClientRequestToken": str(uuid4()), **params}
        try:
            body = json.dumps(params, separators=(",", ":")).encode()
        except TypeError:  # bytes: botocore knows how they go
            return self._botocore(operation, params)
        frozen = credentials.get_frozen_credentials()
        answer = self._answer(operation, body, frozen)
        return self._read(operation, params, answer)

    def probe(self) -> bool:
        """Look whether DynamoDB is there (again), by asking for an item that is not."""
        asked = {"TableName": self._table, "Key": {"pk": {"S": "-"}, "sk": {"S": "-"}}}
        try:
            credentials = self._client._request_signer._credentials.get_frozen_credentials()  # noqa: SLF001 - see above
            there = self._post("GetItem", json.dumps(asked).encode(), credentials).status < SERVER_ERROR
        except Exception:  # noqa: BLE001 - also credentials that cannot be had
            there = False
        if there:
            self._away.clear()
        else:
            self._away.set()
        return there

    def close(self) -> None:
        """Close the connections that are kept."""
        self._wire.close()

    def _answer(self, operation: str, body: bytes, credentials: Any) -> Answer:
        """A connection that broke is tried again by a new one, as botocore does. Then it is away."""
        try:
            return self._post(operation, body, credentials)
        except OSError:
            self._wire.close()
        try:
            return self._post(operation, body, credentials)
        except OSError as error:
            self._away.set()
            raise EndpointConnectionError(endpoint_url=self._url, error=error) from error

    def _post(self, operation: str, body: bytes, credentials: Any) -> Answer:
        at = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
        region = self._client.meta.region_name
        return self._wire.post(signed(self._host, region, TARGET + operation, body, credentials, at), body)

    def _read(self, operation: str, params: dict[str, Any], answer: Answer) -> dict[str, Any]:
        checksum = answer.header(b"x-amz-crc32")
        if checksum is not None and int(checksum) != zlib.crc32(answer.body):
            return self._botocore(operation, params)
        told: dict[str, Any]
        if answer.status == OK:
            if b'"B":' in answer.body or b'"BS":' in answer.body:
                return self._with_bytes(operation, answer)
            told = json.loads(answer.body)
            return told
        if answer.status == BAD_REQUEST:
            told = json.loads(answer.body)
            code = str(told.get("__type", "")).rpartition("#")[2]
            if code in FINAL:
                refused: type[ClientError] = self._client.exceptions.from_code(code)
                raise refused(_as_botocore(code, told, answer), operation)
        return self._botocore(operation, params)

    def _with_bytes(self, operation: str, answer: Answer) -> dict[str, Any]:
        shape = self._client.meta.service_model.operation_model(operation).output_shape
        raw = {"status_code": answer.status, "headers": {}, "body": answer.body}
        told: dict[str, Any] = self._client._response_parser.parse(raw, shape)  # noqa: SLF001 - it has no other
        return told


def _as_botocore(code: str, told: Mapping[str, Any], answer: Answer) -> Any:
    message = told.get("message") or told.get("Message") or ""
    request_id = (answer.header(b"x-amzn-requestid") or b"").decode()
    metadata = {"HTTPStatusCode": answer.status, "HTTPHeaders": {"x-amzn-requestid": request_id}}
    parsed = {"Error": {"Message": message, "Code": code}, "ResponseMetadata": metadata}
    return parsed | {name: told[name] for name in ("CancellationReasons", "Item") if name in told}


def quickened(connections: Any, table: str, timeouts: tuple[float, float]) -> Storage | None:
    """From now on `connections`' client asks by a Storage; None where a proxy is in between."""
    client = connections.client
    if get_environ_proxies(client.meta.endpoint_url):
        return None
    storage = Storage(client, table, timeouts)
    client._make_api_call = storage  # noqa: SLF001 - PynamoDB, too, goes through it
    return storage

"""DynamoDB asked without botocore, and with it where the answer is no everyday one."""

import json
import zlib

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError
from pynamodb.connection import Connection

from ocpp_ws.storage import Storage, quickened

ITEM = {"pk": {"S": "a"}, "sk": {"S": "b"}}
GET = {"TableName": "t", "Key": ITEM}
CLOSE = b""


@pytest.fixture
def connections(host, monkeypatch):
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    return Connection(
        region="eu-central-1",
        host=f"http://127.0.0.1:{host.port}",
        aws_access_key_id="AKID",
        aws_secret_access_key="secret",
        read_timeout_seconds=2,
        connect_timeout_seconds=2,
    )


@pytest.fixture
def storage(connections):
    made = quickened(connections, "t", (2, 2))
    assert isinstance(made, Storage)
    yield made
    made.close()


def told(reply, value, status="200 OK", *, crc=None):
    body = json.dumps(value).encode()
    crc = zlib.crc32(body) if crc is None else crc
    return reply(body, status, f"x-amz-crc32: {crc}\r\nx-amzn-RequestId: R1\r\n")


def refusal(reply, code, **more):
    error = {"__type": f"com.amazonaws.dynamodb.v20120810#{code}", "message": "No."} | more
    return told(reply, error, "400 Bad Request")


def test_an_item_is_asked_for_and_read(host, storage, connections, reply):
    host.answers = [told(reply, {"Item": ITEM | {"n": {"N": "1.50"}}})] * 2

    assert connections.client.get_item(**GET) == {"Item": ITEM | {"n": {"N": "1.50"}}}
    assert storage("GetItem", GET) == {"Item": ITEM | {"n": {"N": "1.50"}}}
    head, _, body = host.asked[0].partition(b"\r\n\r\n")
    assert json.loads(body) == GET
    assert b"x-amz-target: DynamoDB_20120810.GetItem" in head
    assert b"User-Agent" not in head  # it was not botocore's


def test_a_condition_that_does_not_hold_is_what_botocore_would_raise(host, storage, connections, reply):
    host.answers = [refusal(reply, "ConditionalCheckFailedException")]

    with pytest.raises(connections.client.exceptions.ConditionalCheckFailedException) as failed:
        storage("PutItem", {"TableName": "t", "Item": ITEM})

    assert failed.value.response["Error"] == {
        "Code": "ConditionalCheckFailedException",
        "Message": "No.",
    }
    assert failed.value.response["ResponseMetadata"]["HTTPHeaders"]["x-amzn-requestid"] == "r1"
    assert len(host.asked) == 1


def test_a_transaction_has_a_token_and_tells_its_reasons(host, storage, reply):
    reasons = [{"Code": "None"}, {"Code": "ConditionalCheckFailed", "Message": "no"}]
    host.answers = [refusal(reply, "TransactionCanceledException", CancellationReasons=reasons)]

    with pytest.raises(ClientError) as failed:
        storage("TransactWriteItems", {"TransactItems": []})

    assert failed.value.response["CancellationReasons"] == reasons
    assert len(json.loads(host.asked[0].partition(b"\r\n\r\n")[2])["ClientRequestToken"]) == 36


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param(lambda reply: told(reply, {"message": "Oops"}, "500 Internal Server Error"), id="500"),
        pytest.param(lambda reply: refusal(reply, "ThrottlingException"), id="throttled"),
        pytest.param(lambda reply: told(reply, {"Item": ITEM}, crc=1), id="checksum"),
    ],
)
def test_what_must_be_tried_again_is_left_to_botocore(host, storage, reply, bad):
    host.answers = [bad(reply), told(reply, {"Item": ITEM})]

    assert storage("GetItem", GET)["Item"] == ITEM
    assert b"User-Agent" in host.asked[1]
    assert not storage.is_away


def test_other_requests_and_bytes_are_botocores(host, storage, reply):
    with_bytes = {"Item": {"pk": {"S": "a"}, "b": {"B": "AAE="}}}
    host.answers = [told(reply, {"TableNames": ["t"]}), told(reply, with_bytes), told(reply, {})]

    assert storage("ListTables", {})["TableNames"] == ["t"]
    assert storage("GetItem", GET)["Item"]["b"] == {"B": b"\0\1"}
    storage("PutItem", {"TableName": "t", "Item": {"b": {"B": b"\0\1"}}})
    assert b'"AAE="' in host.asked[2]


def test_a_connection_that_broke_is_tried_once_more(host, storage, reply):
    host.answers = [CLOSE, told(reply, {"Item": ITEM})]

    assert storage("GetItem", GET) == {"Item": ITEM}
    assert not storage.is_away


def test_who_cannot_be_reached_is_away_until_a_look_finds_it(host, storage, reply):
    host.answers = [CLOSE, CLOSE]
    with pytest.raises(EndpointConnectionError):
        storage("GetItem", GET)
    assert storage.is_away

    with pytest.raises(EndpointConnectionError):
        storage("GetItem", GET)
    assert len(host.asked) == 2  # the last was refused here

    host.answers = [CLOSE, told(reply, {}, "400 Bad Request"), told(reply, {"Item": ITEM})]
    assert not storage.probe()
    assert storage.is_away
    assert storage.probe()
    assert storage("GetItem", GET) == {"Item": ITEM}


def test_behind_a_proxy_all_is_botocores(connections, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)

    assert quickened(connections, "t", (2, 2)) is None

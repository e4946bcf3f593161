"""Files by signed address, against S3 as it is pretended; signed for it as AWS would have it."""

from datetime import timedelta
from hashlib import md5, sha256
from urllib.parse import parse_qs, urlsplit

import boto3
import pytest
import requests
from botocore.config import Config

from chalicelib.files.bucket import Bucket
from chalicelib.files.rules import LONGEST, LONGEST_ON_THE_WIRE, firmware_key, log_key
from chalicelib.kernel.ids import new_id, secret_code
from infra import buckets

NAME = "plugnexus-production-files-123456789012"
HOUR = timedelta(hours=1)


@pytest.fixture
def bucket(aws):
    client = boto3.client("s3", config=Config(signature_version="s3v4", s3={"addressing_style": "virtual"}))
    buckets.create(client, NAME, "https://plugnexus.example")
    return Bucket(NAME, lambda: client, lambda: client)


def test_what_is_put_by_one_address_is_got_by_another(bucket):
    address = bucket.upload_url("logs/n/c/1", HOUR)

    assert bucket.stored("logs/n/c/1") is None
    assert requests.put(address, data=b"a line", timeout=5).ok

    stored = bucket.stored("logs/n/c/1")
    assert stored.size == 6
    got = requests.get(bucket.download_url("logs/n/c/1", HOUR, "Säule 1.log"), timeout=5)
    assert got.content == b"a line"
    assert got.headers["Content-Disposition"] == "attachment; filename*=UTF-8''S%C3%A4ule%201.log"


def test_the_digest_is_of_the_file_that_was_seen(bucket):
    content = b"0123456789abcdef" * 200_000
    bucket.client().put_object(Bucket=NAME, Key="k", Body=content)
    seen = bucket.stored("k")

    digest = bucket.digest("k", seen.etag)

    assert digest.sha256 == sha256(content).hexdigest()
    assert digest.md5 == md5(content, usedforsecurity=False).hexdigest()
    bucket.client().put_object(Bucket=NAME, Key="k", Body=b"another")
    assert bucket.digest("k", seen.etag) is None


def test_a_file_removed_is_gone_and_may_be_removed_again(bucket):
    bucket.client().put_object(Bucket=NAME, Key="k", Body=b"x")

    bucket.remove("k")
    bucket.remove("k")

    assert bucket.stored("k") is None
    assert bucket.digest("k", "any") is None


def test_an_address_is_signed_for_the_size_that_was_announced(bucket):
    sized = parse_qs(urlsplit(bucket.upload_url("k", HOUR, size=10)).query)
    free = parse_qs(urlsplit(bucket.upload_url("k", HOUR)).query)

    assert sized["X-Amz-SignedHeaders"] == ["content-length;host"]
    assert free["X-Amz-SignedHeaders"] == ["host"]


def test_the_longest_address_fits_into_an_ocpp_message_and_lasts_no_longer_than_s3_allows(bucket):
    keys = [
        log_key(new_id(), "|" * 48, new_id(), secret_code()),
        firmware_key(*[new_id()] * 2, secret_code()),
    ]

    addresses = [bucket.upload_url(key, timedelta(days=30)) for key in keys]

    assert max(map(len, addresses)) <= LONGEST_ON_THE_WIRE - 10  # real key ids are longer than the pretended
    for address in addresses:
        assert urlsplit(address).hostname == f"{NAME}.s3.eu-central-1.amazonaws.com"
        assert parse_qs(urlsplit(address).query)["X-Amz-Expires"] == [str(int(LONGEST.total_seconds()))]


def test_nobody_guesses_where_a_file_lies():
    assert log_key("n", "c", "l", secret_code()) != log_key("n", "c", "l", secret_code())
    assert len(firmware_key("", "", secret_code())) > 24

"""What ./scripts/deploy uploads and keeps, against AWS as moto pretends it."""

from base64 import b64encode
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from moto import mock_aws

from infra.deploy import kept_secrets
from infra.deploy.account import Account
from infra.deploy.client_files import KEPT, Build, Client, content_type, outdated, upload_order
from infra.deploy.code_bucket import CodeBucket
from infra.deploy.emptying import empty
from infra.deploy.leftovers import delete_log_groups

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def account(monkeypatch):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "pretended")
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    with mock_aws():
        yield Account("eu-central-1")


@pytest.fixture
def client(account):
    s3 = account.client("s3")
    s3.create_bucket(Bucket="client", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
    code = CodeBucket(account)
    code.make()
    return Client(s3, "client", code, "test")


def build(folder, page: str, *assets: str):
    (folder / "assets").mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(page)
    (folder / "manifest.webmanifest").write_text("{}")
    (folder / ".built").write_text("note")
    for asset in assets:
        (folder / "assets" / asset).write_text(asset)
    return folder


def test_assets_go_first_then_the_page_and_last_what_keeps_it():
    paths = ["sw.js", "index.html", "assets/b.js", "mark.svg", "assets/a.css"]

    assert upload_order(paths) == ["assets/a.css", "assets/b.js", "mark.svg", "index.html", "sw.js"]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("assets/a.js", "text/javascript; charset=utf-8"),
        ("manifest.webmanifest", "application/manifest+json"),
        ("assets/x.unheardof", "application/octet-stream"),
    ],
)
def test_content_types(path, kind):
    assert content_type(path) == kind


def test_assets_go_only_a_while_after_their_build_was_replaced():
    long_ago, lately = NOW - KEPT - timedelta(days=9), NOW - timedelta(days=1)
    builds = [
        Build(long_ago - timedelta(days=9), frozenset({"assets/1"})),
        Build(long_ago, frozenset({"assets/2"})),
    ]
    builds += [Build(lately, frozenset({"assets/3"}))]

    gone = outdated(["assets/0", "assets/1", "assets/2", "assets/3", "index.html"], builds, NOW)

    assert gone == ["assets/0", "assets/1"]


def test_the_client_is_uploaded_with_its_headers(client, tmp_path):
    client.upload(build(tmp_path, "one", "a.js"))

    page, asset = (client.s3.head_object(Bucket="client", Key=key) for key in ("index.html", "assets/a.js"))
    assert page["CacheControl"] == "no-cache"
    assert "immutable" in asset["CacheControl"]
    assert asset["ContentType"] == "text/javascript; charset=utf-8"
    assert not client.would_change(tmp_path)
    assert {one["Key"] for one in client.s3.list_objects_v2(Bucket="client")["Contents"]} == {
        "assets/a.js",
        "index.html",
        "manifest.webmanifest",
    }


def test_pages_are_put_back_and_the_assets_of_both_builds_are_there(client, tmp_path):
    client.upload(build(tmp_path / "1", "one", "a.js"))
    second = build(tmp_path / "2", "two", "b.js")
    (second / "new.json").write_text("{}")

    before = client.upload(second)
    client.put_back(before)

    keys = {one["Key"] for one in client.s3.list_objects_v2(Bucket="client")["Contents"]}
    assert before == {"index.html": b"one", "new.json": None}
    assert client.s3.get_object(Bucket="client", Key="index.html")["Body"].read() == b"one"
    assert keys == {"assets/a.js", "assets/b.js", "index.html", "manifest.webmanifest"}


def test_a_package_is_uploaded_once_and_tells_its_digest(account, tmp_path):
    code = CodeBucket(account)
    code.make()
    code.make()
    (tmp_path / "p.zip").write_bytes(b"zip")

    assert code.put_package("code/k", tmp_path / "p.zip")
    assert not code.put_package("code/k", tmp_path / "p.zip")
    assert code.package_digest("code/k") == b64encode(sha256(b"zip").digest()).decode()
    assert code.package_digest("code/other") is None
    blocked = code.s3.get_public_access_block(Bucket=code.name)["PublicAccessBlockConfiguration"]
    assert all(blocked.values())


def test_every_version_goes(account):
    code = CodeBucket(account)
    code.make()
    for text in ("1", "2"):
        code.write("k", {"t": text})
    code.s3.delete_object(Bucket=code.name, Key="k")

    empty(code.s3, code.name)
    empty(code.s3, "no-such-bucket")

    code.s3.delete_bucket(Bucket=code.name)


TEMPLATE = {
    "Resources": {
        "Pepper": {
            "Type": "AWS::SecretsManager::Secret",
            "DeletionPolicy": "Retain",
            "Properties": {"Name": "pepper"},
        },
        "Gone": {"Type": "AWS::SecretsManager::Secret", "Properties": {"Name": "files-key"}},
        "Logs": {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": "/logs"}},
        "Other": {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": {"Ref": "Name"}}},
    }
}


def test_a_former_secret_steps_aside_and_comes_back(account):
    vault = account.client("secretsmanager")
    vault.create_secret(Name="pepper", SecretString="old")

    kept_secrets.step_aside(vault, TEMPLATE)
    kept_secrets.step_aside(vault, TEMPLATE)  # interrupted, and run again
    vault.create_secret(Name="pepper", SecretString="generated")  # as the new stack does

    assert kept_secrets.come_back(vault, TEMPLATE) == ["pepper"]
    assert kept_secrets.come_back(vault, TEMPLATE) == []
    assert vault.get_secret_value(SecretId="pepper")["SecretString"] == "old"
    assert [secret["Name"] for secret in vault.list_secrets()["SecretList"]] == ["pepper"]


def test_the_edge_secret_makes_room_and_is_made_anew(account):
    vault = account.client("secretsmanager")
    made = {
        "Type": kept_secrets.SECRET,
        "DeletionPolicy": "Retain",
        "Properties": {"Name": "plugnexus-a-edge"},
    }
    vault.create_secret(Name="plugnexus-a-edge", SecretString="old")

    kept_secrets.step_aside(vault, {"Resources": {"Edge": made}})

    assert vault.list_secrets()["SecretList"] == []


def test_a_first_stack_finds_no_secret(account):
    vault = account.client("secretsmanager")

    kept_secrets.step_aside(vault, TEMPLATE)

    assert kept_secrets.come_back(vault, TEMPLATE) == []


def test_last_lines_of_a_former_stack_go(account):
    logs = account.client("logs")
    logs.create_log_group(logGroupName="/logs")

    assert delete_log_groups(logs, TEMPLATE) == ["/logs"]
    assert delete_log_groups(logs, TEMPLATE) == []

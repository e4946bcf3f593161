"""A stage is written to a folder and comes back the same; what differs is named."""

import gzip
from datetime import UTC, datetime, timedelta

import boto3
import pytest

from infra import buckets, tables
from infra.backup import __main__ as command
from infra.backup.comparing import differences
from infra.backup.exporting import export
from infra.backup.folder import Folder
from infra.backup.items import Sum, item_of, line_of
from infra.backup.restoring import restore
from infra.backup.stage import Stage
from infra.deploy.account import Account
from infra.deploy.advice import Stopped
from tests.unit.pretended_aws import REGION

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
ITEM = {
    "pk": {"S": "STATION#é"},
    "sk": {"S": "#"},
    "picture": {"B": b"\x00\xff"},
    "parts": {"M": {"list": {"L": [{"N": "12345678901234567890123456789012345678"}, {"NULL": True}]}}},
    "words": {"SS": ["b", "a"]},
    "bytes": {"BS": [b"\x02", b"\x01"]},
}
AGAIN = {
    **{name: ITEM[name] for name in reversed(ITEM)},
    "words": {"SS": ["a", "b"]},
    "bytes": {"BS": [b"\x01", b"\x02"]},
}


def quiet(_):
    pass


def made(name):
    stage = Stage(name, Account(REGION))
    tables.create(stage.dynamodb, stage.table(""))
    buckets.create(stage.s3, stage.bucket, "https://plugnexus.example")
    return stage


@pytest.fixture
def old(aws):
    stage = made("old")
    for word in ("signing-keys", "ocpp-pepper", "ocpp-ca"):
        stage.vault.create_secret(Name=f"plugnexus-old-{word}", SecretString=f"the {word} of old")
    stage.dynamodb.put_item(TableName=stage.table("stations"), Item=ITEM)
    for number in range(60):
        key = {"pk": {"S": f"B#{number}"}, "sk": {"S": "#"}}
        stage.dynamodb.put_item(
            TableName=stage.table("bookings"), Item={**key, "version": {"N": str(number)}}
        )
    stage.s3.put_object(Bucket=stage.bucket, Key="logs/../n/1", Body=b"first", ContentType="text/plain")
    return stage


@pytest.fixture
def new(old):
    return made("new")


@pytest.fixture
def backup(old, tmp_path):
    folder = Folder(tmp_path / "backup")
    export(old, folder, NOON, quiet)
    return folder


def test_an_item_comes_back_from_its_line_whatever_is_in_it():
    assert item_of(line_of(ITEM)) == ITEM


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (ITEM, AGAIN, True),
        ({"a": {"N": "1.50"}}, {"a": {"N": "1.5"}}, True),
        ({"a": {"N": "100"}}, {"a": {"N": "1E+2"}}, True),
        ({"a": {"N": "1"}}, {"a": {"S": "1"}}, False),
        ({"a": {"L": [{"S": "a"}, {"S": "b"}]}}, {"a": {"L": [{"S": "b"}, {"S": "a"}]}}, False),
        ({"a": {"B": b"x"}}, {"a": {"B": b"y"}}, False),
        ({"a": {"S": ""}}, {}, False),
    ],
)
def test_what_dynamodb_takes_for_equal_has_equal_sums(one, other, same):
    assert (Sum.of_item(one) == Sum.of_item(other)) == same


def test_what_is_exported_comes_back_the_same(backup, new, old):
    restore(backup, new, NOON, quiet)

    assert differences(new, backup, NOON, quiet) == differences(new, old, NOON, quiet) == []
    assert new.dynamodb.scan(TableName=new.table("bookings"), Select="COUNT")["Count"] == 60
    key = {"pk": ITEM["pk"], "sk": ITEM["sk"]}
    found = new.dynamodb.get_item(TableName=new.table("stations"), Key=key)["Item"]
    assert Sum.of_item(found) == Sum.of_item(ITEM)
    file = new.s3.get_object(Bucket=new.bucket, Key="logs/../n/1")
    assert (file["Body"].read(), file["ContentType"]) == (b"first", "text/plain")


def test_a_difference_names_its_table_and_how_many_there_are(backup, new):
    restore(backup, new, NOON, quiet)

    key = {"pk": {"S": "B#7"}, "sk": {"S": "#"}}
    new.dynamodb.put_item(TableName=new.table("bookings"), Item={**key, "version": {"N": "0"}})
    new.dynamodb.delete_item(TableName=new.table("stations"), Key={"pk": ITEM["pk"], "sk": ITEM["sk"]})
    new.s3.put_object(Bucket=new.bucket, Key="logs/../n/1", Body=b"other")

    assert [str(one) for one in differences(new, backup, NOON, quiet)] == [
        "table stations: 0 against 1",
        "table bookings: 60 in both, but not the same",
        "files: 1 in both, but not the same",
    ]


def test_what_has_expired_is_neither_kept_nor_missed(old, new, tmp_path):
    soon = str(int((NOON + timedelta(hours=2)).timestamp()))
    for pk, expires in (("C#past", str(int(NOON.timestamp()))), ("C#soon", soon)):
        item = {"pk": {"S": pk}, "sk": {"S": "#"}, "expires": {"N": expires}}
        old.dynamodb.put_item(TableName=old.table("tokens"), Item=item)
    backup = Folder(tmp_path / "backup")

    export(old, backup, NOON, quiet)
    restore(backup, new, NOON + timedelta(hours=3), quiet)

    assert [item["pk"]["S"] for item in backup.items("tokens")] == ["C#soon"]
    assert new.dynamodb.scan(TableName=new.table("tokens"))["Items"] == []
    while_both_are_read = NOON + timedelta(hours=1, minutes=30)
    assert differences(new, backup, while_both_are_read, quiet) == []
    assert [one.name for one in differences(new, backup, NOON, quiet)] == ["tokens"]


def test_nobody_is_told_of_anything_twice(backup, new):
    """While the stage of before still runs, the restored one does no work of its own."""
    events = boto3.client("events")
    account = new.account.identity["Account"]
    for rule, function in (
        ("new-rule", "plugnexus-new-every-minute"),
        ("old-rule", "plugnexus-old-every-minute"),
    ):
        events.put_rule(Name=rule, ScheduleExpression="rate(1 minute)")
        target = f"arn:aws:lambda:{REGION}:{account}:function:{function}"
        events.put_targets(Rule=rule, Targets=[{"Id": "1", "Arn": target}])
    said = []

    restore(backup, new, NOON, said.append)

    assert [events.describe_rule(Name=rule)["State"] for rule in ("new-rule", "old-rule")] == [
        "DISABLED",
        "ENABLED",
    ]
    assert any("enable-rule" in line and "new-rule" in line for line in said)


def test_a_stage_that_has_data_is_left_alone_unless_told(backup, new):
    restore(backup, new, NOON, quiet)

    with pytest.raises(Stopped, match=r"bookings, files\. Nothing has been written"):
        restore(backup, new, NOON, quiet)
    restore(backup, new, NOON, quiet, over=True)

    assert differences(new, backup, NOON, quiet) == []


def test_a_stage_that_is_not_there_is_to_be_deployed_first(backup):
    with pytest.raises(Stopped, match=r"\./scripts/deploy --stage other"):
        restore(backup, Stage("other", Account(REGION)), NOON, quiet)


def test_an_export_that_was_cut_off_is_begun_anew_and_a_whole_one_stays(backup, old, new):
    with pytest.raises(Stopped, match="There is a backup"):
        export(old, backup, NOON, quiet)
    backup.manifest_file.unlink()

    with pytest.raises(Stopped, match="has not ended"):
        restore(backup, new, NOON, quiet)
    export(old, backup, NOON, quiet)

    restore(backup, new, NOON, quiet)


@pytest.mark.parametrize("harm", ["shorter", "changed", "none"])
def test_nothing_is_restored_from_what_is_damaged(backup, new, harm):
    (part,) = [
        file
        for n in range(4)
        if gzip.open(file := backup.table_file("stations", n)).read()  # noqa: SIM115
    ]
    if harm == "shorter":
        part.write_bytes(part.read_bytes()[:-9])
    elif harm == "changed":
        with gzip.open(part, "wb") as lines:
            lines.write(line_of({**ITEM, "words": {"SS": ["c"]}}))
    else:
        part.unlink()

    with pytest.raises(Stopped, match=r"damaged|cannot be read"):
        restore(backup, new, NOON, quiet)

    assert new.used() == []


def test_a_backup_says_no_secret_and_is_its_makers_alone(backup):
    said = b"".join(
        gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
        for file in backup.path.rglob("*")
        if file.is_file()
    )

    assert b"ocpp-pepper" in said
    assert b"of old" not in said
    assert backup.path.stat().st_mode & 0o077 == 0


def test_the_command_restores_with_the_secrets_and_tells_what_differs(backup, old, new, capsys):
    where = ["--region", REGION, "--stage", "new"]
    assert command.main(["restore", *where, "--from", str(backup.path), "--secrets-of", "old"]) == 0

    pepper = boto3.client("secretsmanager").get_secret_value(SecretId="plugnexus-new-ocpp-pepper")
    assert pepper["SecretString"] == "the ocpp-pepper of old"
    assert command.main(["compare", *where, "--with-stage", "old"]) == 0
    old.dynamodb.delete_item(TableName=old.table("stations"), Key={"pk": ITEM["pk"], "sk": ITEM["sk"]})
    assert command.main(["compare", *where, "--with-stage", "old"]) == 1
    assert "DIFFERS  table stations: 1 against 0" in capsys.readouterr().out
    assert command.main(["restore", *where, "--from", str(backup.path)]) == 1
    assert "has data already" in capsys.readouterr().err

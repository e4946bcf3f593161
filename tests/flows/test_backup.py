"""A community is backed up, restored into a new stage, and lives on there."""

from datetime import timedelta
from pathlib import Path

from infra import buckets, tables
from infra.backup import __main__ as command
from infra.backup.stage import Stage
from infra.deploy.account import Account
from infra.local.api_client import ApiClient
from infra.local.emulator import REGION, client
from infra.local.part import Part, answers, free_port
from tests.community import PASSWORD, next_quarter

NEW = "restored"


def test_a_community_lives_on_in_a_stage_that_was_restored(stack, community, tmp_path, monkeypatch, capsys):
    booking = community.book(community.driver, next_quarter(timedelta(hours=5)))
    for name, value in stack.environment.items():
        if name.startswith("AWS_"):
            monkeypatch.setenv(name, value)
    backup, where = str(tmp_path / "backup"), ["--endpoint-url", f"http://127.0.0.1:{stack.aws_port}"]
    stage = Stage(NEW, Account(REGION, where[1]))
    tables.create(stage.dynamodb, stage.table(""))
    buckets.create(stage.s3, stage.bucket, stack.url)

    assert command.main(["export", *where, "--stage", "local", "--to", backup]) == 0
    restored = command.main(["restore", *where, "--stage", NEW, "--from", backup, "--secrets-of", "local"])

    assert restored == 0, capsys.readouterr().out
    lived_on(stack, community, booking, tmp_path)
    assert pepper(stack, NEW) == pepper(stack, "local")
    compare = ["compare", *where, "--stage", NEW, "--with", backup]
    network = {"pk": {"S": f"NETWORK#{community.network['network_id']}"}, "sk": {"S": "#changed"}}
    stage.dynamodb.put_item(TableName=stage.table("networks"), Item=network)
    capsys.readouterr()
    assert command.main(compare) == 1
    differing = [line for line in capsys.readouterr().out.splitlines() if line.startswith("DIFFERS")]
    assert any("table networks" in line for line in differing)
    assert not any("table bookings" in line for line in differing)


def lived_on(stack, community, booking, folder: Path):
    """The API over the new stage's data: old logins hold, and what was booked is booked."""
    port = free_port()
    environment = {**stack.environment, "PLUGNEXUS_STAGE": NEW, "PLUGNEXUS_TABLE_PREFIX": f"plugnexus-{NEW}-"}
    door = Part(
        "HTTP door",
        ["infra.local.http_door", "--port", str(port)],
        environment,
        folder / "door.log",
        lambda: answers(f"http://127.0.0.1:{port}/v1/health"),
    )
    door.start()
    try:
        door.wait()
        with ApiClient(f"http://127.0.0.1:{port}") as driver:
            driver.log_in(community.driver.account["email"], PASSWORD)
            assert [one["booking_id"] for one in driver.get("/me/bookings")["items"]] == [
                booking["booking_id"]
            ]
    finally:
        door.stop()


def pepper(stack, stage):
    vault = client("secretsmanager", stack.aws_port)
    return vault.get_secret_value(SecretId=f"plugnexus-{stage}-ocpp-pepper")["SecretString"]

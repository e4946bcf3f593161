"""Secrets are changed, and nobody is logged out or locked out."""

import json
from datetime import UTC, datetime, timedelta

import boto3
import pytest

from chalicelib.accounts.access_tokens import LASTS, AccessTokens
from chalicelib.accounts.codes import GOOD_FOR, Purpose, digest
from chalicelib.accounts.secret import secret_text, secret_texts
from chalicelib.accounts.signing_keys import KEPT, SigningKeys
from chalicelib.certificates.authority import Authority
from chalicelib.certificates.rules import VALID_FOR
from chalicelib.kernel.errors import NotLoggedIn
from chalicelib.kernel.front_door import SECRET_HEADER, FrontDoor
from chalicelib.kernel.ids import utc_now
from infra import buckets
from infra.cloud import first_secrets
from infra.deploy.advice import Stopped
from infra.rotate.__main__ import edge, files_key
from infra.rotate.__main__ import signing_keys as rotate_signing_keys
from infra.rotate.authority import WARM, rotated
from infra.rotate.signing_keys import GONE, KNOWN_TO_ALL, at_once, next_step

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class Turned:
    """A ring that is being rotated, and processes that read it whenever they do."""

    def __init__(self):
        self.text, self.changed_at, self.now = first_secrets.signing_keys(), NOON, NOON

    def process(self):
        keys = SigningKeys(lambda: self.text, lambda: self.now)
        return AccessTokens(keys, "plugnexus-test", lambda: self.now)

    def step(self):
        taken = next_step(self.text, self.changed_at, self.now)
        if taken.text is not None:
            self.text, self.changed_at = taken.text, self.now
        return taken.text is not None


def test_nobody_is_logged_out_while_keys_change():
    """Each minute each of three processes issues a token; each that is in time is good everywhere."""
    ring = Turned()
    processes = [ring.process() for _ in range(3)]
    issued, steps, first = [], 0, json.loads(ring.text)["current"]

    while steps < 3 or ring.now < ring.changed_at + 2 * LASTS:
        if steps < 3:
            steps += ring.step()
        issued += [(ring.now, process.issue("ann")) for process in processes]
        processes = [*processes[1:], ring.process()] if ring.now.minute % 2 else processes
        for at, token in issued:
            if ring.now < at + LASTS:
                assert [process.caller_of(token).account_id for process in processes] == ["ann"] * 3
        ring.now += MINUTE

    kept = json.loads(ring.text)
    assert list(kept["keys"]) == [kept["current"]] != [first]


def test_a_mailed_code_is_checked_by_its_own_key_until_it_ends():
    ring = Turned()
    kid, key = SigningKeys(lambda: ring.text, lambda: ring.now).current()
    sent = digest(key, Purpose.RESET, "ann@people.example", "123456")

    ring.step()
    ring.now += KNOWN_TO_ALL
    ring.step()
    ring.now += GOOD_FOR

    again = SigningKeys(lambda: ring.text, lambda: ring.now).key(kid)
    assert again is not None
    assert digest(again, Purpose.RESET, "ann@people.example", "123456") == sent


def test_a_step_that_comes_too_early_changes_nothing():
    ring = Turned()
    assert ring.step()

    ring.now += KEPT
    assert not ring.step()
    ring.now += MINUTE
    assert ring.step()
    ring.now += GONE - MINUTE
    assert not ring.step()


def test_keys_that_others_know_are_worth_nothing_after_minutes():
    ring = Turned()
    process = ring.process()
    forged = process.issue("ann")

    ring.text = at_once(ring.text).text
    ring.now += KEPT

    with pytest.raises(NotLoggedIn):
        process.caller_of(forged)
    assert process.caller_of(process.issue("ann")).account_id == "ann"


def test_the_command_keeps_the_time_by_the_secret_itself(aws):
    vault = boto3.client("secretsmanager")
    vault.create_secret(Name="plugnexus-test-signing-keys", SecretString=first_secrets.signing_keys())

    def keys():
        return len(json.loads(secret_text("plugnexus-test-signing-keys"))["keys"])

    assert "added" in rotate_signing_keys(vault, "test", utc_now())
    assert "Too early" in rotate_signing_keys(vault, "test", utc_now())
    assert "signs from now on" in rotate_signing_keys(vault, "test", utc_now() + KNOWN_TO_ALL)
    assert keys() == 2
    assert "done" in rotate_signing_keys(vault, "test", utc_now() + GONE)
    assert keys() == 1


@pytest.fixture
def edge_vault(aws):
    vault = boto3.client("secretsmanager")
    vault.create_secret(Name="plugnexus-test-edge", SecretString="first")
    return vault


def current_version(vault):
    return vault.get_secret_value(SecretId="plugnexus-test-edge")["VersionId"]


def test_what_cloudfront_sends_is_heard_before_during_and_after_the_change(edge_vault):
    door = FrontDoor(lambda: secret_texts("plugnexus-test-edge"), utc_now)

    def heard(secret):
        return door.viewer({SECRET_HEADER: secret}, "198.51.100.7") == "198.51.100.7"

    assert heard("first")
    told = edge(edge_vault, "test", {"EdgeSecretVersion": ""})
    door = FrontDoor(lambda: secret_texts("plugnexus-test-edge"), utc_now)

    assert heard("first")
    assert heard(secret_text("plugnexus-test-edge"))
    assert f"--set EdgeSecretVersion={current_version(edge_vault)}" in told


def test_cloudfront_is_never_two_values_behind(edge_vault):
    edge(edge_vault, "test", {"EdgeSecretVersion": ""})

    with pytest.raises(Stopped, match="lock it out"):
        edge(edge_vault, "test", {"EdgeSecretVersion": ""})
    edge(edge_vault, "test", {"EdgeSecretVersion": current_version(edge_vault)})


def test_an_authority_that_was_replaced_is_trusted_as_long_as_what_it_signed_is_good():
    first = first_secrets.new_authority("PlugNexus", NOON)
    second = rotated(first, NOON + timedelta(days=1000))
    third = rotated(second, NOON + timedelta(days=1100))
    fourth = rotated(third, NOON + timedelta(days=1000) + VALID_FOR + WARM)

    roots = [Authority.of(text).chain[-1] for text in (first, second, third)]
    assert [root in Authority.of(third).trusted for root in roots] == [True, True, False]
    assert [root in Authority.of(fourth).trusted for root in roots] == [False, True, True]
    assert Authority.of(second).issuing != Authority.of(first).issuing
    assert set(Authority.of(first).chain) <= set(Authority.of(second).trusted)


def test_the_key_of_before_is_deleted_when_no_address_that_it_signed_works(aws):
    iam, vault = boto3.client("iam"), boto3.client("secretsmanager")
    iam.create_user(UserName="signer")
    first, second = (iam.create_access_key(UserName="signer")["AccessKey"]["AccessKeyId"] for _ in "12")
    vault.create_secret(Name="plugnexus-test-files-key", SecretString=json.dumps({"id": second}))

    def keys():
        return {key["AccessKeyId"] for key in iam.list_access_keys(UserName="signer")["AccessKeyMetadata"]}

    with pytest.raises(Stopped, match="work until"):
        files_key(vault, iam, "test", utc_now() + timedelta(days=7))
    assert keys() == {first, second}
    assert "deleted" in files_key(vault, iam, "test", utc_now() + timedelta(days=9))
    assert keys() == {second}
    assert "--set FilesKeySerial=" in files_key(vault, iam, "test", utc_now())


def test_a_new_key_of_files_leaves_the_one_before():
    key = buckets.cloudformation("files", "https://x.example", "files-key")["FilesKey"]

    assert key["UpdateReplacePolicy"] == "Retain"
    assert key["Properties"]["Serial"] == {"Ref": "FilesKeySerial"}

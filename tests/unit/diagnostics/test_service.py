"""Logs on pretended storage: the charge point is played, the bucket is moto's."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

import boto3
import pytest
import requests

from chalicelib.charge_points.rules import ChargePoint, Command, CommandFailure, CommandState
from chalicelib.diagnostics.rules import LogKind
from chalicelib.diagnostics.service import LogService
from chalicelib.diagnostics.store import DynamoLogs
from chalicelib.files.bucket import Bucket
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Invalid, NotFound, not_found
from infra import buckets

ANN = Caller("ann")
BOX = ChargePoint("CP", "station", "network", "Box", {1: "c"})


class Desk:
    """A charge point that is asked, and what manager Ann sees."""

    def __init__(self):
        self.now = datetime.now(UTC)
        self.asked = []
        self.commands = {}
        self.ids = (f"{number:04}" for number in count(1))
        self.at_once = (CommandState.SENT, None)
        self.network_id, self.protocols = "network", None
        client = boto3.client("s3")
        buckets.create(client, "files", "https://plugnexus.example")
        files = Bucket("files", lambda: client, lambda: client)
        self.service = LogService(
            DynamoLogs(),
            files,
            self.managed,
            self.request,
            lambda _, command_id: self.commands[command_id],
            lambda *_: self.protocols,
            lambda: self.now,
            lambda: next(self.ids),
        )

    def managed(self, charge_point_id, caller):
        if caller != ANN:
            raise not_found("charge point")
        return replace(BOX, charge_point_id=charge_point_id, network_id=self.network_id)

    def request(self, charge_point_id, action, params, by):
        state, detail = self.at_once
        command = Command(
            next(self.ids),
            charge_point_id,
            action,
            params,
            state,
            by,
            self.now,
            self.now + timedelta(seconds=30),
            detail=detail,
        )
        self.commands[command.command_id] = command
        self.asked.append(command)
        return command

    def ask(self, kind=LogKind.DIAGNOSTICS, **span):
        return self.service.ask("CP", ANN, kind, **span)

    def shown(self, log):
        return self.service.log("CP", log.log_id, ANN)

    def put(self, number=-1, content=b"lines"):
        return requests.put(self.asked[number].params["url"], data=content, timeout=5).ok


@pytest.fixture
def desk(aws):
    return Desk()


def test_what_is_asked_names_what_and_where_to(desk):
    begin = desk.now - timedelta(hours=1)

    log = desk.ask(begin_at=begin)

    params = desk.asked[0].params
    assert (log.state, log.command_id) == ("REQUESTED", desk.asked[0].command_id)
    assert params["kind"] == "diagnostics"
    assert params["request_id"] == log.request_id
    assert params["from"] == begin.isoformat()
    assert params["to"] is None
    assert "/logs/network/CP/" in params["url"]
    assert desk.service.download_url(log) is None


def test_a_log_goes_from_asked_to_downloaded(desk):
    log = desk.ask()
    desk.service.command_ended(desk.asked[0], {"filename": "diag.zip"}, CommandState.ACCEPTED)
    desk.service.reported("CP", "diagnostics", "Uploading")
    on_its_way = desk.shown(log)
    desk.put()
    desk.service.reported("CP", "diagnostics", "Uploaded")

    there = desk.shown(log)

    assert on_its_way.state == "UPLOADING"
    assert (there.state, there.size, there.file_name) == ("UPLOADED", 5, "diag.zip")
    got = requests.get(desk.service.download_url(there), timeout=5)
    assert got.content == b"lines"
    assert "CP-diag.zip" in got.headers["Content-Disposition"]


def test_a_file_that_simply_appears_is_there(desk):
    log = desk.ask()
    desk.put()

    assert desk.shown(log).state == "UPLOADED"


def test_told_uploaded_without_a_file_is_believed_by_nobody(desk):
    log = desk.ask()

    desk.service.reported("CP", "diagnostics", "Uploaded")

    assert desk.shown(log).state == "REQUESTED"


def test_what_names_its_request_is_about_that_one(desk):
    first, second = desk.ask(LogKind.SECURITY), desk.ask(LogKind.SECURITY)

    desk.service.reported("CP", "log", "UploadFailure", first.request_id)
    desk.service.reported("CP", "log", "Uploading", second.request_id)
    desk.service.reported("CP", "log", "PermissionDenied", 12345)

    assert [desk.shown(log).state for log in (first, second)] == ["FAILED", "UPLOADING"]


def test_what_names_none_is_about_the_newest_of_diagnostics(desk):
    old, diagnostics, security = desk.ask(), desk.ask(), desk.ask(LogKind.SECURITY)

    desk.service.reported("CP", "diagnostics", "Uploading")

    assert [desk.shown(log).state for log in (old, diagnostics, security)] == [
        "REQUESTED",
        "UPLOADING",
        "REQUESTED",
    ]


def test_another_charge_points_word_changes_nothing(desk):
    log = desk.ask()

    desk.service.reported("OTHER", "log", "UploadFailure", log.request_id)

    assert desk.shown(log).state == "REQUESTED"


def test_a_charge_point_that_is_not_there_fails_at_once(desk):
    desk.at_once = (CommandState.FAILED, "offline")

    log = desk.ask()

    assert (log.state, log.detail) == ("FAILED", "The charger is not connected. Ask again when it is.")


def test_a_charge_point_without_the_security_extension_is_told_of_plainly(desk):
    log = desk.ask(LogKind.SECURITY)

    desk.service.command_ended(desk.asked[0], CommandFailure("NotImplemented"), CommandState.FAILED)

    assert desk.shown(log).state == "FAILED"
    assert "security extension" in desk.shown(log).detail


@pytest.mark.parametrize(
    ("protocols", "is_told"),
    [
        pytest.param("FTP", True, id="FTP alone"),
        pytest.param("FTP,FTPS SFTP", True, id="all but HTTP"),
        pytest.param("FTP, https", False, id="HTTPS too"),
        pytest.param("", False, id="it tells nothing"),
        pytest.param(None, False, id="nobody has asked"),
    ],
)
def test_a_charge_point_that_tells_that_it_knows_no_http_is_asked_and_told_of_plainly(
    desk, protocols, is_told
):
    desk.protocols = protocols

    log = desk.ask()

    assert (log.state, len(desk.asked)) == ("REQUESTED", 1)
    assert (log.detail is not None and "only" in log.detail) == is_told


def test_no_answer_is_seen_when_somebody_looks_and_a_late_file_counts(desk):
    log = desk.ask()
    desk.now += timedelta(minutes=1)

    silent = desk.shown(log)
    desk.put()

    assert silent.state == "FAILED"
    assert desk.shown(log).state == "UPLOADED"


def test_a_late_answer_counts(desk):
    log = desk.ask()
    desk.now += timedelta(minutes=1)
    silent = desk.shown(log)

    desk.service.command_ended(desk.asked[0], {"filename": "d.zip"}, CommandState.ACCEPTED)

    late = desk.service.store.log("CP", log.log_id)
    assert (silent.state, late.state, late.file_name) == ("FAILED", "REQUESTED", "d.zip")


def test_after_its_address_has_ended_a_log_is_not_waited_for(desk):
    log = desk.ask()
    desk.service.reported("CP", "diagnostics", "Uploading")
    desk.now += timedelta(hours=7)

    assert desk.shown(log).state == "EXPIRED"


def test_the_newest_come_first_page_by_page(desk):
    logs = [desk.ask() for _ in range(3)]

    first = desk.service.logs("CP", ANN, None, 2)
    rest = desk.service.logs("CP", ANN, first.next_cursor, 2)

    shown = [log.log_id for log in (*first.items, *rest.items)]
    assert shown == [log.log_id for log in reversed(logs)]


def test_a_log_begins_before_it_ends(desk):
    with pytest.raises(Invalid, match="begins before"):
        desk.ask(begin_at=desk.now, end_at=desk.now)

    assert desk.asked == []


def test_a_log_stays_its_networks_when_another_one_takes_the_charge_points_id(desk):
    log = desk.ask()
    desk.network_id = "another"
    own = desk.ask()

    assert [seen.log_id for seen in desk.service.logs("CP", ANN, None, 10).items] == [own.log_id]
    with pytest.raises(NotFound):
        desk.shown(log)


def test_strangers_are_told_nothing(desk):
    log, bob = desk.ask(), Caller("bob")

    for look in (
        lambda: desk.service.log("CP", log.log_id, bob),
        lambda: desk.service.logs("CP", bob, None, 10),
        lambda: desk.service.ask("CP", bob, LogKind.SECURITY),
        lambda: desk.service.log("CP", "nothing", ANN),
        lambda: desk.service.log("OTHER", log.log_id, ANN),
    ):
        with pytest.raises(NotFound):
            look()

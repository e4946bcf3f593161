"""Images and updates of firmware at a desk of its own."""

from datetime import UTC, datetime, timedelta
from itertools import count
from types import SimpleNamespace

import boto3
import requests

from chalicelib.charge_points.presence import Presence
from chalicelib.charge_points.rules import Boot, ChargePoint, Command, CommandState, Detail
from chalicelib.files.bucket import Bucket
from chalicelib.firmware.images import ImageService, NewImage
from chalicelib.firmware.signing import check_parts, judged
from chalicelib.firmware.store import DynamoFirmware
from chalicelib.firmware.updates import UpdateService
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import not_found
from infra import buckets

ANN = Caller("ann")
BOB = Caller("bob")
IMAGE = b"firmware 2.0 " * 1000
V2 = NewImage("Winter", "2.0")


class Desk:
    """A charge point of network "n", which manager Ann updates."""

    def __init__(self):
        self.now = datetime.now(UTC)
        self.boot = Boot(self.now, "Maker", "Model X", None, "1.0")
        self.asked, self.commands, self.alarms = [], {}, []
        self.at_once = (CommandState.SENT, None)
        self.network_id = "n"
        ids = (f"{number:04}" for number in count(1))
        self.new_id = lambda: next(ids)
        client = boto3.client("s3")
        buckets.create(client, "files", "https://plugnexus.example")
        files = Bucket("files", lambda: client, lambda: client)
        self.images = ImageService(
            DynamoFirmware(), files, self.managed, check_parts, judged, lambda: self.now, self.new_id
        )
        self.updates = UpdateService(
            DynamoFirmware(),
            self.images,
            self.managed_box,
            self.detail,
            self.request,
            lambda _, command_id: self.commands[command_id],
            lambda charge_point_id, detail, _: self.alarms.append((charge_point_id, detail)),
            lambda charge_point_id: self.alarms.append((charge_point_id, "over")),
            lambda: self.now,
            self.new_id,
        )

    @staticmethod
    def managed(network_id, caller):
        if (network_id, caller) not in (("n", ANN), ("other", ANN)):
            raise not_found("network")
        return SimpleNamespace()

    def managed_box(self, charge_point_id, caller):
        self.managed("n", caller)
        return ChargePoint(charge_point_id, "station", self.network_id, "Box", {1: "c"})

    def detail(self, charge_point_id):
        return Detail(self.managed_box(charge_point_id, ANN), Presence(), self.boot, {})

    def request(self, charge_point_id, action, params, by):
        state, detail = self.at_once
        until = self.now + timedelta(hours=24)
        command = Command(
            self.new_id(), charge_point_id, action, params, state, by, self.now, until, detail=detail
        )
        self.commands[command.command_id] = command
        self.asked.append(command)
        return command

    def announced(self, new=V2, content=IMAGE):
        image, address = self.images.announce("n", ANN, new)
        if content is not None:
            assert requests.put(address, data=content, timeout=5).ok
        return image

    def begin(self, image=None, **when):
        return self.updates.begin("CP", ANN, (image or self.announced()).firmware_id, **when)

    def answer(self, state=CommandState.ACCEPTED, answer=None, number=-1):
        self.updates.command_ended(self.asked[number], answer or {"status": "Accepted"}, state)

    def tell(self, *statuses, request_id=None):
        for status in statuses:
            self.updates.reported("CP", status, request_id)

    @property
    def shown(self):
        return self.updates.updates("CP", ANN, None, 20)[1].items

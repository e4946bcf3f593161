"""How the services of logs, firmware and their files are put together."""

# ruff: noqa: PLC0415 - see __init__.py
import json
from functools import cached_property
from typing import TYPE_CHECKING, Any

from chalicelib.kernel.ids import new_id, utc_now
from chalicelib.kernel.settings import settings
from chalicelib.wiring.grounds import above
from chalicelib.wiring.watching import Watching

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.diagnostics.service import LogService
    from chalicelib.files.bucket import Bucket
    from chalicelib.firmware.images import ImageService
    from chalicelib.firmware.updates import UpdateService
    from chalicelib.kernel.caller import Caller


def s3(**credentials: str) -> Any:
    """A client of this region's S3, whose addresses name the bucket first, or in the path of an IP."""
    from botocore.config import Config

    from chalicelib.clients import client

    config = Config(
        signature_version="s3v4",
        s3={"addressing_style": "virtual"},
        connect_timeout=2,
        read_timeout=10,
        retries={"total_max_attempts": 3},
    )
    return client("s3", config, **credentials)


class Filing(Watching):
    """Services of logs, firmware and their files."""

    @cached_property
    def files(self) -> "Bucket":
        """The bucket of this stage."""
        from chalicelib.files.bucket import Bucket

        return Bucket(settings().files_bucket, lambda: self.s3, lambda: self.s3_signer)

    @cached_property
    def s3(self) -> Any:
        """S3 with this process's own credentials."""
        return s3()

    @cached_property
    def s3_signer(self) -> Any:
        """S3 with the credentials that sign addresses."""
        name = settings().files_key_secret
        if name is None:
            return self.s3
        from chalicelib.accounts.secret import secret_text

        key = json.loads(secret_text(name))
        return s3(aws_access_key_id=key["id"], aws_secret_access_key=key["secret"])

    @cached_property
    def logs(self) -> "LogService":
        """Logs of charge points."""
        from chalicelib.diagnostics.service import LogService
        from chalicelib.diagnostics.store import DynamoLogs

        boxes = self.charge_points

        def protocols(charge_point_id: str, caller: "Caller") -> str | None:
            found = above().configuration.settings(charge_point_id, caller, "FileTransferProtocols")
            return next((one.variable.told.value for one in found if one.variable), None)

        return LogService(
            DynamoLogs(),
            self.files,
            boxes.managed,
            boxes.request,
            boxes.commands.command,
            protocols,
            utc_now,
            new_id,
        )

    @cached_property
    def firmware(self) -> "ImageService":
        """Firmware images of networks."""
        from chalicelib.firmware.images import ImageService
        from chalicelib.firmware.signing import check_parts, judged
        from chalicelib.firmware.store import DynamoFirmware

        return ImageService(
            DynamoFirmware(), self.files, self.networks.managed, check_parts, judged, utc_now, new_id
        )

    @cached_property
    def updates(self) -> "UpdateService":
        """Updates of charge points to images."""
        from chalicelib.alarms.rules import AlarmKind
        from chalicelib.firmware.store import DynamoFirmware
        from chalicelib.firmware.updates import UpdateService

        def failed(charge_point_id: str, detail: str, at: "datetime") -> None:
            above().alarms.raise_at(AlarmKind.FIRMWARE_FAILED, charge_point_id, detail, at)

        def succeeded(charge_point_id: str) -> None:
            above().alarms.clear(AlarmKind.FIRMWARE_FAILED, charge_point_id)

        boxes = self.charge_points
        return UpdateService(
            DynamoFirmware(),
            self.firmware,
            boxes.managed,
            lambda charge_point_id: boxes.store.details([boxes.charge_point(charge_point_id)])[0],
            boxes.request,
            boxes.commands.command,
            failed,
            succeeded,
            utc_now,
            new_id,
        )

    def after_report(self, charge_point_id: str, about: str, status: str, request_id: int | None) -> None:
        """A charge point told how far an upload or an update has come."""
        if about in ("diagnostics", "log"):
            self.logs.reported(charge_point_id, about, status, request_id)
        elif about == "firmware":
            self.updates.reported(charge_point_id, status, request_id)

"""Updates of charge points: asked for by managers and rollouts, told of by charge points."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from chalicelib.charge_points.rules import Boot, Command, CommandFailure, CommandState, Detail
from chalicelib.files.rules import DOWNLOAD_BY_CHARGE_POINT
from chalicelib.firmware.images import ImageService
from chalicelib.firmware.needs import (
    DetailOf,
    Failed,
    FindCommand,
    FirmwareStore,
    ManagedChargePoint,
    Request,
    Succeeded,
)
from chalicelib.firmware.rules import (
    FURTHEST_AHEAD,
    NEVER_THERE,
    TRIES,
    TRY_AGAIN_AFTER_SECONDS,
    UPDATE,
    Image,
    Progress,
    Update,
    UpdateState,
    answered,
    booted,
    passed,
    superseded,
    told,
)
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Invalid, NotFound, Refused
from chalicelib.kernel.ids import Clock, Ids
from chalicelib.kernel.paging import Page

LATEST = 20
"""Among so many a notification's update is looked for."""
WRITE_TRIES = 4


@dataclass(frozen=True)
class UpdateService:
    """The use cases of updates."""

    store: FirmwareStore
    images: ImageService
    managed: ManagedChargePoint
    detail_of: DetailOf
    request: Request
    command: FindCommand
    failed: Failed
    succeeded: Succeeded
    now: Clock
    new_id: Ids

    def begin(
        self,
        charge_point_id: str,
        caller: Caller,
        firmware_id: str,
        retrieve_at: datetime | None = None,
        install_at: datetime | None = None,
    ) -> Update:
        """Tell a charge point to fetch and install an image of its network.

        Raises NotFound, Forbidden, Invalid("bad_period"), Refused("firmware_missing" | "signature_invalid" |
        "wrong_model").
        """
        self.managed(charge_point_id, caller)
        update, params = self.prepared(
            charge_point_id, firmware_id, caller.account_id, retrieve_at, install_at
        )
        command = self.request(charge_point_id, UPDATE, params, caller.account_id)
        return self._changed(update, lambda seen: _asked(seen, command))

    def publish(self, charge_point_id: str, caller: Caller, firmware_id: str) -> Command:
        """Tell a charge point to fetch an image, and to pass it on to others near it (OCPP 2.0.1, L03).

        What it tells of that becomes notes. Raises NotFound, Forbidden, Refused("firmware_missing" |
        "signature_invalid" | "firmware_too_large").
        """
        charge_point = self.managed(charge_point_id, caller)
        image = self.images.ready(charge_point.network_id, firmware_id)
        if image.digest is None:
            raise Refused(
                "firmware_too_large", "It goes out with its MD5, which is known of files up to 256 MB only."
            )
        params = {
            "url": self.images.download_url(image, DOWNLOAD_BY_CHARGE_POINT),
            "checksum": image.digest.md5,
            "retries": TRIES,
            "retry_interval_seconds": TRY_AGAIN_AFTER_SECONDS,
        }
        return self.request(charge_point_id, "publish_firmware", params, caller.account_id)

    def prepared(
        self,
        charge_point_id: str,
        firmware_id: str,
        by: str | None,
        retrieve_at: datetime | None = None,
        install_at: datetime | None = None,
    ) -> tuple[Update, dict[str, Any]]:
        """An update that is kept but not asked for yet, and the parameters of its "update_firmware".

        Judges nobody, and raises as `begin`. What lies in the past is at once: a rollout may come late. Its
        command's Effect ties the command to it.
        """
        detail = self.detail_of(charge_point_id)
        charge_point = detail.charge_point
        image = self.images.ready(charge_point.network_id, firmware_id)
        check_model(image, detail.boot)
        now = self.now()
        begin = max(retrieve_at or now, now)
        install_at = install_at if install_at is not None and install_at > now else None
        if begin > now + FURTHEST_AHEAD:
            raise Invalid("bad_period", f"A download begins at most {FURTHEST_AHEAD.days} days from now.")
        if install_at is not None and install_at < begin:
            raise Invalid("bad_period", "An image is installed after it was fetched.")
        request_id = 1 + secrets.randbelow(2**31 - 1)
        update = Update(
            self.new_id(),
            charge_point.network_id,
            charge_point.charge_point_id,
            image.firmware_id,
            image.version,
            request_id,
            by,
            now,
            begin,
            install_at,
        )
        self.store.add_update(update)
        params: dict[str, Any] = {
            "request_id": request_id,
            "url": self.images.download_url(image, begin - now + DOWNLOAD_BY_CHARGE_POINT),
            "retrieve_at": begin.isoformat(),
            "install_at": install_at.isoformat() if install_at else None,
            "retries": TRIES,
            "retry_interval_seconds": TRY_AGAIN_AFTER_SECONDS,
        }
        if image.is_signed:
            params |= {"signing_certificate": image.signing_certificate, "signature": image.signature}
        return update, params

    def updates(
        self, charge_point_id: str, caller: Caller, cursor: str | None, limit: int
    ) -> tuple[Detail, Page[Update]]:
        """A charge point and its updates, the newest first, as they stand now. Raises NotFound, Forbidden."""
        self.managed(charge_point_id, caller)
        detail = self.detail_of(charge_point_id)
        found, network_id = self.store.updates(charge_point_id, cursor, limit), detail.charge_point.network_id
        theirs = [update for update in found.items if update.network_id == network_id]
        return detail, Page(theirs, found.next_cursor).of(self._seen_to)

    def progress(self, charge_point_id: str, request_id: int) -> Progress:
        """How far the update of an "update_firmware" with this request_id is; FAILED if there is none."""
        update = self._of_request(charge_point_id, request_id)
        return Progress.FAILED if update is None else self._seen_to(update).progress

    def reported(self, charge_point_id: str, status: str, request_id: int | None = None) -> None:
        """A charge point told how far its update has come: the newest one, where it names none (1.6).

        A status of nothing that we asked for is dropped; it stands in the log of messages.
        """
        if request_id is not None:
            update = self._of_request(charge_point_id, request_id)
        else:
            latest = self.store.updates(charge_point_id, None, LATEST).items
            update = next((one for one in latest if one.state is not UpdateState.SUPERSEDED), None)
        if update is not None:
            self._told_of(update, lambda seen: told(seen, status, self.now()))

    def after_boot(self, charge_point_id: str, boot: Boot) -> None:
        """It has started, with some version of its firmware. 1 read."""
        latest = self.store.updates(charge_point_id, None, 1).items
        if latest:
            self._told_of(latest[0], lambda seen: booted(seen, boot))

    def command_ended(
        self, command: Command, answer: Mapping[str, Any] | CommandFailure, state: CommandState
    ) -> None:
        """The charge point answered: an Effect of "update_firmware". Its other updates are over with it."""
        update = self._of_request(command.charge_point_id, command.params.get("request_id"))
        if update is None:
            return
        word = answer.code if isinstance(answer, CommandFailure) else str(answer.get("status") or "")
        self._told_of(
            update, lambda seen: answered(replace(seen, command_id=command.command_id), state, word)
        )
        if state is CommandState.ACCEPTED:
            for other in self.store.updates(command.charge_point_id, None, LATEST).items:
                if other.is_open and other.update_id < update.update_id:
                    self._changed(other, self._superseded)

    def _superseded(self, update: Update) -> Update:
        return superseded(update, self.now()) if update.is_open else update

    def _of_request(self, charge_point_id: str, request_id: object) -> Update | None:
        latest = self.store.updates(charge_point_id, None, LATEST).items
        return next((update for update in latest if update.request_id == request_id), None)

    def _seen_to(self, update: Update) -> Update:
        """As it stands now: an unanswered command and time are seen to."""
        now = self.now()
        if update.state is UpdateState.REQUESTED and update.command_id and update.detail is None:
            try:
                command = self.command(update.charge_point_id, update.command_id)
                state, word = command.state_at(now), command.detail
            except NotFound:
                state, word = CommandState.SENT, None
            update = self._changed(update, lambda seen: answered(seen, state, word))
        if passed(update, now) is not update:
            return self._told_of(update, lambda seen: passed(seen, now))
        return update

    def _told_of(self, before: Update, change: Callable[[Update], Update]) -> Update:
        """`change` made; managers hear of a failure, and of its end. Not of one that was offline."""
        after = self._changed(before, change)
        is_new = after.state is not before.state and after.detail != NEVER_THERE
        if is_new and after.state is UpdateState.FAILED:
            self.failed(after.charge_point_id, f"{after.version}: {after.detail}", self.now())
        if after.state is UpdateState.INSTALLED and before.state is not UpdateState.INSTALLED:
            self.succeeded(after.charge_point_id)
        return after

    def _changed(self, update: Update, change: Callable[[Update], Update]) -> Update:
        """`change` made of what is stored now, whoever else changes it."""
        for _ in range(WRITE_TRIES):
            after = change(update)
            if self.store.change(update, after):
                return after
            update = self.store.update(update.charge_point_id, update.update_id) or update
        return update


def check_model(image: Image, boot: Boot | None) -> None:
    """Raises Refused("wrong_model") for an image of another maker's or model's chargers."""
    if boot is None:
        return
    for of, mine in ((image.vendor, boot.vendor), (image.model, boot.model)):
        if of and mine and of.strip().casefold() != mine.strip().casefold():
            raise Refused("wrong_model", f"The image is for {of}; this charger says that it is {mine}.")


def _asked(update: Update, command: Command) -> Update:
    """With its command, and what that came to at once."""
    update = replace(update, command_id=command.command_id)
    if command.state in (CommandState.FAILED, CommandState.REJECTED):
        return answered(update, command.state, command.detail)
    return update

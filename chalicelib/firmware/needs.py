"""What firmware needs of storage and of its neighbours."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol

from chalicelib.charge_points.rules import ChargePoint, Command, Detail
from chalicelib.files.rules import Digest, Stored
from chalicelib.firmware.rules import Image, Update
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.paging import Page
from chalicelib.networks.rules import Standing

Managed = Callable[[str, Caller], Standing]
"""A network that the caller manages. Raises NotFound, Forbidden."""
ManagedChargePoint = Callable[[str, Caller], ChargePoint]
"""Raises NotFound, also for what the caller may not know of, and Forbidden."""
DetailOf = Callable[[str], Detail]
"""A charge point with all that is known of it; judges nobody. Raises NotFound."""
Request = Callable[[str, str, Mapping[str, Any], str | None], Command]
"""(charge_point_id, action, params, by): a command is on its way, or has failed at once."""
FindCommand = Callable[[str, str], Command]
"""(charge_point_id, command_id). Raises NotFound."""
Failed = Callable[[str, str, datetime], None]
"""(charge_point_id, detail, at): an update has failed, and its managers should know."""
Succeeded = Callable[[str], None]
"""(charge_point_id): the last update of it has succeeded."""


class FirmwareStore(Protocol):
    """Where images and updates are kept."""

    def add_image(self, image: Image) -> None:
        """A new one."""

    def image(self, network_id: str, firmware_id: str) -> Image | None:
        """As it is kept."""

    def images(self, network_id: str, cursor: str | None, limit: int) -> Page[Image]:
        """A network's, the newest first."""

    def keep_image(self, image: Image) -> bool:
        """With what is known of its file now. False: it has been removed meanwhile."""

    def remove_image(self, network_id: str, firmware_id: str) -> None:
        """It is no more."""

    def add_update(self, update: Update) -> None:
        """A new one."""

    def update(self, charge_point_id: str, update_id: str) -> Update | None:
        """As it is now."""

    def updates(self, charge_point_id: str, cursor: str | None, limit: int) -> Page[Update]:
        """A charge point's, the newest first."""

    def change(self, before: Update, now: Update) -> bool:
        """One in place of the other. False: its state is no longer the one before."""


class ImageFiles(Protocol):
    """Where the files themselves are."""

    def upload_url(self, key: str, lasting: timedelta, size: int | None = None) -> str:
        """An address to PUT the file to."""

    def download_url(self, key: str, lasting: timedelta, file_name: str | None = None) -> str:
        """An address to GET it from."""

    def stored(self, key: str) -> Stored | None:
        """The file, if it is there."""

    def digest(self, key: str, etag: str) -> Digest | None:
        """Of the whole file, if it is still the one of this etag."""

    def remove(self, key: str) -> None:
        """It is there no longer."""

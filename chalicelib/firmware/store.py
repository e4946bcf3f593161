"""Images and updates in DynamoDB. Keys: items.py."""

from chalicelib.firmware.items import ImageItem, UpdateItem, images_of, updates_of
from chalicelib.firmware.rules import Image, Update
from chalicelib.kernel.paging import Page
from chalicelib.pages import after, page
from chalicelib.table import attempt, changes

CHANGING = ("state", "status", "detail", "command_id", "changed_at", "confirmed_at")


class DynamoFirmware:
    """Keeps FirmwareStore's promises (needs.py) in DynamoDB."""

    def add_image(self, image: Image) -> None:
        """1 write."""
        ImageItem.of(image).save()

    def image(self, network_id: str, firmware_id: str) -> Image | None:
        """1 read."""
        key = ImageItem.keyed(network_id, firmware_id)
        try:
            return ImageItem.get(key.pk, key.sk, consistent_read=True).domain()
        except ImageItem.DoesNotExist:
            return None

    def images(self, network_id: str, cursor: str | None, limit: int) -> Page[Image]:
        """The newest first. 1 read."""
        found = ImageItem.query(
            images_of(network_id),
            ImageItem.sk.startswith("IMAGE#"),
            scan_index_forward=False,
            limit=limit,
            last_evaluated_key=after(cursor),
            consistent_read=True,
        )
        return page(found, ImageItem.domain)

    def keep_image(self, image: Image) -> bool:
        """With what is known of its file now. False: it has been removed meanwhile. 1 write."""
        return attempt(lambda: ImageItem.of(image).save(ImageItem.pk.exists()))

    def remove_image(self, network_id: str, firmware_id: str) -> None:
        """Twice is as good as once. 1 write."""
        ImageItem.keyed(network_id, firmware_id).delete()

    def add_update(self, update: Update) -> None:
        """1 write."""
        UpdateItem.of(update).save()

    def update(self, charge_point_id: str, update_id: str) -> Update | None:
        """1 read."""
        key = UpdateItem.keyed(charge_point_id, update_id)
        try:
            return UpdateItem.get(key.pk, key.sk, consistent_read=True).domain()
        except UpdateItem.DoesNotExist:
            return None

    def updates(self, charge_point_id: str, cursor: str | None, limit: int) -> Page[Update]:
        """The newest first. 1 read."""
        found = UpdateItem.query(
            updates_of(charge_point_id),
            UpdateItem.sk.startswith("UPDATE#"),
            scan_index_forward=False,
            limit=limit,
            last_evaluated_key=after(cursor),
            consistent_read=True,
        )
        return page(found, UpdateItem.domain)

    def change(self, before: Update, now: Update) -> bool:
        """What differs is written, if the state is still as before. False: somebody else was faster."""
        actions = changes(UpdateItem, before, now, CHANGING)
        if not actions:
            return True
        key = UpdateItem.keyed(now.charge_point_id, now.update_id)
        return attempt(lambda: key.update(actions, UpdateItem.state == before.state.value))

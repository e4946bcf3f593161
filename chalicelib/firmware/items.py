"""How firmware lies in DynamoDB (table `firmware`); the images' files are in the bucket."""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.files.rules import Digest
from chalicelib.firmware.rules import Image, ImageState, Signature, Update, UpdateState
from chalicelib.table import Item, table_name


class FirmwareItem(Item):
    """All items of the table firmware."""

    class Meta:
        table_name = table_name("firmware")


class ImageItem(FirmwareItem, discriminator="image"):
    """An image of a network.

    pk  NETWORK#<network_id>
    sk  IMAGE#<firmware_id>, which rises with time
    """

    firmware_id = UnicodeAttribute()
    network_id = UnicodeAttribute()
    name = UnicodeAttribute()
    version = UnicodeAttribute()
    key = UnicodeAttribute()
    by = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()
    vendor = UnicodeAttribute(null=True)
    model = UnicodeAttribute(null=True)
    wanted_size = NumberAttribute(null=True)
    signing_certificate = UnicodeAttribute(null=True)
    signature = UnicodeAttribute(null=True)
    state = UnicodeAttribute()
    signature_state = UnicodeAttribute()
    size = NumberAttribute(null=True)
    etag = UnicodeAttribute(null=True)
    sha256 = UnicodeAttribute(null=True)
    md5 = UnicodeAttribute(null=True)
    stored_at = UTCDateTimeAttribute(null=True)

    @classmethod
    def keyed(cls, network_id: str, firmware_id: str) -> "ImageItem":
        """An item of this key."""
        return cls(images_of(network_id), f"IMAGE#{firmware_id}")

    @classmethod
    def of(cls, image: Image) -> "ImageItem":
        """The image as it is stored."""
        item = cls.keyed(image.network_id, image.firmware_id)
        for name, value in vars(image).items():
            if name != "digest":
                setattr(item, name, value)
        if image.digest is not None:
            item.sha256, item.md5 = image.digest.sha256, image.digest.md5
        return item

    def domain(self) -> Image:
        """What it stands for."""
        return Image(
            self.firmware_id,
            self.network_id,
            self.name,
            self.version,
            self.key,
            self.by,
            self.created_at,
            self.vendor,
            self.model,
            None if self.wanted_size is None else int(self.wanted_size),
            self.signing_certificate,
            self.signature,
            ImageState(self.state),
            Signature(self.signature_state),
            None if self.size is None else int(self.size),
            self.etag,
            Digest(self.sha256, self.md5) if self.sha256 and self.md5 else None,
            self.stored_at,
        )


class UpdateItem(FirmwareItem, discriminator="update"):
    """An update of a charge point.

    pk  CP#<charge_point_id>
    sk  UPDATE#<update_id>, which rises with time
    """

    update_id = UnicodeAttribute()
    network_id = UnicodeAttribute()
    charge_point_id = UnicodeAttribute()
    firmware_id = UnicodeAttribute()
    version = UnicodeAttribute()
    request_id = NumberAttribute()
    by = UnicodeAttribute(null=True)
    requested_at = UTCDateTimeAttribute()
    retrieve_at = UTCDateTimeAttribute()
    install_at = UTCDateTimeAttribute(null=True)
    state = UnicodeAttribute()
    status = UnicodeAttribute(null=True)
    detail = UnicodeAttribute(null=True)
    command_id = UnicodeAttribute(null=True)
    changed_at = UTCDateTimeAttribute(null=True)
    confirmed_at = UTCDateTimeAttribute(null=True)

    @classmethod
    def keyed(cls, charge_point_id: str, update_id: str) -> "UpdateItem":
        """An item of this key."""
        return cls(updates_of(charge_point_id), f"UPDATE#{update_id}")

    @classmethod
    def of(cls, update: Update) -> "UpdateItem":
        """The update as it is stored."""
        item = cls.keyed(update.charge_point_id, update.update_id)
        for name, value in vars(update).items():
            setattr(item, name, value)
        return item

    def domain(self) -> Update:
        """What it stands for."""
        return Update(
            self.update_id,
            self.network_id,
            self.charge_point_id,
            self.firmware_id,
            self.version,
            int(self.request_id),
            self.by,
            self.requested_at,
            self.retrieve_at,
            self.install_at,
            UpdateState(self.state),
            self.status,
            self.detail,
            self.command_id,
            self.changed_at,
            self.confirmed_at,
        )


def images_of(network_id: str) -> str:
    """The partition of a network's images."""
    return f"NETWORK#{network_id}"


def updates_of(charge_point_id: str) -> str:
    """The partition of a charge point's updates."""
    return f"CP#{charge_point_id}"

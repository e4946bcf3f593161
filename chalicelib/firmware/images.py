"""Firmware images: announced by managers, uploaded by address, read once to be judged."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from chalicelib.files.rules import LARGEST_FIRMWARE, LARGEST_READ, UPLOAD_BY_OWNER, Stored, firmware_key
from chalicelib.firmware.needs import FirmwareStore, ImageFiles, Managed
from chalicelib.firmware.rules import Image, ImageState, Signature
from chalicelib.kernel.caller import Caller
from chalicelib.kernel.errors import Invalid, Refused, not_found
from chalicelib.kernel.ids import Clock, Ids, secret_code
from chalicelib.kernel.paging import Page

Judge = Callable[[str, str, str], Signature]
"""(certificate, signature, SHA-256 of the file)"""


@dataclass(frozen=True)
class NewImage:
    """What a manager announces. `size` in bytes: then the upload takes exactly so many."""

    name: str
    version: str
    vendor: str | None = None
    model: str | None = None
    size: int | None = None
    signing_certificate: str | None = None
    signature: str | None = None


@dataclass(frozen=True)
class ImageService:
    """The use cases of images. All raise NotFound and Forbidden for whoever does not manage the network."""

    store: FirmwareStore
    files: ImageFiles
    managed: Managed
    check_parts: Callable[[str, str], None]
    judge: Judge
    now: Clock
    new_id: Ids

    def announce(self, network_id: str, caller: Caller, new: NewImage) -> tuple[Image, str]:
        """A new image, and where to PUT its file.

        Raises Invalid("bad_signing_certificate" | "bad_signature").
        """
        self.managed(network_id, caller)
        if (new.signature is None) != (new.signing_certificate is None):
            raise Invalid("bad_signature", "A signature comes with its signing certificate, or neither does.")
        if new.signature is not None and new.signing_certificate is not None:
            self.check_parts(new.signing_certificate, new.signature)
        firmware_id = self.new_id()
        image = Image(
            firmware_id,
            network_id,
            new.name,
            new.version,
            firmware_key(network_id, firmware_id, secret_code()),
            caller.account_id,
            self.now(),
            new.vendor,
            new.model,
            new.size,
            new.signing_certificate,
            new.signature,
        )
        self.store.add_image(image)
        return image, self.files.upload_url(image.key, UPLOAD_BY_OWNER, new.size)

    def image(self, network_id: str, firmware_id: str, caller: Caller) -> Image:
        """One, its file looked for. Raises NotFound."""
        self.managed(network_id, caller)
        return self.seen(network_id, firmware_id)

    def images(self, network_id: str, caller: Caller, cursor: str | None, limit: int) -> Page[Image]:
        """A network's, the newest first; the files of new ones are looked for."""
        self.managed(network_id, caller)
        return self.store.images(network_id, cursor, limit).of(self._looked_for)

    def remove(self, network_id: str, firmware_id: str, caller: Caller) -> None:
        """It and its file go: who is told to fetch it and has not yet, will fail to."""
        self.managed(network_id, caller)
        image = self.store.image(network_id, firmware_id)
        if image is None:
            raise not_found("firmware")
        self.files.remove(image.key)
        self.store.remove_image(network_id, firmware_id)

    def download_url(self, image: Image, lasting: timedelta) -> str:
        """Where to GET the file for so long."""
        return self.files.download_url(image.key, lasting)

    def seen(self, network_id: str, firmware_id: str) -> Image:
        """One, its file looked for; judges nobody. Raises NotFound."""
        image = self.store.image(network_id, firmware_id)
        if image is None:
            raise not_found("firmware")
        return self._looked_for(image)

    def ready(self, network_id: str, firmware_id: str) -> Image:
        """The same, to be sent out. Raises NotFound, Refused("firmware_missing" | "signature_invalid")."""
        image = self.seen(network_id, firmware_id)
        if image.state is not ImageState.STORED:
            raise Refused("firmware_missing", "The file of this image has not been uploaded.")
        if image.signature_state is Signature.INVALID:
            raise Refused(
                "signature_invalid", "The signature does not fit the file: no charger would take it."
            )
        return image

    def _looked_for(self, image: Image) -> Image:
        """While it may still be uploaded, or be uploaded anew."""
        if image.state is ImageState.STORED and not image.may_change(self.now()):
            return image
        stored = self.files.stored(image.key)
        if stored is None or stored.etag == image.etag:
            return image
        if stored.size > LARGEST_FIRMWARE:
            self.files.remove(image.key)
            return image
        judged = self._judged(image, stored)
        return judged if self.store.keep_image(judged) else image

    def _judged(self, image: Image, stored: Stored) -> Image:
        digest = self.files.digest(image.key, stored.etag) if stored.size <= LARGEST_READ else None
        if image.signature is None or image.signing_certificate is None:
            return image.with_file(stored, digest, Signature.NONE)
        if digest is None:
            return image.with_file(stored, None, Signature.UNCHECKED)
        verdict = self.judge(image.signing_certificate, image.signature, digest.sha256)
        return image.with_file(stored, digest, verdict)

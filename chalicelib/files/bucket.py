"""The bucket in S3, and addresses of its files that are signed and work for a while."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import md5, sha256
from typing import Any
from urllib.parse import quote

from botocore.exceptions import ClientError

from chalicelib.files.rules import LONGEST, Digest, Stored

CHUNK = 2**20
GONE = frozenset({"404", "NoSuchKey", "NotFound"})
CHANGED = frozenset({"412", "PreconditionFailed"})


@dataclass(frozen=True)
class Bucket:
    """The bucket `name`. `client` is botocore's for `s3`; `signer` gives the one that signs addresses.

    Both are asked for lazily, so that who only passes this on starts no client.
    """

    name: str
    client: Callable[[], Any]
    signer: Callable[[], Any]

    def upload_url(self, key: str, lasting: timedelta, size: int | None = None) -> str:
        """An address to PUT the file to. With `size` S3 takes a body of exactly so many bytes only.

        No Content-Type is signed: charge points send whatever theirs is.
        """
        wanted: dict[str, Any] = {"Bucket": self.name, "Key": key}
        if size is not None:
            wanted["ContentLength"] = size
        return self._signed("put_object", wanted, lasting)

    def download_url(self, key: str, lasting: timedelta, file_name: str | None = None) -> str:
        """An address to GET the file from; a browser saves it under `file_name`."""
        wanted: dict[str, Any] = {"Bucket": self.name, "Key": key}
        if file_name is not None:
            wanted["ResponseContentDisposition"] = f"attachment; filename*=UTF-8''{quote(file_name, safe='')}"
            wanted["ResponseContentType"] = "application/octet-stream"
        return self._signed("get_object", wanted, lasting)

    def stored(self, key: str) -> Stored | None:
        """The file, if it is there. 1 request."""
        try:
            head = self.client().head_object(Bucket=self.name, Key=key)
        except ClientError as error:
            if error.response["Error"]["Code"] in GONE:
                return None
            raise
        return Stored(int(head["ContentLength"]), str(head["ETag"]).strip('"'), head["LastModified"])

    def digest(self, key: str, etag: str) -> Digest | None:
        """Of the whole file, read in pieces. None: it is gone, or no longer the one of this `etag`."""
        try:
            body = self.client().get_object(Bucket=self.name, Key=key, IfMatch=etag)["Body"]
        except ClientError as error:
            if error.response["Error"]["Code"] in GONE | CHANGED:
                return None
            raise
        whole, short = sha256(), md5(usedforsecurity=False)
        for chunk in body.iter_chunks(CHUNK):
            whole.update(chunk)
            short.update(chunk)
        return Digest(whole.hexdigest(), short.hexdigest())

    def remove(self, key: str) -> None:
        """Twice is as good as once. 1 request."""
        self.client().delete_object(Bucket=self.name, Key=key)

    def _signed(self, operation: str, wanted: dict[str, Any], lasting: timedelta) -> str:
        seconds = int(min(lasting, LONGEST).total_seconds())
        return str(self.signer().generate_presigned_url(operation, Params=wanted, ExpiresIn=seconds))

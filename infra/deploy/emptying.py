"""Deletes what is in a bucket, every version of it."""

from typing import Any

MOST = 1000
"""S3 deletes this many at once."""


def empty(s3: Any, bucket: str) -> None:
    """By a boto3 client of S3; a bucket that is not there is empty."""
    try:
        for page in s3.get_paginator("list_object_versions").paginate(Bucket=bucket):
            found = [*page.get("Versions", []), *page.get("DeleteMarkers", [])]
            gone = [{"Key": one["Key"], "VersionId": one["VersionId"]} for one in found]
            for start in range(0, len(gone), MOST):
                s3.delete_objects(
                    Bucket=bucket, Delete={"Objects": gone[start : start + MOST], "Quiet": True}
                )
    except s3.exceptions.NoSuchBucket:
        return

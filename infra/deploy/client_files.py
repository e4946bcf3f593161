"""The built client in its bucket: what is uploaded, in which order, with which headers, and what goes."""

import hashlib
import mimetypes
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from infra.cloud.headers import LASTING, cache_control
from infra.deploy.code_bucket import CodeBucket

PAGE = "index.html"
WORKER = "sw.js"
"""The service worker (web/src/sw/worker.ts): it fetches the page when a browser finds it changed."""
KEPT = timedelta(days=14)
"""How long the assets of a build that was replaced stay: pages that are still open fetch parts of it."""
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
"""Those of this machine may be set otherwise."""


@dataclass(frozen=True)
class Build:
    """When a build went live, and its assets' paths."""

    since: datetime
    assets: frozenset[str]


def is_lasting(path: str) -> bool:
    """Whether its name changes with its content."""
    return f"/{path}".startswith(LASTING)


def content_type(path: str) -> str:
    """For the Content-Type header."""
    suffix = Path(path).suffix
    return TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"


def upload_order(paths: Iterable[str]) -> list[str]:
    """Assets, then the page that names them, then what keeps it: nobody gets what names something missing."""
    return sorted(paths, key=lambda path: (not is_lasting(path), path == WORKER, path == PAGE, path))


def outdated(present: Iterable[str], builds: Sequence[Build], now: datetime) -> list[str]:
    """Assets of the bucket that no build had which was live in the time KEPT; `builds` are oldest first."""
    replaced = [*(build.since for build in builds[1:]), now]
    wanted = {
        path
        for build, end in zip(builds, replaced, strict=True)
        if now - end <= KEPT
        for path in build.assets
    }
    return sorted(path for path in present if is_lasting(path) and path not in wanted)


@dataclass(frozen=True)
class Client:
    """The bucket of the client of one stack."""

    s3: Any
    bucket: str
    code: CodeBucket
    stack: str

    def upload(self, folder: Path) -> dict[str, bytes | None]:
        """Bring the bucket to the build in `folder`; what changed pages said before (None: not there)."""
        here = files(folder)
        there = self._present()
        changed = [path for path in upload_order(here) if there.get(path) != _etag(here[path])]
        before = {
            path: self._body(path) if path in there else None for path in changed if not is_lasting(path)
        }
        for path in changed:
            self._put(path, here[path])
        self._tidy(here, there, changed=bool(changed))
        return before

    def would_change(self, folder: Path) -> bool:
        """Whether `upload` has anything to do."""
        there = self._present()
        return any(there.get(path) != _etag(body) for path, body in files(folder).items())

    def put_back(self, before: Mapping[str, bytes | None]) -> None:
        """The pages as they were; their assets are still there."""
        for path in upload_order(before):
            body = before[path]
            if body is None:
                self.s3.delete_object(Bucket=self.bucket, Key=path)
            else:
                self._put(path, body)

    def _put(self, path: str, body: bytes) -> None:
        self.s3.put_object(
            Bucket=self.bucket,
            Key=path,
            Body=body,
            ContentType=content_type(path),
            CacheControl=cache_control(f"/{path}"),
        )

    def _body(self, path: str) -> bytes:
        body: bytes = self.s3.get_object(Bucket=self.bucket, Key=path)["Body"].read()
        return body

    def _present(self) -> dict[str, str]:
        """Path to ETag, which is the MD5 of what is uploaded in one piece."""
        pages = self.s3.get_paginator("list_objects_v2").paginate(Bucket=self.bucket)
        return {one["Key"]: one["ETag"].strip('"') for page in pages for one in page.get("Contents", [])}

    def _tidy(self, here: Mapping[str, bytes], there: Mapping[str, str], *, changed: bool) -> None:
        key, now = f"clients/{self.stack}.json", datetime.now(UTC)
        kept = self.code.read(key) or {"builds": []}
        builds = [Build(datetime.fromisoformat(b["since"]), frozenset(b["assets"])) for b in kept["builds"]]
        assets = frozenset(path for path in here if is_lasting(path))
        if changed or not builds:
            builds.append(Build(now, assets))
        for path in outdated(there, builds, now):
            if path not in here:
                self.s3.delete_object(Bucket=self.bucket, Key=path)
        lately = [b for b, after in pairwise(builds) if now - after.since <= KEPT]
        told = [{"since": b.since.isoformat(), "assets": sorted(b.assets)} for b in [*lately, builds[-1]]]
        self.code.write(key, {"builds": told})


def files(folder: Path) -> dict[str, bytes]:
    """What is built, by path; not the build's own notes, whose names begin with a dot."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.name.startswith(".")
    }


def _etag(body: bytes) -> str:
    return hashlib.md5(body, usedforsecurity=False).hexdigest()

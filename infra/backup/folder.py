"""A backup on disk: what an export writes and a restore reads.

    manifest.json             written last: without it the export has not ended
    tables/<area>/<n>.json.gz lines of items (items.py)
    files.json.gz             a line for each file of the bucket: key, digest, type
    files/<sha256 of the key> what is in it

Nobody but who made it may read it: it has names, addresses of people and where they park.
"""

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

from infra.backup.items import Item, Sum, is_over, item_of
from infra.backup.progress import Progress, Work
from infra.backup.stage import AREAS, FILES, sum_of_file
from infra.deploy.advice import Stopped

FORMAT = 1


@dataclass(frozen=True)
class Folder:
    """A backup at `path`."""

    path: Path

    def __str__(self) -> str:
        return f"the backup in {self.path}"

    @property
    def manifest_file(self) -> Path:
        """Is there when the export is whole."""
        return self.path / "manifest.json"

    def table_file(self, area: str, segment: int) -> Path:
        """One part of a table."""
        return self.path / "tables" / area / f"{segment}.json.gz"

    @property
    def file_list(self) -> Path:
        """Of the bucket's files."""
        return self.path / "files.json.gz"

    def content(self, key: str) -> Path:
        """Where the file of this key lies, whatever characters the key has."""
        return self.path / "files" / sha256(key.encode()).hexdigest()

    def begin(self) -> None:
        """Make it, for nobody else to read. Raises Stopped when there is a whole backup in it already."""
        if self.manifest_file.exists():
            raise Stopped(f"There is a backup in {self.path} already: name another folder.")
        for folder in (self.path, self.path / FILES, *(self.path / "tables" / area for area in AREAS)):
            folder.mkdir(parents=True, exist_ok=True)
        self.path.chmod(0o700)

    def end(self, stage: str, region: str, at: datetime, sums: Mapping[str, Sum], secrets: Any) -> None:
        """Say what is in it."""
        told = {
            "format": FORMAT,
            "stage": stage,
            "region": region,
            "exported_at": at.isoformat(),
            "sums": {name: {"count": total.count, "digest": total.digest} for name, total in sums.items()},
            "secrets": secrets,
        }
        self.manifest_file.write_text(json.dumps(told, indent=2) + "\n")

    def manifest(self) -> Any:
        """What `end` said. Raises Stopped."""
        try:
            told = json.loads(self.manifest_file.read_text())
        except FileNotFoundError:
            raise Stopped(
                f"There is no whole backup in {self.path}: an export has not ended there."
            ) from None
        if told["format"] != FORMAT:
            raise Stopped(f"This backup is of format {told['format']}; this version reads {FORMAT}.")
        return told

    def check(self) -> None:
        """Raises Stopped unless an export has ended here."""
        self.manifest()

    def verify(self) -> None:
        """Raises Stopped unless it can be read whole, and says what its manifest does."""
        kept = self.manifest()["sums"]
        before_all = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
        try:
            found = self.sums(before_all, Progress(lambda _: None, ""))
        except (OSError, EOFError, ValueError) as error:
            raise Stopped(f"The backup in {self.path} cannot be read: {error}") from error
        damaged = [name for name, total in found.items() if kept.get(name, {}).get("digest") != total.digest]
        if damaged:
            raise Stopped(f"The backup in {self.path} is damaged: {', '.join(damaged)}.")

    def items(self, area: str) -> Iterator[Item]:
        """Of one area."""
        for file in sorted((self.path / "tables" / area).glob("*.json.gz")):
            with gzip.open(file) as lines:
                yield from map(item_of, lines)

    def files(self) -> Iterator[Mapping[str, str]]:
        """`key`, `digest` (SHA-256) and `type` of each."""
        with gzip.open(self.file_list) as lines:
            yield from map(json.loads, lines)

    def sums(self, now: datetime, progress: Progress) -> dict[str, Sum]:
        """By area, without what has expired by `now`, and of FILES."""
        work: list[tuple[str, Work]] = [(area, partial(self._sum, area, now)) for area in AREAS]
        return progress.run([*work, (FILES, self._sum_of_files)])

    def _sum(self, area: str, now: datetime, progress: Progress) -> Sum:
        total = Sum()
        for item in self.items(area):
            if not is_over(item, now):
                total += Sum.of_item(item)
                progress.counted(1)
        return total

    def _sum_of_files(self, progress: Progress) -> Sum:
        total = Sum()
        for told in self.files():
            with self.content(told["key"]).open("rb") as content:
                total += sum_of_file(told["key"], file_digest(content, "sha256").hexdigest())
            progress.counted(1)
        return total

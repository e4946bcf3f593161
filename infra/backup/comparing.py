"""Whether two stages, or a stage and a folder, say the same."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from infra.backup.folder import Folder
from infra.backup.items import Sum
from infra.backup.progress import Progress
from infra.backup.stage import FILES, Stage

MAY_TAKE = timedelta(hours=1)
"""How long reading both may take: what expires meanwhile may be there for the one and gone for the other."""


@dataclass(frozen=True)
class Difference:
    """One table, or the files, that are not the same here and there."""

    name: str
    here: Sum
    there: Sum

    def __str__(self) -> str:
        what = self.name if self.name == FILES else f"table {self.name}"
        if self.here.count == self.there.count:
            return f"{what}: {self.here.count:,} in both, but not the same"
        return f"{what}: {self.here.count:,} against {self.there.count:,}"


def differences(
    here: Stage | Folder, there: Stage | Folder, now: datetime, say: Callable[[str], None]
) -> list[Difference]:
    """What differs, leaving out what expires before both are read: DynamoDB deletes that when it comes to it.

    Raises Stopped when either is not whole.
    """
    for place in (here, there):
        place.check()
    found = []
    for place in (here, there):
        say(f"Reading {place} ...")
        found.append(place.sums(now + MAY_TAKE, Progress(say, "read")))
    ours, theirs = found
    return [Difference(name, ours[name], theirs[name]) for name in ours if ours[name] != theirs[name]]

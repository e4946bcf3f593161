"""From a folder into a stage."""

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from itertools import islice
from typing import Any

from infra.backup.folder import Folder
from infra.backup.items import Item, Sum, is_over
from infra.backup.progress import Progress, Work
from infra.backup.stage import AREAS, FILES, Stage, sum_of_file
from infra.deploy.advice import Stopped

BATCH = 25
"""Items that BatchWriteItem takes."""
LONGEST_PAUSE = 8.0
"""Seconds before what DynamoDB would not take at once is given again."""


def restore(
    folder: Folder, stage: Stage, now: datetime, say: Callable[[str], None], *, over: bool = False
) -> None:
    """All items that have not expired by `now`, and all files. Doing it twice does no harm.

    With `over` the stage need not be empty: what has the same key is replaced, and all else stays. The work
    of every minute is paused there and stays so: while the stage of before runs, people would be told of
    everything twice. Raises Stopped, before anything is written.
    """
    stage.check()
    used = stage.used()
    if used and not over:
        raise Stopped(
            f"Stage {stage.name} has data already: {', '.join(used)}. Nothing has been written.\n"
            "Restore into a new stage; or, to go on with a restore that was interrupted, add --over: "
            "what has the same key is replaced, all else stays."
        )
    folder.verify()
    for rule in stage.pause():
        say(f"The work of every minute is paused in {stage}. When it takes over from the stage of before:")
        say(f"  aws events enable-rule --region {stage.account.region} --name {rule}")
    work: list[tuple[str, Work]] = [(area, partial(_table, folder, stage, area, now)) for area in AREAS]
    files: Work = partial(_files, folder, stage)
    Progress(say, "restored").run([*work, (FILES, files)])


def _table(folder: Folder, stage: Stage, area: str, now: datetime, progress: Progress) -> Sum:
    total = Sum()
    items = (item for item in folder.items(area) if not is_over(item, now))
    while batch := list(islice(items, BATCH)):
        _write(stage, stage.table(area), batch)
        for item in batch:
            total += Sum.of_item(item)
        progress.counted(len(batch))
    return total


def _write(stage: Stage, table: str, batch: Sequence[Item]) -> None:
    left: Any = {table: [{"PutRequest": {"Item": item}} for item in batch]}
    pause = 0.1
    while left := stage.dynamodb.batch_write_item(RequestItems=left).get("UnprocessedItems"):
        time.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE)


def _files(folder: Folder, stage: Stage, progress: Progress) -> Sum:
    total = Sum()
    for told in folder.files():
        kind = {"ContentType": told["type"]} if told["type"] else {}
        with folder.content(told["key"]).open("rb") as content:
            stage.s3.put_object(Bucket=stage.bucket, Key=told["key"], Body=content, **kind)
        total += sum_of_file(told["key"], told["digest"])
        progress.counted(1)
    return total

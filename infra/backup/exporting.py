"""From a stage to a folder."""

import gzip
import json
from collections.abc import Callable
from datetime import datetime
from functools import partial
from hashlib import sha256

from infra.backup.folder import Folder
from infra.backup.items import Sum, line_of
from infra.backup.progress import Progress, Work
from infra.backup.stage import AREAS, CHUNK, FILES, SEGMENTS, Stage, sum_of_file


def export(stage: Stage, folder: Folder, now: datetime, say: Callable[[str], None]) -> None:
    """All tables and files, each item as it is when it is read; of secrets only their names.

    What was interrupted is begun anew in the same folder. Raises Stopped.
    """
    folder.begin()
    stage.check()
    work: list[tuple[str, Work]] = [
        (area, partial(_table, stage, folder, area, segment, now))
        for area in AREAS
        for segment in range(SEGMENTS)
    ]
    files: Work = partial(_files, stage, folder)
    sums = Progress(say, "written").run([*work, (FILES, files)])
    folder.end(stage.name, stage.account.region, now, sums, stage.secret_versions())


def _table(stage: Stage, folder: Folder, area: str, segment: int, now: datetime, progress: Progress) -> Sum:
    total = Sum()
    with gzip.open(folder.table_file(area, segment), "wb", compresslevel=6) as out:
        for page in stage.items(area, segment, now):
            for item in page:
                out.write(line_of(item))
                total += Sum.of_item(item)
            progress.counted(len(page))
    return total


def _files(stage: Stage, folder: Folder, progress: Progress) -> Sum:
    total = Sum()
    with gzip.open(folder.file_list, "wb") as listed:
        for key in stage.objects():
            found = stage.s3.get_object(Bucket=stage.bucket, Key=key)
            whole = sha256()
            with folder.content(key).open("wb") as out:
                for chunk in found["Body"].iter_chunks(CHUNK):
                    whole.update(chunk)
                    out.write(chunk)
            told = {"key": key, "digest": whole.hexdigest(), "type": found.get("ContentType", "")}
            listed.write(json.dumps(told).encode() + b"\n")
            total += sum_of_file(key, told["digest"])
            progress.counted(1)
    return total

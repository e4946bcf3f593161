"""The work of every minute, dealt out: the same function once for each slice, side by side."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from chalicelib import jobs
from chalicelib.clients import client
from chalicelib.kernel.ids import utc_now
from chalicelib.kernel.settings import settings
from chalicelib.kernel.slices import Slice
from chalicelib.logs import logger
from chalicelib.metrics import Metric, tally


def answer(event: Mapping[str, Any], function: str) -> None:
    """Do what an event asks of `function`: the schedule's, or one that was dealt out.

    Raises ValueError for a slice that there is not.
    """
    if "slice" in event:
        jobs.every_minute(utc_now(), Slice(int(event["slice"]), int(event["of"])))
    elif settings().minute_slices > 1:
        deal_out(settings().minute_slices, function)
    else:
        jobs.every_minute(utc_now())


def deal_out(of: int, function: str) -> None:
    """Have `function` do each of so many slices, and wait for none. 1 request for each.

    One that cannot be had keeps no other back: what is due in its slice is still due in the next minute.
    """
    for index in range(of):
        event = json.dumps({"slice": index, "of": of})
        try:
            _functions().invoke(FunctionName=function, InvocationType="Event", Payload=event)
        except (BotoCoreError, ClientError):
            logger.exception("slice_not_dealt", slice=index, of=of)
            tally(Metric.JOBS_FAILED)


@cache
def _functions() -> Any:
    in_time = Config(connect_timeout=2, read_timeout=5, retries={"total_max_attempts": 2})
    return client("lambda", in_time)

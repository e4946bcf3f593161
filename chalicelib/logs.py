"""The one logger: JSON lines, each with the correlation id. Never e-mail addresses, tokens or secrets."""

from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.logging.formatter import LambdaPowertoolsFormatter

from chalicelib.kernel.correlation import correlation_id
from chalicelib.kernel.settings import settings


class Formatter(LambdaPowertoolsFormatter):
    """Powertools' JSON lines; the correlation id is read when the line is written, so it cannot be stale."""

    def serialize(self, log: Any) -> str:
        """One line of JSON."""
        return super().serialize(log | {"correlation_id": correlation_id()})


logger = Logger(
    service="plugnexus",
    level=settings().log_level,
    sampling_rate=settings().debug_share or None,
    logger_formatter=Formatter(),
)

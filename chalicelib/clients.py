"""Clients of AWS' services, all of one botocore session, which reads the services' descriptions once.

boto3 would add its resources and transfers: 50 modules that nothing here uses.
"""

from functools import cache
from threading import RLock
from typing import Any

from botocore.config import Config
from botocore.session import Session, get_session

making = RLock()
"""A session makes one client at a time."""


@cache
def session() -> Session:
    """This process's session. Who makes clients with it holds `making`."""
    return get_session()


def client(service: str, config: Config | None = None, **told: str) -> Any:
    """A botocore client of `service`, of this process's region and, unless told others, its credentials."""
    with making:
        return session().create_client(service, config=config, **told)

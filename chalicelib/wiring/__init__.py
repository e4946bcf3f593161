"""Which concrete stores, clients, clock and ids each service works with: the only place that decides.

A concept is imported when it is first asked for, so that a function starts with no more than it needs.
People < Circles < Grounds < Waiting < Due < Charging < Watching < Filing < Securing < Configuring <
RollingOut < Operating < Sharing < Views < Endings, Living: each builds on the ones before it.
"""

from functools import cache

from chalicelib.wiring.endings import Endings
from chalicelib.wiring.living import Living


class Services(Endings, Living):
    """Every service, made when first used and then kept."""


@cache
def services() -> Services:
    """This process's services."""
    return Services()

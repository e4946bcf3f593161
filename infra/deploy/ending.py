"""How a command ends: its exit code, and in words what stopped it."""

import sys
from collections.abc import Callable

INTERRUPTED = 130


def ended(work: Callable[[], int], interrupted: str) -> int:
    """The exit code of `work`; 1 when it was stopped, 130 when it was `interrupted`, which is then said."""
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - --help needs no packages

    from infra.deploy.account import words  # noqa: PLC0415 - likewise
    from infra.deploy.advice import Stopped  # noqa: PLC0415 - likewise
    from infra.local.part import PartFailed  # noqa: PLC0415 - likewise

    try:
        return work()
    except (Stopped, PartFailed) as error:
        print(f"\n{error}", file=sys.stderr)
    except (BotoCoreError, ClientError) as error:
        print(f"\n{words(error)}", file=sys.stderr)
    except KeyboardInterrupt:
        print(f"\n{interrupted}", file=sys.stderr)
        return INTERRUPTED
    return 1

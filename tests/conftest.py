"""What every test may ask for: the run's stack, clients of its API, a community of its own."""

import gc
import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from infra.local.api_client import ApiClient
from infra.local.held import end
from infra.local.roles import NEEDED_IN
from infra.local.shared import shared
from infra.local.stack import Stack
from tests.community import PASSWORD, Community, found
from tests.house.grants import needed, unneeded

ROOT = Path(__file__).resolve().parents[1]
LOGS = ROOT / ".local" / "logs" / "tests"
HOME = "TESTS_OF_THIS_RUN"
RUN = "TESTS_RUN_BY"
DEPLOYED = "deployed"
"""The folder, in that of the run, of the stage that tests/deployed/ asks."""
NEEDED = "needed"
"""The folder, in that of the run, of what was needed of roles."""
TOO_MUCH = pytest.StashKey[list[str]]()
os.environ.setdefault("PLUGNEXUS_OCPP_PLAIN_UP_TO", "2")  # chargers of tests speak without TLS


def pytest_configure(config: pytest.Config) -> None:
    """The run has one folder and one stack, whichever of its processes asks first."""
    if not hasattr(config, "workerinput"):
        os.environ[HOME] = tempfile.mkdtemp(prefix="plugnexus-tests-")
        os.environ[RUN] = str(os.getpid())
        os.environ[NEEDED_IN] = str(Path(os.environ[HOME]) / NEEDED)


def pytest_collection_finish(session: pytest.Session) -> None:
    """What is imported and collected stays: no test need have Python look for garbage among it again."""
    gc.freeze()


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """A run of everything that was good finds grants that nobody needed, and then is not."""
    config = session.config
    asked_for_less = any(
        getattr(config.option, name) for name in ("keyword", "markexpr", "deselect", "ignore", "collectonly")
    )
    is_whole = config.args_source is pytest.Config.ArgsSource.TESTPATHS and not asked_for_less
    if hasattr(config, "workerinput") or exitstatus or not is_whole:
        return
    config.stash[TOO_MUCH] = unneeded(needed(Path(os.environ[HOME]) / NEEDED))
    if config.stash[TOO_MUCH]:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, exitstatus: int, config: pytest.Config
) -> None:
    """Where to read on when something failed and the stack had been used; grants that nobody needed."""
    for grant in config.stash.get(TOO_MUCH, ()):
        terminalreporter.write_line(f"Nobody needed what infra/cloud/grants.py gives: {grant}", red=True)
    if not exitstatus or hasattr(config, "workerinput") or HOME not in os.environ:
        return
    home = Path(os.environ[HOME])
    end(home / DEPLOYED)  # which then keeps what its functions wrote
    for logs in (home / "logs", home / DEPLOYED / "logs"):
        if logs.is_dir():
            shutil.copytree(logs, LOGS, dirs_exist_ok=True)
            terminalreporter.write_line(f"The stack's logs of this run: {LOGS.relative_to(ROOT)}/")


def pytest_unconfigure(config: pytest.Config) -> None:
    """The stack ends with the run."""
    if hasattr(config, "workerinput") or HOME not in os.environ:
        return
    home = Path(os.environ.pop(HOME))
    end(home / DEPLOYED)
    end(home)
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def stack() -> Stack:
    """Where everything listens. It runs; do not start or stop it."""
    return shared(Path(os.environ[HOME]), int(os.environ[RUN]))


@pytest.fixture
def anyone(stack: Stack) -> Iterator[Callable[[], ApiClient]]:
    """Makes clients of the API that have not logged in, each from a loopback address of its own."""
    made: list[ApiClient] = []

    def make() -> ApiClient:
        made.append(ApiClient(stack.url.replace("localhost", "127.0.0.1"), local_address=own_address()))
        return made[-1]

    yield make
    for client in made:
        client.http.close()


@pytest.fixture
def somebody(anyone: Callable[[], ApiClient]) -> Callable[..., ApiClient]:
    """Signs up somebody new, and verifies the address: `somebody("Ann")`."""

    def sign_up(name: str = "Somebody", *, domain: str = "people.example") -> ApiClient:
        return anyone().sign_up(f"{name.lower()}-{secrets.token_hex(6)}@{domain}", PASSWORD, name)

    return sign_up


@pytest.fixture
def community(somebody: Callable[..., ApiClient]) -> Community:
    """A private network with an owner, a driver, a station with a networked and a plain charger."""
    return found(somebody)


def own_address() -> str | None:
    """Attempts are throttled by address; on Linux all of 127/8 is loopback, so each client has its own."""
    if not Path("/proc/sys/net").exists():
        return None
    return ".".join(["127", *(str(1 + secrets.randbelow(254)) for _ in range(3))])

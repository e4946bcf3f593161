"""What a conversation may ask for: `door`, `tls_door`, `operator`, `protocol`. How to: harness.py."""

import secrets
from collections.abc import Callable, Iterator

import pytest

from infra.local.api_client import ApiClient
from infra.local.part import HOST, Part, answers, free_port
from infra.local.stack import Stack
from tests.community import PASSWORD, found
from tests.conftest import own_address
from tests.conversations.harness import Door, Operator, operator_of
from tests.conversations.tls import TlsDoor, TlsGateway, tls_gateway
from tests.coroutines import pytest_pyfunc_call

__all__ = ["pytest_pyfunc_call"]


@pytest.fixture(scope="session")
def api_gateway(stack: Stack) -> Iterator[str]:
    """API Gateway, for this process's tests: where chargers find it."""
    port = free_port()
    part = Part(
        "API Gateway",
        ["tests.conversations.api_gateway", "--port", str(port)],
        stack.environment,
        stack.log(f"api_gateway-{port}"),
        lambda: answers(f"http://{HOST}:{port}/health"),
    )
    part.start()
    part.wait()
    yield f"ws://{HOST}:{port}/ocpp"
    part.stop()


@pytest.fixture(scope="module")
def newcomer(stack: Stack) -> Iterator[Callable[..., ApiClient]]:
    """Signs up somebody new: `newcomer("Ann")`."""
    made: list[ApiClient] = []

    def sign_up(name: str = "Somebody") -> ApiClient:
        made.append(ApiClient(stack.url.replace("localhost", HOST), local_address=own_address()))
        return made[-1].sign_up(f"{name.lower()}-{secrets.token_hex(6)}@people.example", PASSWORD, name)

    yield sign_up
    for client in made:
        client.http.close()


@pytest.fixture(scope="module")
def operator(newcomer: Callable[..., ApiClient]) -> Operator:
    """Who runs this module's community."""
    return operator_of(found(newcomer))


@pytest.fixture(params=["gateway", "api_gateway"])
def door(request: pytest.FixtureRequest, stack: Stack, operator: Operator) -> Door:
    """Each of the two doors in turn."""
    is_gateway = request.param == "gateway"
    url = stack.ocpp_url if is_gateway else request.getfixturevalue("api_gateway")
    return Door(request.param, url, operator)


@pytest.fixture(scope="session")
def gateway_with_tls(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TlsGateway]:
    """One for this process's tests."""
    with tls_gateway(stack, tmp_path_factory.mktemp("tls")) as running:
        yield running


@pytest.fixture
def tls_door(gateway_with_tls: TlsGateway, operator: Operator) -> TlsDoor:
    """The gateway that speaks TLS with its chargers: what API Gateway cannot do is told through it."""
    return TlsDoor("gateway", gateway_with_tls.url, operator, gateway_with_tls.root)


@pytest.fixture(params=["ocpp1.6", "ocpp2.0.1", "ocpp2.1"])
def protocol(request: pytest.FixtureRequest) -> str:
    """Each version in turn."""
    return str(request.param)

"""The gateway's container and the tasks that run it."""

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from infra.cloud import gateway
from infra.cloud.gateway_network import SENDERS, TASKS, WITH_GATEWAY
from infra.cloud.gateway_task import CONTAINER, NOBODY, STOP_WITHIN
from infra.gateway.start import INTERNAL_PORT, PORT, arguments, own_address
from ocpp_ws import __main__ as program
from ocpp_ws.gateway import CLOSE_WITHIN, FLUSH_WITHIN
from ocpp_ws.gateway import STOP_WITHIN as SERVER_STOPS_WITHIN

ROOT = Path(__file__).resolve().parents[3]
DOCKERFILE = (ROOT / "infra" / "gateway" / "Dockerfile").read_text()


@pytest.fixture(scope="module")
def made():
    return gateway.section("test").resources


@pytest.fixture(scope="module")
def container(made):
    (found,) = made["GatewayTask"]["Properties"]["ContainerDefinitions"]
    return found


class Metadata(BaseHTTPRequestHandler):
    """As ECS answers."""

    def do_GET(self):
        body = json.dumps({"Networks": [{"NetworkMode": "awsvpc", "IPv4Addresses": ["10.0.2.106"]}]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Nothing."""


def test_a_task_learns_its_own_address_from_ecs():
    with HTTPServer(("127.0.0.1", 0), Metadata) as ecs:
        thread = threading.Thread(target=ecs.handle_request)
        thread.start()

        assert own_address(f"http://127.0.0.1:{ecs.server_address[1]}/v4/task") == "10.0.2.106"
        thread.join()


def test_the_gateway_is_told_where_others_reach_this_task_and_that_tls_ends_before_it(monkeypatch):
    monkeypatch.setattr("sys.argv", ["ocpp_ws", *arguments("10.0.2.106")])

    options = program._options()  # noqa: SLF001 - the very parser of the program

    assert options.internal_url == f"http://10.0.2.106:{INTERNAL_PORT}"
    assert (options.port, options.internal_port, options.tls_in_front) == (PORT, INTERNAL_PORT, True)


def test_all_of_it_is_left_out_unless_somebody_wants_it(made):
    whole = gateway.section("test")

    assert whole.parameters["OcppGateway"]["Default"] == "no"
    assert {resource["Condition"] for resource in made.values()} == {WITH_GATEWAY, gateway.HAS_RECORD}
    assert whole.outputs["GatewayUrl"]["Condition"] == WITH_GATEWAY


def test_the_container_runs_as_nobody_and_writes_nowhere(container):
    assert container["ReadonlyRootFilesystem"] is True
    assert container["User"] == NOBODY
    assert f"USER {NOBODY}" in DOCKERFILE
    assert container["LinuxParameters"]["Capabilities"] == {"Drop": ["ALL"]}


def test_chargers_are_sent_away_in_order_before_a_task_is_killed(container):
    assert container["StopTimeout"] == STOP_WITHIN > CLOSE_WITHIN + SERVER_STOPS_WITHIN + FLUSH_WITHIN
    assert "STOPSIGNAL SIGTERM" in DOCKERFILE
    assert re.search(r'^ENTRYPOINT \["python"', DOCKERFILE, re.MULTILINE), "a shell would not pass signals on"


def test_only_the_load_balancer_and_who_sends_reach_a_task(made):
    reached = {
        rule["FromPort"]: rule["SourceSecurityGroupId"]["Ref"]
        for rule in made[TASKS]["Properties"]["SecurityGroupIngress"]
    }

    assert reached == {PORT: "GatewayBalancerGroup", INTERNAL_PORT: SENDERS}
    assert made["GatewayService"]["Properties"]["LoadBalancers"][0] == {
        "ContainerName": CONTAINER,
        "ContainerPort": PORT,
        "TargetGroupArn": {"Ref": "GatewayTargets"},
    }


def test_chargers_need_no_secret_of_cloudfronts(container):
    told = {variable["Name"] for variable in container["Environment"]}

    assert "PLUGNEXUS_STAGE" in told
    assert "PLUGNEXUS_EDGE_SECRET" not in told


def test_what_the_container_has_beyond_the_functions_is_what_tests_run_with():
    own = (ROOT / "infra" / "gateway" / "requirements.txt").read_text().splitlines()
    tested = (ROOT / "requirements-dev.txt").read_text().splitlines()

    assert [line for line in own if not line.startswith("#") and line not in tested] == []


def test_what_the_container_is_made_of_exists_and_is_not_ignored():
    copied = re.findall(r"^COPY (?!--from)(\S+) ", DOCKERFILE, re.MULTILINE)
    kept = (ROOT / "infra" / "gateway" / "Dockerfile.dockerignore").read_text().splitlines()

    assert copied
    for path in copied:
        assert (ROOT / path).exists()
        assert f"!{path}" in kept or f"!{path}/**" in kept

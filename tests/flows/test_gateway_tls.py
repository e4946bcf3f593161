"""The gateway with TLS of its own: OCPP's security profiles 2 and 3."""

import asyncio
import shutil
import signal
import ssl
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import boto3
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from tests.charger import PATIENCE, ask, basic
from tests.own_gateway import gateway
from tests.pki import Authority

HEARTBEAT = '[2,"1","Heartbeat",{}]'


@pytest.fixture
def authority(tmp_path):
    return Authority(tmp_path, "ours")


def trusted_for(stack, charge_point_id: str, der: bytes) -> None:
    """As if the charge point had been given this certificate, and were set to profile 3."""
    table = boto3.resource(
        "dynamodb",
        endpoint_url=stack.environment["AWS_ENDPOINT_URL"],
        region_name=stack.environment["AWS_REGION"],
        aws_access_key_id=stack.environment["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key="local",
    ).Table(f"{stack.settings.table_prefix}charge_points")
    ends = int((datetime.now(UTC) + timedelta(hours=1)).timestamp())
    table.update_item(
        Key={"pk": f"CP#{charge_point_id}", "sk": "CP"},
        UpdateExpression="SET certificates = :held, security_profile = :profile",
        ExpressionAttributeValues={":held": {f"{sha256(der).hexdigest()}#{ends}"}, ":profile": 3},
    )


def test_a_password_or_a_certificate_over_tls(stack, community, authority):
    box = community.charge_point
    charge_point_id = box["charge_point_id"]
    server, own, others = (authority.pair(name) for name in ("server", charge_point_id, "CP-OTHER"))
    password = basic(charge_point_id, box["password"])

    def dial(url, pair=None, headers=None):
        context = ssl.create_default_context(cafile=authority.own.chain)
        if pair is not None:
            context.load_cert_chain(pair.chain, pair.key)
        return connect(
            f"{url}/{charge_point_id}",
            ssl=context,
            subprotocols=["ocpp1.6"],
            additional_headers=headers,
            proxy=None,
        )

    async def outcome(*about):
        """The HTTP status of the handshake, and the server's certificate."""
        try:
            async with dial(*about) as socket:
                assert (await ask(socket, HEARTBEAT))[0] == 3
                return 101, socket.transport.get_extra_info("ssl_object").getpeercert(binary_form=True)
        except InvalidStatus as refusal:
            return refusal.response.status_code, None

    async def story():
        options = ("--tls-cert", server.chain, "--tls-key", server.key, "--client-ca", authority.own.chain)
        async with gateway(stack, *map(str, options)) as gate:
            by_password = await outcome(gate.url, None, password)
            await asyncio.to_thread(trusted_for, stack, charge_point_id, own.der)
            by_certificate = await outcome(gate.url, own)
            refused = [
                (await outcome(gate.url, *how))[0]
                for how in ((others,), (None, password), (others, password))
            ]
            new = authority.pair("new")
            shutil.copy(new.chain, server.chain)
            shutil.copy(new.key, server.key)
            gate.process.send_signal(signal.SIGHUP)
            async with asyncio.timeout(PATIENCE):
                while (await outcome(gate.url, own))[1] != new.der:
                    pass
            return by_password, by_certificate, refused

    before = server.der
    by_password, by_certificate, refused = asyncio.run(story())

    assert by_password == by_certificate == (101, before)
    assert refused == [401, 401, 401]

"""Signatures are the same as botocore's."""

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from ocpp_ws import signing

BODY = '{"Key":{"pk":{"S":"Ä"}}}'.encode()
AT = "20260102T030405Z"


@pytest.mark.parametrize("token", [None, "a/session=token"])
@pytest.mark.parametrize("host", ["dynamodb.eu-central-1.amazonaws.com", "127.0.0.1:4566"])
def test_a_request_is_signed_as_botocore_signs_it(monkeypatch, host, token):
    credentials = Credentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", token)

    headers = signing.signed(
        host, "eu-central-1", "DynamoDB_20120810.GetItem", BODY, credentials.get_frozen_credentials(), AT
    )

    told = ("content-type", "x-amz-target")
    request = AWSRequest("POST", f"http://{host}/", {name: headers[name] for name in told}, BODY)
    request.context["timestamp"] = AT
    signer = SigV4Auth(credentials, "dynamodb", "eu-central-1")
    signer._modify_request_before_signing(request)  # noqa: SLF001 - add_auth would take the time of now
    del request.headers["X-Amz-Date"]
    request.headers["X-Amz-Date"] = AT
    signature = signer.signature(signer.string_to_sign(request, signer.canonical_request(request)), request)
    signer._inject_signature_to_request(request, signature)  # noqa: SLF001 - likewise
    assert headers["authorization"] == request.headers["Authorization"]
    assert headers.get("x-amz-security-token") == token

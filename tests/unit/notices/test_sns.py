import logging

import boto3
import pytest
from botocore.exceptions import ClientError
from moto.core import DEFAULT_ACCOUNT_ID
from moto.sns import sns_backends

from chalicelib.notices.service import Undeliverable
from chalicelib.notices.sns import SnsTexts
from tests.unit.notices.scenes import ANN, NOON, Post, notice


def sent():
    return list(sns_backends[DEFAULT_ACCOUNT_ID]["eu-central-1"].sms_messages.values())


def test_what_is_urgent_goes_out_by_sns_to_the_number_of_the_profile(aws):
    post = Post(texts=SnsTexts(boto3.client("sns")))
    post.service.owe(notice("overstay"))

    assert post.service.deliver(NOON) == 1
    ((phone, text),) = sent()
    assert phone == ANN.phone
    assert text.startswith("PlugNexus: Courtyard Left: your time is over")


class Refusing:
    """An SNS that quotes the number, as the real one may."""

    def publish(self, **asked):
        fault = {"Code": "InvalidParameter", "Message": f"not a number: {asked['PhoneNumber']}"}
        raise ClientError({"Error": fault}, "Publish")


def test_what_sns_refuses_is_told_by_its_code_alone(caplog):
    with caplog.at_level(logging.INFO), pytest.raises(Undeliverable) as fault:
        SnsTexts(Refusing()).put("+491701234567", "Hi", NOON)

    assert str(fault.value) == "InvalidParameter"
    assert fault.value.__cause__ is None
    assert "+49170" not in caplog.text

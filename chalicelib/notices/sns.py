"""SMS through Amazon SNS."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.notices.service import Undeliverable


@dataclass(frozen=True)
class SnsTexts:
    """Sends with a botocore `sns` client, from whichever number or name the account in AWS sends."""

    client: Any

    def put(self, phone: str, text: str, at: datetime) -> None:
        """1 request, to a number in E.164. Raises Undeliverable, with the error's code alone.

        `at` goes along for the development mailbox: SNS itself hands no attribute of ours on to a phone.
        """
        try:
            self.client.publish(
                PhoneNumber=phone,
                Message=text,
                MessageAttributes={
                    "AWS.SNS.SMS.SMSType": {"DataType": "String", "StringValue": "Transactional"},
                    "sent_at": {"DataType": "String", "StringValue": at.isoformat()},
                },
            )
        except ClientError as error:
            raise Undeliverable(error.response["Error"]["Code"]) from None
        except BotoCoreError as error:
            raise Undeliverable(type(error).__name__) from None

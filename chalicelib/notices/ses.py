"""Mail through Amazon SES."""

from dataclasses import dataclass
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.notices.rules import Mail
from chalicelib.notices.service import Undeliverable


@dataclass(frozen=True)
class SesOutbox:
    """Sends from one address with a botocore `sesv2` client."""

    client: Any
    mail_from: str

    def put(self, to: str, mail: Mail) -> None:
        """1 request. Raises Undeliverable, with the error's code alone: SES's words quote addresses."""
        try:
            self.client.send_email(
                FromEmailAddress=self.mail_from,
                Destination={"ToAddresses": [to]},
                Content={
                    "Simple": {
                        "Subject": {"Data": mail.subject, "Charset": "UTF-8"},
                        "Body": {
                            "Text": {"Data": mail.text, "Charset": "UTF-8"},
                            "Html": {"Data": mail.html, "Charset": "UTF-8"},
                        },
                    }
                },
            )
        except ClientError as error:
            raise Undeliverable(error.response["Error"]["Code"]) from None
        except BotoCoreError as error:
            raise Undeliverable(type(error).__name__) from None

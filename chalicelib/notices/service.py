"""Sending letters at once: codes and invitations, which somebody waits for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from chalicelib.logs import logger
from chalicelib.notices.language import Language
from chalicelib.notices.languages import LANGUAGES, language_of
from chalicelib.notices.rules import Mail, mail_of


class Undeliverable(Exception):
    """The mail or the SMS was not taken. Its text is a reason without addresses."""


class Outbox(Protocol):
    """Takes mail."""

    def put(self, to: str, mail: Mail) -> None:
        """Raises Undeliverable."""
        ...


@dataclass
class NoticeService:
    """Writes to people in their language, as far as we speak it; in English otherwise."""

    outbox: Outbox
    web_origin: str
    languages: Mapping[str, Language] = field(default_factory=lambda: LANGUAGES)

    def send(self, to: str, locale: str, template: str, **facts: object) -> None:
        """One mail, in the language of `locale` if we speak it.

        One that cannot be sent is logged, without the address, and nobody is told otherwise: an answer must
        not depend on whose mail can be delivered.
        """
        language = language_of(locale, self.languages)
        mail = mail_of(language.letters[template], self.web_origin, facts, language.script)
        try:
            self.outbox.put(to, mail)
        except Undeliverable as fault:
            logger.error("notice_not_sent", template=template, reason=str(fault))

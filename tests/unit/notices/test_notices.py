import logging

import boto3
import pytest
from moto.core import DEFAULT_ACCOUNT_ID
from moto.ses import ses_backends

from chalicelib.notices import service as notices
from chalicelib.notices.english.account import LETTERS
from chalicelib.notices.rules import Letter, mail_of
from chalicelib.notices.script import Script
from chalicelib.notices.service import NoticeService, Undeliverable
from chalicelib.notices.ses import SesOutbox

ORIGIN = "https://plugnexus.example"
ENGLISH = Script("en")
FACTS = {
    "code": "123456",
    "network_name": "Courtyard",
    "invited_by": "Ann",
    "link": f"{ORIGIN}/invitations/abc",
}


class Box:
    """An outbox that keeps, or refuses."""

    def __init__(self, refuses=None):
        self.mails, self.refuses = [], refuses

    def put(self, to, mail):
        if self.refuses:
            raise Undeliverable(self.refuses)
        self.mails.append((to, mail))


@pytest.mark.parametrize("name", sorted(LETTERS))
def test_every_letter_can_be_written_and_leads_to_the_client(name):
    mail = mail_of(LETTERS[name], ORIGIN, FACTS, ENGLISH)

    assert mail.subject
    assert f"\n{ORIGIN}/" in mail.text
    assert f'href="{ORIGIN}/' in mail.html
    assert "{" not in mail.subject + mail.text + mail.html


@pytest.mark.parametrize("name", ["verify_code", "reset_code"])
def test_a_code_stands_in_the_mail(name):
    mail = mail_of(LETTERS[name], ORIGIN, FACTS, ENGLISH)

    assert "\n123456\n" in mail.text
    assert ">123456<" in mail.html


@pytest.mark.parametrize("name", ["already_registered", "not_registered"])
def test_no_code_stands_where_none_is_due(name):
    mail = mail_of(LETTERS[name], ORIGIN, FACTS, ENGLISH)

    assert "123456" not in mail.subject + mail.text + mail.html


def test_names_that_people_chose_are_words_and_never_markup_headers_or_templates():
    mail = mail_of(
        LETTERS["invitation"],
        ORIGIN,
        FACTS | {"network_name": "<b>x</b>\r\nBcc: eve@x.org", "invited_by": '{code} & "Co"'},
        ENGLISH,
    )

    assert "<b>" not in mail.html
    assert "&lt;b&gt;x&lt;/b&gt; Bcc: eve@x.org" in mail.html
    assert mail.subject == '{code} & "Co" invites you to <b>x</b> Bcc: eve@x.org'
    assert "&amp; &quot;Co&quot;" in mail.html


def test_a_link_with_signs_of_markup_stays_one_attribute():
    mail = mail_of(Letter("s", (), link="{link}"), ORIGIN, {"link": f'{ORIGIN}/x?a=1&b="'}, ENGLISH)

    assert f'href="{ORIGIN}/x?a=1&amp;b=&quot;"' in mail.html


@pytest.mark.parametrize(
    ("locale", "subject"),
    [
        ("de", "123456 ist dein PlugNexus-Code"),
        ("de-AT", "123456 ist dein PlugNexus-Code"),
        ("de_CH", "123456 ist dein PlugNexus-Code"),
        ("FR", "123456 est votre code PlugNexus"),
        ("es-MX", "123456 es tu código de PlugNexus"),
        ("ar-u-nu-latn", "\u200f123456 هو رمزك في PlugNexus"),
        ("nl", "123456 is your PlugNexus code"),
        ("", "123456 is your PlugNexus code"),
    ],
)
def test_people_are_written_to_in_their_language_or_in_english(locale, subject):
    box = Box()
    NoticeService(box, ORIGIN).send("ann@x.org", locale, "verify_code", code="123456")

    assert [(to, mail.subject) for to, mail in box.mails] == [("ann@x.org", subject)]


def test_a_mail_that_cannot_be_sent_is_logged_without_the_address_and_nobody_is_told(monkeypatch):
    lines = []
    monkeypatch.setattr(notices.logger, "error", lambda message, **facts: lines.append((message, facts)))
    NoticeService(Box(refuses="MessageRejected"), ORIGIN).send(
        "ann@x.org", "en", "verify_code", code="123456"
    )

    assert lines == [("notice_not_sent", {"template": "verify_code", "reason": "MessageRejected"})]


def test_ses_gets_the_mail_as_text_and_html(aws):
    client = boto3.client("sesv2")
    client.create_email_identity(EmailIdentity="no-reply@plugnexus.example")
    outbox = SesOutbox(client, "PlugNexus <no-reply@plugnexus.example>")
    outbox.put("ann@x.org", mail_of(LETTERS["verify_code"], ORIGIN, FACTS, ENGLISH))

    (sent,) = ses_backends[DEFAULT_ACCOUNT_ID]["eu-central-1"].sent_messages
    assert sent.destinations["ToAddresses"] == ["ann@x.org"]
    assert sent.subject == "123456 is your PlugNexus code"


def test_what_ses_refuses_is_told_by_its_code_alone(aws, caplog):
    outbox = SesOutbox(boto3.client("sesv2"), "stranger@x.org")

    with caplog.at_level(logging.INFO), pytest.raises(Undeliverable) as fault:
        outbox.put("ann@x.org", mail_of(LETTERS["verify_code"], ORIGIN, FACTS, ENGLISH))
    assert str(fault.value) == "MessageRejected"
    assert "@" not in caplog.text

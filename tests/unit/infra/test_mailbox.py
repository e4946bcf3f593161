from infra.local.mailbox import page


def test_a_mail_is_shown_as_text_with_its_links_and_never_as_markup():
    mail = {
        "channel": "email",
        "to": "a@b.example",
        "subject": "<b>Hi</b>",
        "text": 'See <i>http://localhost:8000/x?a=1&b="2</i>',
        "at": "now",
    }

    shown = page([mail])

    assert "&lt;b&gt;Hi&lt;/b&gt;" in shown
    assert (
        '<a href="http://localhost:8000/x?a=1&amp;b=">' in shown
        or '<a href="http://localhost:8000/x?a=1&amp;b=&quot;2">' in shown
    )
    assert "<i>" not in shown


def test_an_sms_is_told_from_a_mail():
    sms = {"channel": "sms", "to": "+491701234567", "subject": "", "text": "Hi", "at": "now"}

    assert "SMS to +491701234567" in page([sms])


def test_an_empty_mailbox_says_so():
    assert "No mail yet" in page([])

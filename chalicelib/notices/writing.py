"""A notice as its receiver reads it: in the account's language, time zone and manner of writing."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from chalicelib.accounts.rules import Account
from chalicelib.notices.events import BOOKINGS, EVENTS, letter_name
from chalicelib.notices.formats import rendered
from chalicelib.notices.gsm import clipped, folded, is_short
from chalicelib.notices.language import Language
from chalicelib.notices.languages import LANGUAGES, language_of, manner_of
from chalicelib.notices.plurals import said
from chalicelib.notices.rules import (
    Letter,
    Mail,
    Notice,
    address_of,
    fields,
    mail_of,
    on_one_line,
    sentences,
    with_closing,
)

SENDER = "PlugNexus:"
ROOM = (30, 20, 16, 12, 9, 7)
"""Characters that an SMS leaves to a name, the first that lets the whole be short enough."""
REASON = 4
"""A reason has so many times the room of a name."""


@dataclass(frozen=True)
class Writer:
    """Writes notices whose links lead to the client at `origin`."""

    origin: str
    languages: Mapping[str, Language] = field(default_factory=lambda: LANGUAGES)

    def mail(self, notice: Notice, account: Account) -> Mail:
        """The notice as a mail."""
        language = language_of(account.locale, self.languages)
        facts = self._facts(notice, account, briefly=False)
        letter = self._letter(notice, account, facts)
        spoken = {name for words in letter.paragraphs for name in fields(words) if facts[name]}
        if any(name == "period" or name.endswith("_at") for name in spoken):
            letter = with_closing(letter, language.times)
        return mail_of(letter, self.origin, facts, language.script)

    def sms(self, notice: Notice, account: Account) -> str:
        """The notice with its link, as one SMS as a rule, in the GSM alphabet and long names clipped.

        Two where the language or a name has letters that the alphabet lacks.
        """
        script = language_of(account.locale, self.languages).script
        facts = self._facts(notice, account, briefly=True)
        letter = self._letter(notice, account, facts)
        address = address_of(letter.link, self.origin, facts)

        def text(room: int) -> str:
            told = on_one_line({name: _short(name, fact, room) for name, fact in facts.items()})
            spoken = sentences(letter.sms, script.isolated(told))
            return folded(script.line(" ".join([SENDER, *spoken, *([address] if address else [])])))

        return next((one for one in map(text, ROOM) if is_short(one)), text(ROOM[-1]))

    def _facts(self, notice: Notice, account: Account, *, briefly: bool) -> dict[str, str]:
        """All that the letter may speak of, as it is read; what was not told is empty."""
        event, language = EVENTS[notice.event], language_of(account.locale, self.languages)
        told = dict.fromkeys(event.known, "") | dict(notice.facts)
        if reason := told.get("reason"):
            told["reason"] = language.reasons.get(reason, reason)
        manner = manner_of(account.locale, self.languages)
        shown = rendered(told, manner, ZoneInfo(account.time_zone), briefly=briefly)
        for name in ("why", "detail"):
            saying = language.details.get(shown.get(f"{name}_code", ""))
            words = said(saying, language.plural, language.script.isolated(shown))
            if words is not None:
                shown[name] = words
        return shown | {"time_zone": account.time_zone}

    def _letter(self, notice: Notice, account: Account, facts: Mapping[str, str]) -> Letter:
        name = letter_name(notice.event, facts)
        link = EVENTS[notice.event].link
        letter = language_of(account.locale, self.languages).letters[name]
        return replace(letter, link=link if sentences((link,), facts) else BOOKINGS)


def _short(name: str, fact: str, room: int) -> str:
    if name == "reason":
        return clipped(fact, REASON * room)
    return clipped(fact, room) if name.endswith("_name") else fact

"""What it takes to speak a language."""

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.notices.formats import Manner
from chalicelib.notices.plurals import Plural, Saying
from chalicelib.notices.rules import Letter
from chalicelib.notices.script import Script


@dataclass(frozen=True)
class Language:
    """The words of one language: a letter for each of letter_name's, sentences for the codes of reasons.

    `details` are said by `detail_code` and `why_code`, with `plural` where they count.
    `times` says in whose time zone (`{time_zone}`) a letter's times are; `regions` write otherwise than the
    rest of the language.
    """

    script: Script
    letters: Mapping[str, Letter]
    reasons: Mapping[str, str]
    details: Mapping[str, Saying]
    plural: Plural
    times: str
    manner: Manner
    regions: Mapping[str, Manner]

"""The languages that we speak."""

from collections.abc import Mapping
from types import MappingProxyType

from chalicelib.notices import arabic, english, french, german, spanish
from chalicelib.notices.formats import Manner
from chalicelib.notices.language import Language
from chalicelib.notices.script import subtags

LANGUAGES: Mapping[str, Language] = MappingProxyType(
    {
        language.script.tag: language
        for language in (
            english.LANGUAGE,
            german.LANGUAGE,
            french.LANGUAGE,
            spanish.LANGUAGE,
            arabic.LANGUAGE,
        )
    }
)
DEFAULT = "en"


def language_of(locale: str, languages: Mapping[str, Language] = LANGUAGES) -> Language:
    """That of a BCP 47 tag, as far as we speak it; English otherwise."""
    return languages.get(subtags(locale)[0], languages[DEFAULT])


def manner_of(locale: str, languages: Mapping[str, Language] = LANGUAGES) -> Manner:
    """How dates and amounts are written there; as the rest of the language does, if we know no better."""
    language = language_of(locale, languages)
    regions = (language.regions[part] for part in subtags(locale)[1:] if part in language.regions)
    return next(regions, language.manner)

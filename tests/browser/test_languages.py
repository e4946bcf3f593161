"""The client in other languages: chosen by hand or by the account, kept, and whole on every page."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import settle
from tests.browser.catalogues import languages, texts
from tests.browser.pages import PUBLIC, all_addresses, lived_in
from tests.browser.visitor import DESKTOP, SHOTS
from tests.community import PASSWORD, found

NARROW = {"width": 390, "height": 844}
NAMES = {"Owner": "Olga", "Driver": "Dirk"}
"""Names that no text of the client is."""
SAID = """() => {
  const said = [document.title]
  const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (nodes.nextNode()) {
    const { parentElement, data } = nodes.currentNode
    if (!parentElement.closest('[lang]:not(html)')) said.push(data)
  }
  for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
    for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
      if (element.hasAttribute(name)) said.push(element.getAttribute(name))
  return said
}"""


@pytest.mark.parametrize("size", [pytest.param(NARROW, id="phone"), pytest.param(DESKTOP, id="desktop")])
@pytest.mark.parametrize("language", ["de", "ar"])
def test_a_language_is_chosen_below_every_page_and_kept(visit, community, language, size):
    reader = visit(viewport=size)
    words = {key: told[0] for key, told in texts(language).items()}
    document = reader.page.locator("html")

    reader.open("/")
    expect(document).to_have_attribute("lang", re.compile("^en"))
    expect(reader.button("Zoom in")).to_be_visible()
    reader.page.get_by_label("Language").select_option(language)
    for _ in ("chosen", "kept"):
        expect(document).to_have_attribute("lang", re.compile(f"^{language}"))
        expect(document).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
        expect(reader.heading(words["map.stations"])).to_be_visible()
        expect(reader.button(words["map.zoomIn"])).to_be_visible()
        reader.page.reload()
    reader.page.get_by_role("banner").get_by_role("link", name=words["common.logIn"]).click()

    expect(reader.heading(words["account.logIn"])).to_be_visible()


def test_who_logs_in_reads_the_language_of_the_account(visit, community):
    community.driver.patch("/me", {"locale": "de-AT"})
    reader = visit(viewport=NARROW)

    reader.open("/login")
    reader.page.get_by_label("E-mail").fill(community.driver.account["email"])
    reader.page.get_by_label("Password").fill(PASSWORD)
    reader.button("Log in").click()

    expect(reader.page.locator("html")).to_have_attribute("lang", re.compile("^de"))
    expect(reader.heading("Standorte")).to_be_visible()


def test_the_frame_fits_the_narrowest_window_in_every_language(visit):
    reader = visit(viewport={"width": 320, "height": 640})
    reader.open("/login")

    wide = {}
    for language in languages():
        reader.page.get_by_role("contentinfo").get_by_role("combobox").select_option(language)
        expect(reader.page.locator("html")).to_have_attribute("lang", re.compile(f"^{language}"))
        reader.page.screenshot(path=SHOTS / f"narrow-{language}.png")
        wide[language] = beyond(reader.page)

    assert len(wide) > 1
    assert {language: by for language, by in wide.items() if by > 0} == {}


def test_every_page_is_whole_in_other_languages(visit, somebody):
    """Each is opened in German, and turned to Arabic as it stands."""
    community = found(lambda name: somebody(NAMES.get(name, name)))
    english = {language: English(language) for language in ("de", "ar")}
    faults = {}
    public = {name: path for name, (path, _) in PUBLIC.items()}
    own = all_addresses(community, lived_in(community))

    for client, addresses in ((None, public), (community.owner, own)):
        reader = visit(client, viewport=NARROW)
        reader.context.add_init_script("localStorage.setItem('plugnexus.language', 'de')")
        for name, path in addresses.items():
            reader.open(path)
            settle(reader.page)
            faults[f"{name}, de"] = found_in(reader.page, english["de"])
            reader.page.locator(".foot select").select_option("ar")
            expect(reader.page.locator("html")).to_have_attribute("dir", "rtl")
            settle(reader.page)
            reader.page.screenshot(path=SHOTS / f"ar-{name.replace(' ', '-')}.png", full_page=True)
            faults[f"{name}, ar"] = found_in(reader.page, english["ar"])

    assert len(faults) > 100
    assert {where: broken for where, broken in faults.items() if broken} == {}


def found_in(page: Page, english: "English") -> list[str]:
    """What of this page is English, and whether it is too wide."""
    broken = [f"English: {said}" for said in page.evaluate(SAID) if english.has(said)]
    if beyond(page) > 0:
        broken.append("scrolls sideways")
    return broken


def beyond(page: Page) -> int:
    """Pixels that the page is wider than the window."""
    root = "document.scrollingElement"
    by: int = page.evaluate(f"{root}.scrollWidth - {root}.clientWidth")
    return by


class English:
    """What the client says in English, and says otherwise in `language`."""

    def __init__(self, language: str) -> None:
        english, other = texts("en"), texts(language)
        same = {text for told in other.values() for text in told}
        differing = [text for told in english.values() for text in told if text not in same]
        parts = [part.strip() for text in differing for part in re.split(r"\{\w+\}", text)]
        self._parts = {part for part in parts if len(re.findall(r"[A-Za-z]", part)) > 2 and part not in same}
        filled = [text for text in differing if "{" in text and len(re.sub(r"\{\w+\}|\W", "", text)) > 7]
        self._filled = re.compile("|".join(re.sub(r"\\\{\w+\\\}", ".+", re.escape(text)) for text in filled))

    def has(self, said: str) -> bool:
        """Whether this is one of them, or what stands between the values of one."""
        text = said.strip()
        return text in self._parts or self._filled.fullmatch(text) is not None

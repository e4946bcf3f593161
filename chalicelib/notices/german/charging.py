"""Letters about charging."""

from collections.abc import Mapping

from chalicelib.notices.rules import Letter

WHERE = "{station_name}, {charger_name}"
CHARGING = "Deine Ladevorgänge ansehen"

LETTERS: Mapping[str, Letter] = {
    "ends_soon_stop": Letter(
        subject="Deine Zeit bei {station_name} endet bald",
        paragraphs=(
            WHERE,
            "Deine Zeit endet: {end_at}. Dann stoppt das Laden.",
            "Bitte fahr dein Auto rechtzeitig weg, oder verlängere, falls der Ladepunkt frei ist.",
        ),
        link_text=CHARGING,
        sms=("{station_name} {charger_name}: Deine Zeit endet {end_at}, dann stoppt das Laden.",),
    ),
    "ends_soon_keep": Letter(
        subject="Deine Zeit bei {station_name} endet bald",
        paragraphs=(
            WHERE,
            "Deine Zeit endet: {end_at}.",
            "Jede Minute danach kostet {fee_per_minute}.",
            "Bitte fahr dein Auto rechtzeitig weg, oder verlängere, falls der Ladepunkt frei ist.",
        ),
        link_text=CHARGING,
        sms=(
            "{station_name} {charger_name}: Deine Zeit endet {end_at}.",
            "Danach {fee_per_minute} pro Minute.",
        ),
    ),
    "charging_stopped": Letter(
        subject="Das Laden bei {station_name} wurde gestoppt",
        paragraphs=(
            WHERE,
            "Deine Zeit ist vorbei, deshalb wurde das Laden gestoppt.",
            "Bitte fahr dein Auto weg, damit das nächste laden kann.",
        ),
        link_text=CHARGING,
        sms=(
            "{station_name} {charger_name}: Deine Zeit ist vorbei, das Laden ist gestoppt.",
            "Bitte wegfahren.",
        ),
    ),
    "overstay": Letter(
        subject="Deine Zeit bei {station_name} ist vorbei",
        paragraphs=(
            WHERE,
            "Deine Zeit ist seit {since_at} vorbei, und dein Auto steht noch da.",
            "Jede Minute kostet {fee_per_minute}.",
            "Bitte fahr es weg, damit andere laden können.",
        ),
        link_text=CHARGING,
        sms=(
            "{station_name} {charger_name}: Deine Zeit ist vorbei, bitte fahr dein Auto weg.",
            "Jede Minute kostet {fee_per_minute}.",
        ),
    ),
    "charging_complete": Letter(
        subject="Geladen: {energy_kwh} bei {station_name}",
        paragraphs=("Dein Ladevorgang ist beendet:", WHERE, "{period}", "{energy_kwh}", "{cost}"),
        link_text=CHARGING,
        sms=("{station_name} {charger_name}: Ladevorgang beendet, {energy_kwh}.", "Kosten: {cost}."),
    ),
    "refused_at_plug": Letter(
        subject="Du kannst bei {station_name} gerade nicht laden",
        paragraphs=(WHERE, "{reason}", "Du kannst es wieder versuchen ab: {passes_at}"),
        link_text="Deine Buchungen ansehen",
        sms=("{station_name} {charger_name}: Laden geht gerade nicht.", "{reason}", "Wieder ab {passes_at}."),
    ),
}

REASONS: Mapping[str, str] = {
    "closed": "Die Station ist geschlossen.",
    "cooldown": "Du hast hier erst vor Kurzem geladen; vor dem nächsten Mal ist eine Pause.",
    "in_use": "Dort lädt gerade jemand.",
    "not_a_member": "Dort können nur Mitglieder des Netzwerks laden.",
    "not_your_turn": "Gerade ist jemand anders an der Reihe.",
    "offline": "Der Ladepunkt ist nicht erreichbar.",
    "out_of_service": "Der Ladepunkt ist außer Betrieb.",
    "prime_time_class": "Es ist Hauptzeit, und die gehört gerade anderen.",
    "prime_time_too_long": "Das wäre in der Hauptzeit zu lang.",
    "quota_exceeded": "Dein Kontingent ist gerade aufgebraucht.",
    "suspended": "Du bist für eine Zeit vom Buchen und Laden ausgeschlossen.",
    "token_blocked": "Deine Ladekarte ist gesperrt.",
    "token_expired": "Deine Ladekarte ist abgelaufen.",
    "token_unknown": "Die Ladekarte ist nicht bekannt.",
    "walk_up_not_allowed": "Zum Laden brauchst du dort eine Buchung.",
}

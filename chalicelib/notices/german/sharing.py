"""Letters about sharing fairly: the waitlist, strikes and fees."""

from collections.abc import Mapping

from chalicelib.notices.rules import Letter

NETWORKS = "Deine Netzwerke ansehen"
BOOKINGS = "Deine Buchungen ansehen"

LETTERS: Mapping[str, Letter] = {
    "waitlist_offer": Letter(
        subject="Du bist dran: {station_name} ist für dich reserviert",
        paragraphs=(
            "Ein Ladepunkt ist frei geworden und wird für dich freigehalten:",
            "{station_name}, {charger_name}: {period}",
            "Bitte nimm an oder lass anderen den Vortritt. Freigehalten bis {hold_until_at}.",
        ),
        link_text="Auf das Angebot antworten",
        sms=("Du bist dran! {station_name} {charger_name}, {period}.", "Reserviert bis {hold_until_at}."),
    ),
    "waitlist_snoozed": Letter(
        subject="Dein Platz auf der Warteliste pausiert",
        paragraphs=(
            "Du hast auf ein Angebot nicht geantwortet. Dein Platz pausiert, zuerst sind andere dran.",
            "Station: {station_name}",
            "Du kannst die Pause jederzeit beenden.",
        ),
        link_text=BOOKINGS,
        sms=("Keine Antwort auf ein Angebot: Dein Platz auf der Warteliste pausiert.", "{station_name}"),
    ),
    "waitlist_out": Letter(
        subject="Du bist nicht mehr auf der Warteliste",
        paragraphs=(
            "Du hast auf mehrere Angebote nicht geantwortet und bist nicht mehr auf der Warteliste.",
            "Station: {station_name}",
            "Wenn du noch laden möchtest, trag dich einfach wieder ein.",
        ),
        link_text=BOOKINGS,
        sms=("Mehrere Angebote ohne Antwort: Du bist nicht mehr auf der Warteliste.", "{station_name}"),
    ),
    "suspended": Letter(
        subject="Du kannst eine Zeit lang nicht buchen",
        paragraphs=(
            "Buchungen wurden zu oft nicht genutzt oder überzogen, deshalb kannst du gerade nicht buchen.",
            "Netzwerk: {network_name}",
            "Das endet: {until_at}. Falls das ein Irrtum ist, sprich bitte mit der Leitung des Netzwerks.",
        ),
        link_text=NETWORKS,
        sms=("Du kannst nicht buchen bis {until_at}.", "Netzwerk: {network_name}."),
    ),
    "pardoned": Letter(
        subject="Du kannst wieder buchen",
        paragraphs=("Deine Sperre wurde aufgehoben: Du kannst wieder buchen.", "Netzwerk: {network_name}"),
        link_text=NETWORKS,
        sms=("Deine Sperre wurde aufgehoben: Du kannst wieder buchen.", "Netzwerk: {network_name}."),
    ),
    "fee_recorded": Letter(
        subject="Eine Gebühr von {amount} wurde erfasst",
        paragraphs=(
            "Für dich wurde eine Gebühr von {amount} erfasst.",
            "Der Grund: {reason}",
            "{station_name}",
        ),
        link_text="Deine Ladevorgänge ansehen",
        sms=("Eine Gebühr von {amount} wurde erfasst.", "{reason}"),
    ),
}

REASONS: Mapping[str, str] = {
    "charger_removed": "Der Ladepunkt wurde entfernt.",
    "late_cancel": "Die Buchung wurde spät storniert.",
    "no_show": "Während der Buchung wurde kein Auto angesteckt.",
    "overstay": "Das Auto stand länger da als gebucht.",
}

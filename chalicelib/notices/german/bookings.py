"""Letters about the life of a booking."""

from collections.abc import Mapping

from chalicelib.notices.rules import Letter

WHAT = "{station_name}, {charger_name}: {period}"
SHORT = "{station_name} {charger_name}, {period}."
MINE = "Deine Buchungen ansehen"

LETTERS: Mapping[str, Letter] = {
    "booking_soon": Letter(
        subject="Deine Buchung bei {station_name} beginnt bald",
        paragraphs=(
            WHAT,
            "Falls sich deine Pläne geändert haben, storniere bitte, damit jemand anders laden kann.",
        ),
        link_text=MINE,
        sms=("Deine Buchung beginnt bald:", SHORT),
    ),
    "booking_asked": Letter(
        subject="{driver_name} fragt eine Buchung bei {station_name} an",
        paragraphs=(
            "{driver_name} möchte buchen:",
            WHAT,
            "Bitte nimm die Anfrage an oder lehne sie ab. Ohne Antwort verfällt sie: {approve_until_at}.",
        ),
        link_text="Deine Netzwerke ansehen",
        sms=("{driver_name} fragt eine Buchung an:", SHORT, "Bitte antworte."),
    ),
    "booking_approved": Letter(
        subject="Genehmigt: deine Buchung bei {station_name}",
        paragraphs=("Deine Buchung wurde genehmigt:", WHAT),
        link_text=MINE,
        sms=("Deine Buchung ist genehmigt:", SHORT),
    ),
    "booking_rejected": Letter(
        subject="Nicht genehmigt: deine Buchung bei {station_name}",
        paragraphs=("Leider wurde deine Buchung nicht genehmigt:", WHAT, "Als Grund wurde genannt: {reason}"),
        link_text=MINE,
        sms=("Deine Buchung wurde nicht genehmigt:", SHORT),
    ),
    "booking_lapsed": Letter(
        subject="Keine Antwort: deine Buchung bei {station_name} ist verfallen",
        paragraphs=(
            "Leider hat niemand deine Buchung rechtzeitig genehmigt, deshalb ist sie verfallen:",
            WHAT,
            "Versuche es gern zu einer anderen Zeit.",
        ),
        link_text=MINE,
        sms=("Ohne Genehmigung ist deine Buchung verfallen:", SHORT),
    ),
    "booking_canceled": Letter(
        subject="Storniert: deine Buchung bei {station_name}",
        paragraphs=("Leider wurde deine Buchung storniert:", WHAT, "Als Grund wurde genannt: {reason}"),
        link_text=MINE,
        sms=("Deine Buchung wurde storniert:", SHORT),
    ),
    "booking_moved": Letter(
        subject="Verschoben: deine Buchung bei {station_name}",
        paragraphs=("Deine Buchung wurde von der Verwaltung verschoben. Sie ist jetzt:", WHAT),
        link_text=MINE,
        sms=("Deine Buchung wurde verschoben. Sie ist jetzt:", SHORT),
    ),
    "booking_failed": Letter(
        subject="Defekt: dein Ladepunkt bei {station_name}",
        paragraphs=(
            "Leider ist der Ladepunkt, den du gebucht hast, ausgefallen:",
            WHAT,
            "Du musst nichts stornieren.",
        ),
        link_text=MINE,
        sms=("Leider ist dein Ladepunkt ausgefallen:", SHORT),
    ),
    "booking_failed_nearest": Letter(
        subject="Defekt: dein Ladepunkt bei {station_name}",
        paragraphs=(
            "Leider ist der Ladepunkt, den du gebucht hast, ausgefallen:",
            WHAT,
            "Du musst nichts stornieren. Der nächste freie Ladepunkt: {nearest_name}",
        ),
        link_text="Den nächsten freien Ladepunkt ansehen",
        sms=("Leider ist {station_name} {charger_name} ausgefallen.", "Nächster freier: {nearest_name}."),
    ),
    "no_show": Letter(
        subject="Freigegeben: deine Buchung bei {station_name}",
        paragraphs=(
            "Es wurde kein Auto angesteckt, deshalb ist deine Buchung jetzt für andere frei:",
            WHAT,
            "Eine Gebühr von {fee} wurde erfasst.",
            "So oft darf das noch vorkommen, bevor du eine Zeit lang nicht buchen kannst: {strikes_left}",
        ),
        link_text=MINE,
        sms=("Kein Auto angesteckt, deine Buchung ist freigegeben:", SHORT),
    ),
}

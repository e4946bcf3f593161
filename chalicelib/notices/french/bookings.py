"""Letters about the life of a booking."""

from collections.abc import Mapping

from chalicelib.notices.rules import Letter

WHAT = "{station_name}, {charger_name} : {period}"
SHORT = "{station_name} {charger_name}, {period}."
MINE = "Voir vos réservations"

LETTERS: Mapping[str, Letter] = {
    "booking_soon": Letter(
        subject="Votre réservation à {station_name} commence bientôt",
        paragraphs=(
            WHAT,
            "Si vos projets ont changé, merci d'annuler, afin que quelqu'un d'autre puisse recharger.",
        ),
        link_text=MINE,
        sms=("Votre réservation commence bientôt :", SHORT),
    ),
    "booking_asked": Letter(
        subject="{driver_name} demande une réservation à {station_name}",
        paragraphs=(
            "{driver_name} souhaite réserver :",
            WHAT,
            "Merci d'accepter ou de refuser. Sans réponse, la demande expire : {approve_until_at}.",
        ),
        link_text="Voir vos réseaux",
        sms=("{driver_name} demande une réservation :", SHORT, "Merci de répondre."),
    ),
    "booking_approved": Letter(
        subject="Acceptée : votre réservation à {station_name}",
        paragraphs=("Votre réservation a été acceptée :", WHAT),
        link_text=MINE,
        sms=("Votre réservation est acceptée :", SHORT),
    ),
    "booking_rejected": Letter(
        subject="Refusée : votre réservation à {station_name}",
        paragraphs=("Votre réservation n'a malheureusement pas été acceptée :", WHAT, "Motif : {reason}"),
        link_text=MINE,
        sms=("Votre réservation a été refusée :", SHORT),
    ),
    "booking_lapsed": Letter(
        subject="Sans réponse : votre réservation à {station_name} a expiré",
        paragraphs=(
            "Personne n'a malheureusement accepté votre réservation à temps, elle a donc expiré :",
            WHAT,
            "N'hésitez pas à essayer un autre horaire.",
        ),
        link_text=MINE,
        sms=("Sans réponse à temps, votre réservation a expiré :", SHORT),
    ),
    "booking_canceled": Letter(
        subject="Annulée : votre réservation à {station_name}",
        paragraphs=("Votre réservation a malheureusement été annulée :", WHAT, "Motif : {reason}"),
        link_text=MINE,
        sms=("Votre réservation a été annulée :", SHORT),
    ),
    "booking_moved": Letter(
        subject="Déplacée : votre réservation à {station_name}",
        paragraphs=("Un gestionnaire a déplacé votre réservation. Voici le nouvel horaire :", WHAT),
        link_text=MINE,
        sms=("Votre réservation a été déplacée. Nouvel horaire :", SHORT),
    ),
    "booking_failed": Letter(
        subject="En panne : votre borne à {station_name}",
        paragraphs=(
            "La borne que vous aviez réservée est malheureusement en panne :",
            WHAT,
            "Vous n'avez rien à annuler.",
        ),
        link_text=MINE,
        sms=("Votre borne est malheureusement en panne :", SHORT),
    ),
    "booking_failed_nearest": Letter(
        subject="En panne : votre borne à {station_name}",
        paragraphs=(
            "La borne que vous aviez réservée est malheureusement en panne :",
            WHAT,
            "Vous n'avez rien à annuler. La borne libre la plus proche : {nearest_name}",
        ),
        link_text="Voir la borne libre la plus proche",
        sms=("{station_name} {charger_name} est en panne.", "Borne libre la plus proche : {nearest_name}."),
    ),
    "no_show": Letter(
        subject="Libérée : votre réservation à {station_name}",
        paragraphs=(
            "Aucune voiture n'a été branchée, votre réservation a donc été libérée pour d'autres :",
            WHAT,
            "Des frais de {fee} ont été enregistrés.",
            "Nombre de fois où cela peut encore arriver avant une suspension : {strikes_left}",
        ),
        link_text=MINE,
        sms=("Aucune voiture branchée, votre réservation a été libérée :", SHORT),
    ),
}

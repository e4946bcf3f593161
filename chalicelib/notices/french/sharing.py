"""Letters about sharing fairly: the waitlist, strikes and fees."""

from collections.abc import Mapping

from chalicelib.notices.rules import Letter

NETWORKS = "Voir vos réseaux"
BOOKINGS = "Voir vos réservations"

LETTERS: Mapping[str, Letter] = {
    "waitlist_offer": Letter(
        subject="C'est votre tour : une borne vous attend à {station_name}",
        paragraphs=(
            "Une borne s'est libérée et vous est réservée :",
            "{station_name}, {charger_name} : {period}",
            "Merci d'accepter ou de passer votre tour. Elle vous est gardée jusqu'au {hold_until_at}.",
        ),
        link_text="Répondre à l'offre",
        sms=(
            "C'est votre tour ! {station_name} {charger_name}, {period}.",
            "Gardée jusqu'au {hold_until_at}.",
        ),
    ),
    "waitlist_snoozed": Letter(
        subject="Votre attente est en pause",
        paragraphs=(
            "Vous n'avez pas répondu à une offre : votre attente est en pause et d'autres passent d'abord.",
            "Station : {station_name}",
            "Vous pouvez la reprendre à tout moment.",
        ),
        link_text=BOOKINGS,
        sms=("Offre restée sans réponse : votre attente est en pause.", "Station : {station_name}."),
    ),
    "waitlist_out": Letter(
        subject="Vous n'êtes plus sur la liste d'attente",
        paragraphs=(
            "Vous n'avez pas répondu à plusieurs offres : vous n'êtes plus sur la liste d'attente.",
            "Station : {station_name}",
            "Si vous souhaitez toujours recharger, vous pouvez vous y inscrire à nouveau.",
        ),
        link_text=BOOKINGS,
        sms=("Offres restées sans réponse : vous n'êtes plus sur la liste d'attente.", "{station_name}"),
    ),
    "suspended": Letter(
        subject="Vos réservations sont suspendues",
        paragraphs=(
            (
                "Des réservations ont trop souvent été manquées ou dépassées : "
                "vous ne pouvez pas réserver pour le moment."
            ),
            "Réseau : {network_name}",
            "Fin : {until_at}. S'il s'agit d'une erreur, parlez-en au responsable du réseau.",
        ),
        link_text=NETWORKS,
        sms=("Vous ne pouvez pas réserver jusqu'au {until_at}.", "Réseau : {network_name}."),
    ),
    "pardoned": Letter(
        subject="Vous pouvez de nouveau réserver",
        paragraphs=(
            "Votre suspension a été levée : vous pouvez de nouveau réserver.",
            "Réseau : {network_name}",
        ),
        link_text=NETWORKS,
        sms=("Votre suspension a été levée : vous pouvez de nouveau réserver.", "{network_name}"),
    ),
    "fee_recorded": Letter(
        subject="Des frais de {amount} ont été enregistrés",
        paragraphs=(
            "Des frais de {amount} ont été enregistrés pour vous.",
            "Motif : {reason}",
            "{station_name}",
        ),
        link_text="Voir vos recharges",
        sms=("Des frais de {amount} ont été enregistrés.", "{reason}"),
    ),
}

REASONS: Mapping[str, str] = {
    "charger_removed": "La borne a été retirée.",
    "late_cancel": "La réservation a été annulée tardivement.",
    "no_show": "Aucune voiture n'a été branchée pendant la réservation.",
    "overstay": "La voiture est restée au-delà de son créneau.",
}

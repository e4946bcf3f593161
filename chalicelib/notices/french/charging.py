"""Letters about charging."""

from collections.abc import Mapping

from chalicelib.notices.rules import Letter

WHERE = "{station_name}, {charger_name}"
CHARGING = "Voir vos recharges"

LETTERS: Mapping[str, Letter] = {
    "ends_soon_stop": Letter(
        subject="Votre créneau à {station_name} se termine bientôt",
        paragraphs=(
            WHERE,
            "Votre créneau se termine : {end_at}. La recharge s'arrêtera alors.",
            "Merci de déplacer votre voiture à temps, ou de prolonger si la borne est libre.",
        ),
        link_text=CHARGING,
        sms=("{station_name} {charger_name} : fin de votre créneau {end_at}, la recharge s'arrêtera.",),
    ),
    "ends_soon_keep": Letter(
        subject="Votre créneau à {station_name} se termine bientôt",
        paragraphs=(
            WHERE,
            "Votre créneau se termine : {end_at}.",
            "Chaque minute supplémentaire coûte {fee_per_minute}.",
            "Merci de déplacer votre voiture à temps, ou de prolonger si la borne est libre.",
        ),
        link_text=CHARGING,
        sms=(
            "{station_name} {charger_name} : fin de votre créneau {end_at}.",
            "Ensuite {fee_per_minute} la minute.",
        ),
    ),
    "charging_stopped": Letter(
        subject="La recharge à {station_name} est arrêtée",
        paragraphs=(
            WHERE,
            "Votre créneau est terminé, la recharge a donc été arrêtée.",
            "Merci de déplacer votre voiture, afin que la suivante puisse recharger.",
        ),
        link_text=CHARGING,
        sms=(
            "{station_name} {charger_name} : créneau terminé, la recharge est arrêtée.",
            "Merci de libérer la place.",
        ),
    ),
    "overstay": Letter(
        subject="Votre créneau à {station_name} est terminé",
        paragraphs=(
            WHERE,
            "Votre créneau est terminé depuis le {since_at}, et votre voiture est toujours là.",
            "Chaque minute coûte {fee_per_minute}.",
            "Merci de la déplacer, afin que d'autres puissent recharger.",
        ),
        link_text=CHARGING,
        sms=(
            "{station_name} {charger_name} : créneau terminé, merci de déplacer votre voiture.",
            "Chaque minute coûte {fee_per_minute}.",
        ),
    ),
    "charging_complete": Letter(
        subject="Recharge terminée : {energy_kwh} à {station_name}",
        paragraphs=("Votre recharge est terminée :", WHERE, "{period}", "{energy_kwh}", "{cost}"),
        link_text=CHARGING,
        sms=("{station_name} {charger_name} : recharge terminée, {energy_kwh}.", "Coût : {cost}."),
    ),
    "refused_at_plug": Letter(
        subject="Vous ne pouvez pas recharger à {station_name} pour le moment",
        paragraphs=(WHERE, "{reason}", "Vous pourrez réessayer à partir de : {passes_at}"),
        link_text="Voir vos réservations",
        sms=("{station_name} {charger_name} : recharge impossible.", "{reason}", "Possible : {passes_at}."),
    ),
}

REASONS: Mapping[str, str] = {
    "closed": "La station est fermée.",
    "cooldown": "Vous avez rechargé ici il y a peu ; il faut une pause avant la prochaine fois.",
    "in_use": "Quelqu'un y recharge déjà.",
    "not_a_member": "Seuls les membres du réseau peuvent y recharger.",
    "not_your_turn": "C'est le tour de quelqu'un d'autre.",
    "offline": "La borne est injoignable.",
    "out_of_service": "La borne est hors service.",
    "prime_time_class": "Ce sont les heures de pointe, réservées à d'autres membres.",
    "prime_time_too_long": "Ce serait trop long aux heures de pointe.",
    "quota_exceeded": "Votre quota est épuisé pour le moment.",
    "suspended": "Les réservations et les recharges sont suspendues pour vous.",
    "token_blocked": "Votre carte de recharge est bloquée.",
    "token_expired": "Votre carte de recharge n'est plus valable.",
    "token_unknown": "La carte de recharge est inconnue.",
    "walk_up_not_allowed": "Il faut une réservation pour y recharger.",
}

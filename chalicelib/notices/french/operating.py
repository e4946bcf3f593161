"""Letters to who runs charge points."""

from collections.abc import Mapping

from chalicelib.notices.rules import Letter

WHERE = "{station_name}, {charge_point_name}"
MINE = "Voir vos réseaux"

LETTERS: Mapping[str, Letter] = {
    "alarm_raised": Letter(
        subject="À vérifier : {charge_point_name}, {station_name}",
        paragraphs=(WHERE, "{reason}", "{detail}", "Depuis : {since_at}."),
        link_text=MINE,
        sms=("{station_name} {charge_point_name} :", "{reason}", "Depuis : {since_at}."),
    ),
    "alarm_cleared": Letter(
        subject="De nouveau en ordre : {charge_point_name}, {station_name}",
        paragraphs=(WHERE, "C'est terminé : {reason}", "Depuis : {since_at}.", "Terminé : {over_at}."),
        link_text=MINE,
        sms=("{station_name} {charge_point_name} : de nouveau en ordre.", "Terminé : {over_at}."),
    ),
}

REASONS: Mapping[str, str] = {
    "alarm_boot_refused": "La borne a démarré et a été refusée, comme prévu par son réglage.",
    "alarm_certificate_expires": "Un certificat de la borne expire bientôt.",
    "alarm_energy_without_session": "De l'énergie a été prise sans que personne y soit autorisé.",
    "alarm_faulted": "La borne signale une panne.",
    "alarm_firmware_failed": "Une mise à jour du logiciel a échoué.",
    "alarm_monitor": "La borne signale une valeur qu'elle surveille.",
    "alarm_offline": "La borne est hors ligne.",
    "alarm_password_throttled": "Quelqu'un essaie sans cesse un faux mot de passe en son nom.",
    "alarm_security_event": "La borne signale un événement de sécurité.",
    "fault_blocked_by_car": "On signale : une voiture gêne l'accès.",
    "fault_cable_stuck": "On signale : le câble est coincé.",
    "fault_damaged": "On signale un dommage.",
    "fault_no_power": "On signale : il n'y a pas de courant.",
    "fault_other": "On signale que quelque chose ne va pas.",
    "fault_wrong_state": "On signale : l'état affiché n'est pas le bon.",
}

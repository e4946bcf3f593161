"""What stands beside an alarm: its own figures, and why an update failed."""

from collections.abc import Mapping

from chalicelib.notices.plurals import Saying

DETAILS: Mapping[str, Saying] = {
    "another_version": (
        "La borne a annoncé l'installation, mais a démarré avec la version {told} et non {version}."
    ),
    "cannot_fetch": (
        "La borne n'a pas pu récupérer l'image. Une borne qui ne connaît que FTP se met à jour avec "
        "l'outil de son fabricant."
    ),
    "cannot_install": "La borne a récupéré l'image, mais n'a pas pu l'installer.",
    "cannot_update": "La borne ne connaît pas cette demande : elle ne peut pas être mise à jour par OCPP.",
    "certificate_ends": "Son certificat prend fin le {day}. Il lui a été demandé de le renouveler.",
    "certificate_revoked": "Le certificat de signature a été révoqué.",
    "energy": "Connecteur {connector} : {kwh}",
    "fault": "Connecteur {connector} : {told}",
    "found_wrong": "La borne a installé l'image, mais l'a trouvée incorrecte en la vérifiant.",
    "never_heard": "Aucune nouvelle de la mise à jour pendant une semaine.",
    "never_there": "La borne n'était pas connectée pendant que la demande l'attendait.",
    "not_connected": "La borne n'est pas connectée. Redemandez quand elle le sera.",
    "not_in_this_form": (
        "La borne ne connaît pas cette demande sous cette forme : elle n'accepte que des images "
        "signées, ou que des images sans signature."
    ),
    "refused": "La borne a refusé ({word}).",
    "refused_without_reason": "La borne a refusé sans donner de raison.",
    "signature_wrong": "La borne a constaté que la signature ne correspond pas à l'image.",
    "silent": (
        "La borne n'a pas répondu si elle le fera. Si elle parle tout de même de la mise à jour, "
        "c'est cela qui compte."
    ),
    "superseded": "Une autre mise à jour a été demandée avant la fin de celle-ci.",
    "untrusted": (
        "La borne ne fait pas confiance au certificat de signature : installez le certificat racine "
        "de son fabricant."
    ),
    "update": "{version} : {why}",
    "wrong_passwords": (
        "{count} fois en 10 minutes, quelqu'un n'a pas pu se connecter en tant que cette borne."
    ),
}

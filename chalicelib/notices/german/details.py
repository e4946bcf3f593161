"""What stands beside an alarm: its own figures, and why an update failed."""

from collections.abc import Mapping

from chalicelib.notices.plurals import Saying

DETAILS: Mapping[str, Saying] = {
    "another_version": (
        "Die Ladestation meldete die Installation, startete aber mit Version {told} statt {version}."
    ),
    "cannot_fetch": (
        "Die Ladestation konnte die Datei nicht holen. Eine, die nur FTP kennt, wird mit dem "
        "Werkzeug des Herstellers aktualisiert."
    ),
    "cannot_install": "Die Ladestation hat die Datei geholt, konnte sie aber nicht installieren.",
    "cannot_update": (
        "Die Ladestation kennt keine solche Anfrage: Sie lässt sich nicht über OCPP aktualisieren."
    ),
    "certificate_ends": "Das Zertifikat endet am {day}. Die Ladestation soll es erneuern.",
    "certificate_revoked": "Das Signaturzertifikat wurde widerrufen.",
    "energy": "Anschluss {connector}: {kwh}",
    "fault": "Anschluss {connector}: {told}",
    "found_wrong": "Die Ladestation hat die Datei installiert, sie beim Prüfen aber für falsch befunden.",
    "never_heard": "Eine Woche lang war von dem Update nichts zu hören.",
    "never_there": "Die Ladestation war nicht verbunden, solange die Anfrage auf sie wartete.",
    "not_connected": "Die Ladestation ist nicht verbunden. Frag noch einmal, wenn sie es ist.",
    "not_in_this_form": (
        "Die Ladestation kennt keine solche Anfrage in dieser Form: Sie nimmt nur signierte Dateien "
        "oder nur solche ohne Signatur."
    ),
    "refused": "Die Ladestation hat abgelehnt ({word}).",
    "refused_without_reason": "Die Ladestation hat ohne Grund abgelehnt.",
    "signature_wrong": "Die Ladestation fand, dass die Signatur nicht zur Datei passt.",
    "silent": (
        "Die Ladestation hat nicht geantwortet, ob sie es tut. Sollte sie trotzdem vom Update "
        "berichten, gilt das."
    ),
    "superseded": "Ein anderes Update wurde angefordert, bevor dieses fertig war.",
    "untrusted": (
        "Die Ladestation vertraut dem Signaturzertifikat nicht: Installiere das Stammzertifikat "
        "ihres Herstellers."
    ),
    "update": "{version}: {why}",
    "wrong_passwords": "{count} Mal in 10 Minuten konnte sich jemand nicht als diese Ladestation anmelden.",
}

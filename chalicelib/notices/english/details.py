"""What stands beside an alarm: its own figures, and why an update failed."""

from collections.abc import Mapping

from chalicelib.notices.plurals import Saying

DETAILS: Mapping[str, Saying] = {
    "another_version": (
        "The charger told that it had installed it, but started with version {told}, not {version}."
    ),
    "cannot_fetch": (
        "The charger could not fetch the image. One that fetches by FTP alone is updated by its maker's tool."
    ),
    "cannot_install": "The charger fetched the image, but could not install it.",
    "cannot_update": "The charger knows no such request: it cannot be updated by OCPP.",
    "certificate_ends": "Its certificate ends on {day}. It was asked to renew it.",
    "certificate_revoked": "The signing certificate has been revoked.",
    "energy": "Connector {connector}: {kwh}",
    "fault": "Connector {connector}: {told}",
    "found_wrong": "The charger installed the image, but found it wrong when it checked it.",
    "never_heard": "Nothing was heard of the update for a week.",
    "never_there": "The charger was not connected while the request waited for it.",
    "not_connected": "The charger is not connected. Ask again when it is.",
    "not_in_this_form": (
        "The charger knows no such request in this form: it takes signed images only, or only "
        "images without a signature."
    ),
    "refused": "The charger refused ({word}).",
    "refused_without_reason": "The charger refused, and gave no reason.",
    "signature_wrong": "The charger found that the signature does not fit the image.",
    "silent": (
        "The charger did not answer whether it will. Should it tell of the update all the same, that counts."
    ),
    "superseded": "Another update was asked for before this one was done.",
    "untrusted": "The charger does not trust the signing certificate: install its maker's root certificate.",
    "update": "{version}: {why}",
    "wrong_passwords": {
        "one": "{count} time in 10 minutes somebody could not log in as this charger.",
        "other": "{count} times in 10 minutes somebody could not log in as this charger.",
    },
}

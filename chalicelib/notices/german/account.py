"""Letters about accounts and invitations."""

from collections.abc import Mapping

from chalicelib.notices.rules import Letter

NOT_YOU = "Wenn du das nicht warst, musst du nichts tun: Ohne den Code passiert nichts."
DO_NOTHING = "Wenn du das nicht warst, musst du nichts tun."

LETTERS: Mapping[str, Letter] = {
    "verify_code": Letter(
        subject="{code} ist dein PlugNexus-Code",
        paragraphs=(
            "Willkommen bei PlugNexus. Gib bitte diesen Code ein, um deine E-Mail-Adresse zu bestätigen:",
        ),
        code="{code}",
        link="/verify",
        link_text="Code eingeben",
        closing=("Er gilt 15 Minuten.", NOT_YOU),
    ),
    "already_registered": Letter(
        subject="Du hast schon ein PlugNexus-Konto",
        paragraphs=(
            (
                "Jemand, wahrscheinlich du, wollte sich mit dieser E-Mail-Adresse registrieren. "
                "Zu ihr gibt es schon ein Konto."
            ),
            "Melde dich damit an. Falls du dein Passwort vergessen hast, kannst du dort ein neues setzen.",
        ),
        link="/login",
        link_text="Anmelden",
        closing=(DO_NOTHING,),
    ),
    "not_registered": Letter(
        subject="Kein PlugNexus-Konto mit dieser Adresse",
        paragraphs=(
            (
                "Jemand, wahrscheinlich du, hat einen Code für diese E-Mail-Adresse angefordert. "
                "Zu ihr gibt es kein bestätigtes Konto."
            ),
            (
                "Vielleicht hast du dich mit einer anderen Adresse registriert. "
                "Sonst kannst du dich jetzt registrieren."
            ),
        ),
        link="/signup",
        link_text="Registrieren",
        closing=(DO_NOTHING,),
    ),
    "reset_code": Letter(
        subject="{code} ist dein Code für ein neues Passwort",
        paragraphs=("Gib bitte diesen Code ein, um ein neues Passwort für PlugNexus zu setzen:",),
        code="{code}",
        link="/reset",
        link_text="Neues Passwort setzen",
        closing=("Er gilt 15 Minuten.", NOT_YOU),
    ),
    "invitation": Letter(
        subject="{invited_by} lädt dich zu {network_name} ein",
        paragraphs=(
            "{invited_by} lädt dich ein, bei PlugNexus die Ladepunkte von {network_name} zu teilen.",
        ),
        link="{link}",
        link_text="Einladung ansehen",
        closing=("Wenn du nicht weißt, worum es geht, musst du nichts tun.",),
    ),
}

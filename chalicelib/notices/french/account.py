"""Letters about accounts and invitations."""

from collections.abc import Mapping

from chalicelib.notices.rules import Letter

DO_NOTHING = "Si ce n'était pas vous, vous n'avez rien à faire."
NOT_YOU = "Si ce n'était pas vous, vous n'avez rien à faire : sans le code, il ne se passe rien."

LETTERS: Mapping[str, Letter] = {
    "verify_code": Letter(
        subject="{code} est votre code PlugNexus",
        paragraphs=("Bienvenue sur PlugNexus. Saisissez ce code pour confirmer votre adresse e-mail :",),
        code="{code}",
        link="/verify",
        link_text="Saisir le code",
        closing=("Il est valable 15 minutes.", NOT_YOU),
    ),
    "already_registered": Letter(
        subject="Vous avez déjà un compte PlugNexus",
        paragraphs=(
            (
                "Quelqu'un, sans doute vous, a voulu s'inscrire avec cette adresse e-mail. "
                "Elle est déjà associée à un compte."
            ),
            (
                "Connectez-vous avec ce compte ; si vous avez oublié votre mot de passe, "
                "vous pourrez en choisir un nouveau."
            ),
        ),
        link="/login",
        link_text="Se connecter",
        closing=(DO_NOTHING,),
    ),
    "not_registered": Letter(
        subject="Aucun compte PlugNexus avec cette adresse",
        paragraphs=(
            (
                "Quelqu'un, sans doute vous, a demandé un code pour cette adresse e-mail. "
                "Aucun compte confirmé n'y est associé."
            ),
            (
                "Vous vous êtes peut-être inscrit avec une autre adresse. "
                "Sinon, vous pouvez vous inscrire maintenant."
            ),
        ),
        link="/signup",
        link_text="S'inscrire",
        closing=(DO_NOTHING,),
    ),
    "reset_code": Letter(
        subject="{code} est votre code pour changer de mot de passe",
        paragraphs=("Saisissez ce code pour choisir un nouveau mot de passe PlugNexus :",),
        code="{code}",
        link="/reset",
        link_text="Choisir un nouveau mot de passe",
        closing=("Il est valable 15 minutes.", NOT_YOU),
    ),
    "invitation": Letter(
        subject="{invited_by} vous invite à rejoindre {network_name}",
        paragraphs=(
            "{invited_by} vous invite à partager les bornes de recharge de {network_name} avec PlugNexus.",
        ),
        link="{link}",
        link_text="Voir l'invitation",
        closing=("Si vous ne savez pas de quoi il s'agit, vous n'avez rien à faire.",),
    ),
}

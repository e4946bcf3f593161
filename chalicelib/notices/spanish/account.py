"""Letters about accounts and invitations."""

from collections.abc import Mapping

from chalicelib.notices.rules import Letter

DO_NOTHING = "Si no has sido tú, no tienes que hacer nada."
NOT_YOU = "Si no has sido tú, no tienes que hacer nada: sin el código no pasa nada."

LETTERS: Mapping[str, Letter] = {
    "verify_code": Letter(
        subject="{code} es tu código de PlugNexus",
        paragraphs=(
            "Te damos la bienvenida a PlugNexus. Escribe este código para confirmar tu correo electrónico:",
        ),
        code="{code}",
        link="/verify",
        link_text="Escribir el código",
        closing=("Vale durante 15 minutos.", NOT_YOU),
    ),
    "already_registered": Letter(
        subject="Ya tienes una cuenta de PlugNexus",
        paragraphs=(
            (
                "Alguien, seguramente tú, quería crear una cuenta con este correo electrónico. "
                "Ya hay una cuenta con él."
            ),
            "Inicia sesión con ella; si has olvidado la contraseña, allí puedes elegir una nueva.",
        ),
        link="/login",
        link_text="Iniciar sesión",
        closing=(DO_NOTHING,),
    ),
    "not_registered": Letter(
        subject="No hay ninguna cuenta de PlugNexus con este correo",
        paragraphs=(
            (
                "Alguien, seguramente tú, ha pedido un código para este correo electrónico. "
                "No hay ninguna cuenta confirmada con él."
            ),
            "Quizá creaste tu cuenta con otro correo. Si no, puedes crear una ahora.",
        ),
        link="/signup",
        link_text="Crear cuenta",
        closing=(DO_NOTHING,),
    ),
    "reset_code": Letter(
        subject="{code} es tu código para cambiar la contraseña",
        paragraphs=("Escribe este código para elegir una contraseña nueva de PlugNexus:",),
        code="{code}",
        link="/reset",
        link_text="Elegir contraseña nueva",
        closing=("Vale durante 15 minutos.", NOT_YOU),
    ),
    "invitation": Letter(
        subject="{invited_by} te invita a {network_name}",
        paragraphs=("{invited_by} te invita a compartir los cargadores de {network_name} con PlugNexus.",),
        link="{link}",
        link_text="Ver invitación",
        closing=("Si no sabes de qué se trata, no tienes que hacer nada.",),
    ),
}

"""A secret's text, from Secrets Manager."""


def secret_text(name: str) -> str:
    """What the secret of this name says now. The client is made here: it is asked once in minutes."""
    from chalicelib.clients import client  # noqa: PLC0415 - start-up

    return str(client("secretsmanager").get_secret_value(SecretId=name)["SecretString"])

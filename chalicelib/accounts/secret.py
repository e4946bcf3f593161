"""A secret's text, from Secrets Manager."""


def secret_text(name: str) -> str:
    """What the secret of this name says now. The client is made here: it is asked once in minutes."""
    from chalicelib.clients import client  # noqa: PLC0415 - start-up

    return str(client("secretsmanager").get_secret_value(SecretId=name)["SecretString"])


def secret_texts(name: str) -> list[str]:
    """What it says now, and what it said before it was last changed, if it was."""
    from chalicelib.clients import client  # noqa: PLC0415 - start-up

    vault = client("secretsmanager")
    texts = [str(vault.get_secret_value(SecretId=name)["SecretString"])]
    try:
        before = vault.get_secret_value(SecretId=name, VersionStage="AWSPREVIOUS")
    except vault.exceptions.ResourceNotFoundException:
        return texts
    return [*texts, str(before["SecretString"])]

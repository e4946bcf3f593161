"""A secret's text, from Secrets Manager."""


def secret_text(name: str) -> str:
    """What the secret of this name says now. The client is made here: it is asked once in minutes."""
    import boto3  # noqa: PLC0415 - start-up

    client = boto3.client("secretsmanager")
    return str(client.get_secret_value(SecretId=name)["SecretString"])

"""What IAM asks of whoever makes a request: its actions, and the resources that they are done to.

Service Authorization Reference, "Actions, resources, and condition keys" of each service used. A service or
operation that is not here is one that no function of ours asks: UnknownRequest.
"""

from collections.abc import Callable, Mapping
from email.utils import parseaddr
from typing import Any, NamedTuple

REGION, ACCOUNT = "eu-central-1", "000000000000"
Params = Mapping[str, Any]


class Permission(NamedTuple):
    """An action on the ARN of a resource; `context` is what conditions of a policy may ask for."""

    action: str
    resource: str
    context: tuple[tuple[str, str], ...] = ()


class UnknownRequest(Exception):
    """It is not said here what this request needs."""


def permissions(service: str, operation: str, params: Params) -> list[Permission]:
    """All that are needed, for a request as botocore is given it. Raises UnknownRequest."""
    if service not in ASKED:
        raise UnknownRequest(f"{service}:{operation}")
    return ASKED[service](operation, params)


def _dynamodb(operation: str, params: Params) -> list[Permission]:
    match operation:
        case "BatchGetItem" | "BatchWriteItem":
            return [_on_table(operation, name) for name in params["RequestItems"]]
        case "TransactWriteItems" | "TransactGetItems":
            return [
                _on_table(IN_TRANSACTION[part], told["TableName"])
                for item in params["TransactItems"]
                for part, told in item.items()
            ]
        case _:
            index = params.get("IndexName")
            return [_on_table(operation, params["TableName"] + (f"/index/{index}" if index else ""))]


IN_TRANSACTION = {
    "Get": "GetItem",
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
}
"""Amazon DynamoDB Developer Guide, "Using IAM with DynamoDB transactions"."""


def _on_table(operation: str, table: str) -> Permission:
    return Permission(f"dynamodb:{operation}", _arn("dynamodb", f"table/{table.rpartition('table/')[2]}"))


def _secretsmanager(operation: str, params: Params) -> list[Permission]:
    known: str = params["SecretId"]
    whole = known if known.startswith("arn:") else _arn("secretsmanager", f"secret:{known}-{SIX}")
    return [Permission(f"secretsmanager:{operation}", whole)]


SIX = "AbCdEf"
"""Characters by which Secrets Manager ends the ARN of a name."""


def _sesv2(operation: str, params: Params) -> list[Permission]:
    sender = parseaddr(params["FromEmailAddress"])[1]
    context = (("ses:FromAddress", sender),)
    return [Permission(f"ses:{operation}", _arn("ses", f"identity/{sender}"), context)]


def _sns(operation: str, params: Params) -> list[Permission]:
    return [Permission(f"sns:{operation}", params.get("TopicArn", "*"))]  # a telephone is no resource


def _s3(operation: str, params: Params) -> list[Permission]:
    bucket = f"arn:aws:s3:::{params['Bucket']}"
    file = f"{bucket}/{params['Key']}"
    if operation in {"HeadObject", "GetObject"}:  # who may not list is told 403 of a file that is not there
        return [Permission("s3:GetObject", file), Permission("s3:ListBucket", bucket)]
    return [Permission(f"s3:{operation}", file)]


def _location(operation: str, params: Params) -> list[Permission]:
    return [Permission(f"geo:{operation}", _arn("geo", f"place-index/{params['IndexName']}"))]


def _connections(operation: str, _: Params) -> list[Permission]:
    method = {"PostToConnection": "POST", "GetConnection": "GET", "DeleteConnection": "DELETE"}[operation]
    resource = _arn("execute-api", f"{WEBSOCKET_API}/api/{method}/@connections/one")
    return [Permission("execute-api:ManageConnections", resource)]


WEBSOCKET_API = "WebsocketAPI"
"""The id of the API, where it has none."""


def _lambda(operation: str, params: Params) -> list[Permission]:
    action = {"Invoke": "InvokeFunction"}[operation]
    return [Permission(f"lambda:{action}", _arn("lambda", f"function:{params['FunctionName']}"))]


def _arn(service: str, resource: str) -> str:
    return f"arn:aws:{service}:{REGION}:{ACCOUNT}:{resource}"


ASKED: Mapping[str, Callable[[str, Params], list[Permission]]] = {
    "dynamodb": _dynamodb,
    "secretsmanager": _secretsmanager,
    "sesv2": _sesv2,
    "sns": _sns,
    "s3": _s3,
    "location": _location,
    "lambda": _lambda,
    "apigatewaymanagementapi": _connections,
}

"""All that is stored, to be compared: items by table and key."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import boto3

from chalicelib.charge_points.items import LinkItem

Dump = dict[tuple[str, str], str]
"""An item as JSON, by its table and its keys."""
SEEN = {LinkItem.last_seen_at.attr_name}
"""Attributes that every message may change."""


def dump(environment: Mapping[str, str], *, without: Sequence[str] = (), only: str = "") -> Dump:
    """Every item but the message log's that names none of `without`, and, where it is given, names `only`."""
    found: Dump = {}
    for table, item in _items(environment):
        kept = {name: value for name, value in item.items() if name not in SEEN}
        text = json.dumps(kept, sort_keys=True, default=str)
        if only in text and not any(name in text for name in without):
            found[table, json.dumps([item.get(key) for key in ("pk", "sk")])] = text
    return found


def changed(before: Dump, after: Dump) -> Iterator[str]:
    """What is there on one side only, or otherwise."""
    for key in sorted(before.keys() | after.keys()):
        if before.get(key) != after.get(key):
            yield f"{key}: {before.get(key)} -> {after.get(key)}"


def _items(environment: Mapping[str, str]) -> Iterator[tuple[str, dict[str, Any]]]:
    client = boto3.client(
        "dynamodb",
        endpoint_url=environment["AWS_ENDPOINT_URL"],
        region_name=environment["AWS_REGION"],
        aws_access_key_id=environment["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=environment["AWS_SECRET_ACCESS_KEY"],
    )
    for table in client.list_tables()["TableNames"]:
        if table.endswith("message_log"):
            continue
        for page in client.get_paginator("scan").paginate(TableName=table, ConsistentRead=True):
            yield from ((table, item) for item in page["Items"])

"""The OpenAPI document as one page of HTML that needs no script."""

import json
from html import escape
from typing import Any

from chalicelib.api.codes import CODES

STYLE = """
:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:auto}
body{padding:1rem}h2{margin:2.5rem 0 .5rem;border-bottom:1px solid #8886}article{margin:1rem 0 1.5rem}
code,pre{font:14px/1.4 ui-monospace,monospace}
pre{overflow:auto;background:#8881;padding:.75rem;border-radius:.4rem}
h3{margin:0;font-size:1rem;overflow-wrap:anywhere}.who{opacity:.8}
"""


def page(api: dict[str, Any]) -> str:
    """Every operation by resource, every code, every schema; each with an anchor."""
    groups: dict[str, list[str]] = {}
    for path, operations in api["paths"].items():
        for method, operation in operations.items():
            groups.setdefault(path.split("/")[2], []).append(_operation(path, method, operation))
    body = [f"<h2 id='{escape(name)}'>{escape(name)}</h2>{''.join(parts)}" for name, parts in groups.items()]
    schemas = [_schema(name, schema) for name, schema in sorted(api["components"]["schemas"].items())]
    codes = [
        f"<dt id='{code}'><code>{code}</code></dt><dd>{escape(text)}</dd>" for code, text in CODES.items()
    ]
    title = escape(f"{api['info']['title']} API {api['info']['version']}")
    return (
        "<!doctype html><html lang='en'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width,initial-scale=1'>"
        f"<title>{title}</title><style>{STYLE}</style></head><body><main><h1>{title}</h1>"
        f"<p>{escape(api['info']['description'])} <a href='/v1/openapi.json'>OpenAPI 3.1</a></p>"
        f"{''.join(body)}<h2 id='codes'>Codes</h2><dl>{''.join(codes)}</dl>"
        f"<h2 id='schemas'>Schemas</h2>{''.join(schemas)}</main></body></html>"
    )


def _operation(path: str, method: str, operation: dict[str, Any]) -> str:
    inputs = ", ".join(
        f"<code>{escape(parameter['name'])}</code>"
        for parameter in operation["parameters"]
        if parameter["in"] != "path"
    )
    sent = operation.get("requestBody")
    body = f"<p>Body: {_link(sent['content']['application/json']['schema'])}</p>" if sent else ""
    told = "".join(
        f"<p>{status}: {_link(answer['content']['application/json']['schema'])}</p>"
        for status, answer in operation["responses"].items()
        if "application/json" in answer.get("content", {})
    )
    return (
        f"<article id='{escape(operation['operationId'])}'>"
        f"<h3><code>{method.upper()} {escape(path)}</code></h3>"
        f"<p>{escape(operation['summary'])} <span class='who'>{escape(operation['description'])}</span></p>"
        f"{f'<p>Takes: {inputs}</p>' if inputs else ''}{body}{told}</article>"
    )


def _link(schema: dict[str, Any]) -> str:
    name = escape(schema.get("$ref", "").rpartition("/")[2] or schema.get("title", "JSON"))
    return f"<a href='#schema-{name}'>{name}</a>"


def _schema(name: str, schema: dict[str, Any]) -> str:
    text = escape(json.dumps(schema, indent=2))
    return f"<article id='schema-{escape(name)}'><h3>{escape(name)}</h3><pre>{text}</pre></article>"

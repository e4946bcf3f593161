"""The command line of ./scripts/deploy."""

import argparse
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

STAGE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
LONGEST_STAGE = 18
"""Characters: names of buckets, of at most 63, begin with the stage's."""
RESERVED = ("code", "local")


@dataclass(frozen=True)
class Options:
    """What was asked for."""

    stage: str
    region: str | None
    endpoint_url: str | None
    set: Mapping[str, str]
    """Parameters of the template, by name."""
    yes: bool
    destroy: bool
    with_data: bool
    local: bool
    keep: bool

    @property
    def stack(self) -> str:
        """The name of the stage's CloudFormation stack."""
        return f"plugnexus-{self.stage}"


def parse(arguments: Sequence[str] | None = None) -> Options:
    """Read them; words and exit code 2 for what cannot be."""
    parser = _parser()
    found = parser.parse_args(arguments)
    if found.with_data and not found.destroy:
        parser.error("--with-data goes with --destroy")
    if found.keep and not found.local:
        parser.error("--keep goes with --local")
    if found.local and (found.endpoint_url or found.destroy):
        parser.error(
            "--local starts an emulator of its own: neither --endpoint-url nor --destroy goes with it"
        )
    return Options(**{**vars(found), "set": dict(found.set)})


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./scripts/deploy",
        description="Deploys PlugNexus to an AWS account: packages it, shows what will change, asks, does "
        "it, uploads the client, tries the result, and goes back if that fails. docs/deploy.md tells all.",
    )
    add = parser.add_argument
    add("--stage", required=True, type=_stage, help="which one, as in test or prod: one stack for each")
    add("--region", help="where (else as AWS_REGION or the profile says)")
    add("--endpoint-url", help="an emulator of AWS that runs already, instead of AWS")
    add(
        "--set",
        metavar="NAME=VALUE",
        action="append",
        type=_parameter,
        default=[],
        help="a parameter of the stack, as in Domain=chargers.example.org; those not named stay as they are",
    )
    add("--yes", action="store_true", help="do not ask before changing anything")
    add("--destroy", action="store_true", help="take the stage down; tables, files and secrets stay")
    add(
        "--with-data",
        action="store_true",
        help="with --destroy: delete these too, for good; asks for the name",
    )
    add(
        "--local",
        action="store_true",
        help="start an emulator on this machine, deploy to it, try it, stop it",
    )
    add("--keep", action="store_true", help="with --local: leave it running until Ctrl-C")
    return parser


def _stage(text: str) -> str:
    if not STAGE.fullmatch(text) or len(text) > LONGEST_STAGE or text in RESERVED:
        raise argparse.ArgumentTypeError(
            f"a stage has at most {LONGEST_STAGE} small letters, digits and single hyphens, begins with a "
            f"letter, and is not called {' or '.join(RESERVED)}"
        )
    return text


def _parameter(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.isalnum():
        raise argparse.ArgumentTypeError("it is NAME=VALUE, as in Domain=chargers.example.org")
    return name, value

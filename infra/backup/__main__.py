"""./scripts/backup: the command line, with words for whatever goes wrong."""

import argparse
import sys
from pathlib import Path
from typing import Any

from infra.deploy.ending import ended

ABOUT = """\
Backs a stage up and brings it back: all tables and files, and of secrets only their names.

  ./scripts/backup export --stage prod --to FOLDER
  ./scripts/backup restore --from FOLDER --stage new --secrets-of prod
  ./scripts/backup compare --stage new --with FOLDER
  ./scripts/backup compare --stage new --with-stage prod

An export reads each item as it is at that moment: let nothing be written meanwhile, or take DynamoDB's
point-in-time recovery for large stages. docs/operations.md, "Backup and restore", tells both."""


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    """Read the command line; words and exit code 2 for what cannot be."""
    parser = argparse.ArgumentParser(
        prog="./scripts/backup", description=ABOUT, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    actions = parser.add_subparsers(dest="action", required=True)
    export, restore, compare = (
        actions.add_parser(name, help=told)
        for name, told in (
            ("export", "a stage into a folder"),
            ("restore", "a folder into a new stage, then compare"),
            ("compare", "a stage with a folder, or with another stage; exit code 1 if they differ"),
        )
    )
    for each in (export, restore, compare):
        each.add_argument("--stage", required=True, help="which one, as in prod")
        each.add_argument("--region", help="where (else as AWS_REGION or the profile says)")
        each.add_argument("--endpoint-url", help="an emulator of AWS instead of AWS")
    export.add_argument(
        "--to", type=Path, required=True, metavar="FOLDER", help="new, or of an export cut off"
    )
    restore.add_argument("--from", dest="source", type=Path, required=True, metavar="FOLDER")
    restore.add_argument(
        "--secrets-of", metavar="STAGE", help="take over its signing keys, pepper and charger authority"
    )
    restore.add_argument(
        "--over", action="store_true", help="the stage need not be empty: replace what has the same key"
    )
    other = compare.add_mutually_exclusive_group(required=True)
    other.add_argument("--with", dest="source", type=Path, metavar="FOLDER")
    other.add_argument("--with-stage", metavar="STAGE")
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    """The exit code: 0 done (and the same), 1 not, 130 interrupted."""
    given = parse(arguments)
    return ended(lambda: _done(given), "Interrupted. The same command begins anew.")


def _done(given: argparse.Namespace) -> int:
    from chalicelib.kernel.ids import utc_now  # noqa: PLC0415 - --help needs no packages
    from infra.backup.exporting import export  # noqa: PLC0415 - as above
    from infra.backup.folder import Folder  # noqa: PLC0415 - as above
    from infra.backup.restoring import restore  # noqa: PLC0415 - as above
    from infra.backup.stage import Stage  # noqa: PLC0415 - as above
    from infra.deploy.account import Account  # noqa: PLC0415 - as above

    account, now = Account.of(given.region, given.endpoint_url), utc_now()
    stage = Stage(given.stage, account)
    if given.action == "export":
        _say(f"Exporting {stage} to {given.to} ...")
        export(stage, Folder(given.to), now, _say)
        _say(f"Done. Whoever reads {given.to} reads all that people have told PlugNexus: keep it so.")
        return 0
    if given.action == "compare":
        there = Stage(given.with_stage, account) if given.with_stage else Folder(given.source)
        return _compare(stage, there, now)
    folder = Folder(given.source)
    _say(f"Restoring {stage} from {folder} ...")
    restore(folder, stage, now, _say, over=given.over)
    if given.secrets_of:
        for name in stage.take_secrets_of(Stage(given.secrets_of, account)):
            _say(f"  secret {name}: as in stage {given.secrets_of}")
    else:
        names = ", ".join(folder.manifest()["secrets"])
        _say(f"Secrets are not in a backup. Chargers' passwords need the pepper of before: {names}.")
    return _compare(stage, folder, now)


def _compare(here: Any, there: Any, now: Any) -> int:
    from infra.backup.comparing import differences  # noqa: PLC0415 - as above

    found = differences(here, there, now, _say)
    for difference in found:
        _say(f"DIFFERS  {difference}")
    _say(f"{here} and {there} differ." if found else f"{here} and {there} are the same.")
    return 1 if found else 0


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())

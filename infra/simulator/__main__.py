"""./scripts/simulate: chargers that are not there, against any PlugNexus."""

import argparse
import asyncio
import signal
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from infra.simulator.box import SimulatedChargePoint
from infra.simulator.connector import passed
from infra.simulator.known import ALL_CONNECTED, Known, read, write
from infra.simulator.language import VERSIONS
from infra.simulator.quirks.registry import UnknownQuirk, listed, quirk

POWER_OFF_SECONDS = 5.0
DEMO = Path(__file__).resolve().parents[2] / ".local" / "state" / "charge-points.json"


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="./scripts/simulate",
        description="Connects simulated chargers that speak OCPP 1.6 or 2.0.1, and misbehave when told to. "
        "They are either those of a file (by default the demo community's, of ./scripts/dev "
        "--no-chargers), or new ones made over the API for an account of yours.",
        epilog="Example: ./scripts/simulate --ocpp 2.0.1 --chargers 1 --token CARD1 --quirk offline=60 "
        "--quirk replay",
    )
    parser.add_argument("--ocpp", choices=VERSIONS, help="what they speak (the file's word for each, or 1.6)")
    parser.add_argument(
        "--quirk",
        action="append",
        default=[],
        metavar="NAME[=N]",
        help="misbehave so; may be given several times",
    )
    parser.add_argument("--quirks", action="store_true", help="list the quirks, a sentence each, and end")
    parser.add_argument("--chargers", type=int, metavar="N", help="how many (all of the file; 10 new ones)")
    parser.add_argument(
        "--url", help="of the OCPP gateway (ws://localhost:9000/ocpp; with --api what that tells)"
    )
    parser.add_argument(
        "--charge-points", type=Path, metavar="FILE", default=DEMO, help="JSON with ids and passwords"
    )
    parser.add_argument("--api", metavar="URL", help="make new chargers here: http://localhost:8000")
    parser.add_argument("--email", help="with --api: the account that will own them")
    parser.add_argument("--password", help="with --api: its password")
    parser.add_argument(
        "--speed",
        type=float,
        default=1.0,
        metavar="X",
        help="how fast cars fill (1); more than a real charger can give is seen as odd",
    )
    parser.add_argument(
        "--plugged", action="store_true", help="a car is plugged in everywhere; with --api it charges"
    )
    parser.add_argument(
        "--token", metavar="UID", help="hold this token to every charger: charging starts at once"
    )
    parser.add_argument(
        "--no-reservations", action="store_true", help="the chargers reject reservations (ReserveNow)"
    )
    options = parser.parse_args(arguments)
    if options.quirks:
        print(listed())
        parser.exit()
    try:
        options.quirk = [quirk(told) for told in options.quirk]
    except UnknownQuirk as unknown:
        parser.error(str(unknown))
    if options.api and not (options.email and options.password):
        parser.error("--api needs --email and --password")
    if not options.api and not options.charge_points.is_file():
        parser.error(f"there is no {options.charge_points}: run ./scripts/dev first, or use --api")
    return options


def _tell(line: str) -> None:
    print(f"{datetime.now().astimezone():%H:%M:%S}  {line}", flush=True)


async def simulate(options: argparse.Namespace, known: list[Known], url: str) -> None:
    """Until SIGTERM or SIGINT; what charges then stops as at a loss of power."""
    boxes: list[SimulatedChargePoint] = []
    ended = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)

    def password_changed(box: SimulatedChargePoint) -> None:
        changed = box.configuration["AuthorizationKey"]
        for place, one in enumerate(known):
            if one.charge_point_id == box.charge_point_id:
                known[place] = replace(one, password=changed)
        if not options.api:
            write(options.charge_points, known)

    for one in known[: options.chargers]:
        box = SimulatedChargePoint(
            one.charge_point_id,
            one.password,
            [(plug.connector_id, plug.max_kw) for plug in one.connectors],
            url,
            ocpp=options.ocpp or one.ocpp,
            quirks=options.quirk,
            speed=options.speed,
            reservations=not options.no_reservations,
            tell=_tell,
            password_changed=password_changed,
        )
        boxes.append(box)
        _plug(box, options)
    lives = [asyncio.create_task(box.run()) for box in boxes]
    announcing = asyncio.create_task(_announce(boxes))
    await asyncio.wait([asyncio.create_task(ended.wait()), *lives], return_when=asyncio.FIRST_COMPLETED)
    await passed(asyncio.gather(*(box.power_off() for box in boxes)), POWER_OFF_SECONDS)
    for life in (*lives, announcing):
        life.cancel()


async def _announce(boxes: list[SimulatedChargePoint]) -> None:
    for box in boxes:
        await box.online.wait()
    _tell(ALL_CONNECTED)


def _plug(box: SimulatedChargePoint, options: argparse.Namespace) -> None:
    for connector in box.connectors.values():
        if options.plugged or options.token:
            connector.plug()
            connector.status = "Preparing"
        if options.token:
            box.charge(connector, options.token)


def main() -> int:
    """The exit code."""
    options = parse()
    if options.api:
        from infra.simulator.registration import Unregistered, register  # noqa: PLC0415 - only here it is needed

        try:
            made = register(options.api, options.email, options.password, options.chargers or 10)
        except Unregistered as failure:
            print(f"No chargers could be made: {failure}", file=sys.stderr)
            return 1
        known, told_url = made.charge_points, made.ocpp_url
        options.token = options.token or (made.token_uid if options.plugged else None)
    else:
        known, told_url = read(options.charge_points), "ws://localhost:9000/ocpp"
    url = (options.url or told_url).rstrip("/")
    _tell(f"{min(len(known), options.chargers or len(known))} charge points for {url}")
    asyncio.run(simulate(options, known, url))
    return 0


if __name__ == "__main__":
    sys.exit(main())

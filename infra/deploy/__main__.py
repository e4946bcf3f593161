"""./scripts/deploy: reads the command line, and says in words whatever goes wrong."""

import signal
import sys
import time

from infra.deploy.ending import ended
from infra.deploy.options import Options, parse


def main() -> int:
    """The exit code: 0 deployed (or nothing to do), 1 not, 130 interrupted."""
    options = parse()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    return ended(lambda: _local(options) if options.local else _run(options), "Interrupted.")


def _run(options: Options) -> int:
    from infra.deploy.account import Account  # noqa: PLC0415 - --help needs no packages
    from infra.deploy.deploying import Deployment  # noqa: PLC0415 - as above
    from infra.deploy.destroying import Destruction  # noqa: PLC0415 - as above

    account = Account.of(options.region, options.endpoint_url)
    running: Deployment | Destruction = (
        Destruction(options, account, _say, _typed)
        if options.destroy
        else Deployment(
            options, account, _say, lambda asked: _typed(f"{asked} [y/N] ").lower() in {"y", "yes"}
        )
    )
    try:
        return running.run()
    except KeyboardInterrupt:
        print(f"\n{running.phase}", file=sys.stderr)
        raise


def _local(options: Options) -> int:
    from infra.deploy.local import HOME, emulated, to  # noqa: PLC0415 - as above

    with emulated(HOME / options.stage) as part:
        code = _run(to(part, options))
        if code == 0 and options.keep:
            _say(f"\nThe emulator listens at {part.environment['AWS_ENDPOINT_URL']}. Ctrl-C stops it.")
            try:
                while True:
                    part.check()
                    time.sleep(0.3)
            except KeyboardInterrupt:
                _say("")
        return code


def _typed(question: str) -> str:
    """What a person answers; nothing where nobody can."""
    try:
        return input(question).strip()
    except EOFError:
        _say("")
        return ""


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())

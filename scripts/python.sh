# Sourced by the other commands: goes to the repository's root and finds Python 3.11 or newer as $python.
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
python=
for candidate in python3.13 python3.12 python3.11 python3 python; do
  if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    python=$candidate
    break
  fi
done
if [ -z "$python" ]; then
  echo "PlugNexus needs Python 3.11 or newer, and finds none." >&2
  echo "Install it (Debian, Ubuntu: apt install python3 python3-venv; macOS: brew install python) and try again." >&2
  exit 1
fi

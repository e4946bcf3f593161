"""A zip that tells nothing of when, where and by whom it was made."""

import zipfile
from hashlib import sha256
from pathlib import Path

MOMENT = (1980, 1, 1, 0, 0, 0)
"""The first that a zip can tell."""
UNIX = 3


def zipped(folder: Path, out: Path, *, onto: Path | None = None) -> Path:
    """All files below `folder`, in order, after those of the zip `onto`, as a new zip `out`."""
    if onto:
        out.write_bytes(onto.read_bytes())
    with zipfile.ZipFile(out, "a" if onto else "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for file in sorted(file for file in folder.rglob("*") if file.is_file()):
            entry = zipfile.ZipInfo(file.relative_to(folder).as_posix(), MOMENT)
            entry.create_system = UNIX
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o100755 if file.suffix == ".so" else 0o100644) << 16
            made.writestr(entry, file.read_bytes())
    return out


def digest(archive: Path) -> str:
    """SHA-256, in hexadecimal, of the names and contents inside, whatever compressed them.

    Without bytecode, which follows from the sources, but may differ between two 3.11s of Python.
    """
    told = sha256()
    with zipfile.ZipFile(archive) as read:
        for name in sorted(name for name in read.namelist() if not name.endswith(".pyc")):
            told.update(f"{name}\0{sha256(read.read(name)).hexdigest()}\n".encode())
    return told.hexdigest()

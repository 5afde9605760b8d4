# SPDX-License-Identifier: GPL-3.0-or-later
"""The peers: their virtual environment, their versions, the files made with them."""

import os
import platform
import subprocess
import sys
from pathlib import Path

from measuring import Failed

HERE = Path(__file__).resolve().parent
WORK = HERE / ".work"
VENV = WORK / "venv"


def prepare():
    """Makes the virtual environment when it is absent or older than its list of packages."""
    ready = VENV / "ready"
    wanted = HERE / "requirements.txt"
    if ready.exists() and ready.read_text() == wanted.read_text():
        return
    WORK.mkdir(exist_ok=True)
    print("installing the peers into", VENV.relative_to(HERE.parent), flush=True)
    install = [VENV / "bin" / "pip", "install", "-q", "--disable-pip-version-check"]
    for command in ([sys.executable, "-m", "venv", VENV], [*install, "-r", wanted]):
        outcome = subprocess.run(command, capture_output=True, text=True)
        if outcome.returncode != 0:
            raise Failed(
                "The peers could not be installed; the bench needs python3-venv and the network"
                " once.\n" + (outcome.stderr or outcome.stdout).strip()
            )
    ready.write_text(wanted.read_text())


def python():
    """The interpreter the peers are installed in."""
    return VENV / "bin" / "python"


def duckdb():
    """The DuckDB program itself, without the Python script that starts it."""
    found = list(VENV.glob("lib/python*/site-packages/duckdb_cli/duckdb"))
    if not found:
        raise Failed("duckdb-cli is installed but its program is missing")
    return found[0]


def versions():
    """Name and version of each peer and of what it stands on."""
    script = (
        "from importlib.metadata import version;"
        "print(*[f'{name} {version(name)}' for name in"
        " ('duckdb-cli', 'tea-tasting', 'polars', 'narwhals', 'pyarrow', 'scipy', 'numpy')],"
        " sep=', ')"
    )
    output = subprocess.run([python(), "-c", script], capture_output=True, text=True, check=True)
    return output.stdout.strip() + f", Python {platform.python_version()}"


def statement(name, **values):
    """A statement of the folder sql with its words in capitals filled in."""
    text = (HERE / "sql" / f"{name}.sql").read_text()
    for word, value in values.items():
        text = text.replace(word, str(value))
    path = WORK / f"{name}-{os.getpid()}.sql"
    path.write_text(text)
    return path


def generated(kind, rows, name=None, **values):
    """The generated file of a kind, made on first use."""
    path = WORK / f"{name or kind}-{rows}.csv"
    made_from = WORK / f"{name or kind}-{rows}.sql"
    recipe = (HERE / "sql" / f"generate-{kind}.sql").read_text()
    for word, value in values.items():
        recipe = recipe.replace(word, value)
    if path.exists() and made_from.exists() and made_from.read_text() == recipe:
        return path
    print(f"generating {path.relative_to(HERE.parent)}", flush=True)
    partial = path.with_suffix(".partial")
    script = statement(f"generate-{kind}", ROWS=rows, FILE=partial, **values)
    with open(script, "rb") as source:
        subprocess.run([duckdb()], stdin=source, check=True)
    script.unlink()
    partial.rename(path)
    made_from.write_text(recipe)
    return path

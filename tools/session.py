"""Run the commands of the README's console blocks and set their real output under them.

Commands stand on lines that begin with '$ '. All run in one new folder, in order, in a shell.

    python tools/session.py [FILE]
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"
BLOCK = re.compile(r"(?<=```console\n)(.*?)(?=```)", re.DOTALL)
COLUMNS = "96"


def commands(block: str) -> list[str]:
    """The commands of a console block, without their output."""
    return [line[2:] for line in block.splitlines() if line.startswith("$ ")]


def run(command: str, folder: str) -> str:
    """What a command prints to standard output.

    Raises:
        CalledProcessError: it fails.
    """
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    surroundings = {**os.environ, "PATH": path, "COLUMNS": COLUMNS}
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=surroundings,
        check=True,
        capture_output=True,
        text=True,
    )
    return "".join(line.rstrip() + "\n" for line in done.stdout.splitlines())


def main() -> None:
    """Write the file anew."""
    page = Path(sys.argv[1]) if len(sys.argv) > 1 else README
    with tempfile.TemporaryDirectory() as folder:

        def fill(match: re.Match[str]) -> str:
            told = [f"$ {line}\n{run(line, folder)}" for line in commands(match.group())]
            return "\n".join(told)

        text = BLOCK.sub(fill, page.read_text(encoding="utf-8"))
    page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

"""`make verify LATEST=1`: the proofs against the newest published packages, in an environment of its own."""

import subprocess
import sys
import venv
from pathlib import Path

HOME = Path(".cache/verify-latest")
PACKAGES = ("botocore", "cfn-lint", "moto", "pyyaml")


def main(argv: list[str]) -> int:
    """Install the newest packages beside, never into, the project's environment, and run the check there."""
    python = HOME / "bin" / "python"
    if not python.exists():
        venv.create(HOME, with_pip=True, clear=True)
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--upgrade", *PACKAGES]
    if subprocess.run(install, check=False).returncode:
        print("The newest packages could not be installed: is the package index in reach? Nothing was compared.", file=sys.stderr)
        return 2
    return subprocess.run([python, "-m", "tools.verify", "--newer-is-fine", *argv], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

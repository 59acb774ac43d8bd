"""`make serve`: say where the site is and what to do when the port is taken, then hand over to mkdocs serve."""

import os
import socket
import sys
from pathlib import Path

HOST = "127.0.0.1"


def port_is_free(port: int) -> bool:
    """Whether a server can listen on this port of the loopback address."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def main(argument: str) -> int:
    """Serve on a port, given as text; returns only when that is not possible."""
    if not argument.isdigit() or not 0 < int(argument) < 65536:
        print(f"'{argument}' is no port. Choose one from 1024 to 65535: make serve PORT=8001", file=sys.stderr)
        return 2
    port = int(argument)
    if not port_is_free(port):
        print(f"Port {port} is taken by another program. Stop that one, or choose another: make serve PORT={port + 1}", file=sys.stderr)
        return 1
    print(f"The site will be at http://{HOST}:{port}/ in a few seconds; it is rebuilt on every edit. Stop with Ctrl-C.", flush=True)
    mkdocs = Path(sys.executable).parent / "mkdocs"
    os.execv(mkdocs, [str(mkdocs), "serve", "--dev-addr", f"{HOST}:{port}"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "8000"))

"""Debian's nginx with the project's own configuration, on loopback, as a plain process that a test starts and stops."""

import shutil
import socket
import subprocess
import time
from pathlib import Path

from support import ROOT

MODULES = Path("/usr/lib/nginx/modules")
MAIN = """
load_module {modules}/ngx_http_brotli_static_module.so;
daemon off; master_process off; pid {work}/nginx.pid; error_log {work}/error.log warn;
events {{ worker_connections 512; }}
http {{
    access_log off; default_type application/octet-stream;
    client_body_temp_path {work}/body; proxy_temp_path {work}/proxy; fastcgi_temp_path {work}/fastcgi; uwsgi_temp_path {work}/uwsgi; scgi_temp_path {work}/scgi;
    include {work}/site.conf;
}}
"""


def missing() -> str:
    """What of nginx is not there; '' when all is."""
    if not shutil.which("nginx", path="/usr/sbin:/usr/bin:/sbin"):
        return "nginx"
    return "" if (MODULES / "ngx_http_brotli_static_module.so").exists() else "libnginx-mod-http-brotli-static"


class Nginx:
    """deploy/nginx.conf with its port, root and headers put in place; nothing else of it is changed."""

    def __init__(self, work: Path, root: Path, headers: Path, port: int) -> None:
        self.port, self.process = port, None
        self.command = ["/usr/sbin/nginx", "-p", str(work), "-e", f"{work}/error.log", "-c", f"{work}/main.conf"]
        conf = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
        for old, new in (("listen 8080;", f"listen 127.0.0.1:{port};"), ("    listen [::]:8080;\n", ""), ("root /srv/site;", f"root {root};"),
                         ("/etc/nginx/kb-headers.conf", str(headers / "nginx-headers.conf"))):
            assert conf.count(old) == 1, f"deploy/nginx.conf has no single '{old}'"
            conf = conf.replace(old, new)
        (work / "site.conf").write_text(conf, encoding="utf-8")
        (work / "main.conf").write_text(MAIN.format(modules=MODULES, work=work), encoding="utf-8")

    def start(self) -> None:
        """Start, and wait until it answers."""
        checked = subprocess.run([*self.command, "-t"], capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stderr
        self.process = subprocess.Popen(self.command)
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise AssertionError("nginx does not answer")

    def stop(self) -> None:
        """Stop, so that the network is gone."""
        if self.process:
            self.process.terminate()
            self.process.wait(10)
            self.process = None

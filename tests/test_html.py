"""The Nu checker of the W3C over the whole built site: HTML that every browser reads the same way."""

import hashlib
import io
import shutil
import subprocess
import tarfile
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from support import ROOT

VERSION = "26.9.27"
TARBALL = f"https://registry.npmjs.org/vnu-jar/-/vnu-jar-{VERSION}.tgz"
SHA512 = "4e441de4315f39a582f5e6edbe8cd3b2b1f655aa1dde3620faface791133217c417b12f3f7ead2d8336d8e7efe44f5226618258b44a0860057e9125135e6b428"
JAR = ROOT / ".cache" / f"vnu-{VERSION}.jar"


@pytest.fixture(scope="module")
def checker() -> Path:
    """The checker's jar, fetched once; the tests that need it are skipped and counted where Java or the network is missing."""
    if not shutil.which("java"):
        pytest.skip("Java is not installed: the Nu checker needs it (Debian, Ubuntu: apt-get install default-jre-headless)")
    if not JAR.exists():
        try:
            packed = urllib.request.urlopen(TARBALL, timeout=60).read()
        except (urllib.error.URLError, TimeoutError) as error:
            pytest.skip(f"the Nu checker could not be fetched from {TARBALL}: {error}")
        assert hashlib.sha512(packed).hexdigest() == SHA512, "what npm sent is not the release that was chosen"
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            jar = archive.extractfile("package/build/dist/vnu.jar").read()
        JAR.parent.mkdir(exist_ok=True)
        JAR.write_bytes(jar)
    return JAR


def test_every_page_is_valid_html(checker, site):
    done = subprocess.run(["java", "-Xss16m", "-jar", checker, "--skip-non-html", "--errors-only", "--stdout", "--format", "gnu", site.folder],
                          capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[:5000]


def test_the_finished_pages_are_valid_html_too(checker, finished):
    done = subprocess.run(["java", "-Xss16m", "-jar", checker, "--skip-non-html", "--errors-only", "--stdout", "--format", "gnu", finished.folder / "site"],
                          capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[:5000]


def test_the_checker_does_find_mistakes(checker, tmp_path):
    (tmp_path / "page.html").write_text('<!doctype html><html lang="en"><title>Wrong</title><p id="a"><p id="a">', encoding="utf-8")
    done = subprocess.run(["java", "-jar", checker, "--errors-only", "--stdout", "--format", "gnu", tmp_path], capture_output=True, text=True)
    assert done.returncode != 0 and "Duplicate ID" in done.stdout

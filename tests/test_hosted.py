"""The finished site behind nginx with deploy/nginx.conf: what every visitor's browser is told."""

import http.client
import re
from concurrent.futures import ThreadPoolExecutor

import pytest

PAGE = "/storage/ebs/"


@pytest.fixture(scope="module")
def ask(hosted):
    def asked(path, method="GET", **headers):
        connection = http.client.HTTPConnection("127.0.0.1", hosted.port, timeout=10)
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        answer.body = answer.read()
        connection.close()
        return answer
    return asked


@pytest.fixture(scope="module")
def script(ask):
    """The address of one of our own scripts."""
    return "/" + re.search(rb'src="(assets/tables\.[0-9a-f]+\.js)"', ask("/").body)[1].decode()


@pytest.mark.parametrize(("accepted", "encoding"), [("br, gzip", "br"), ("gzip", "gzip"), ("identity", None)])
def test_a_page_comes_compressed_beforehand(ask, accepted, encoding):
    answer = ask(PAGE, Accept_Encoding=accepted)
    assert answer.status == 200 and answer.getheader("Content-Encoding") == encoding and "Accept-Encoding" in answer.getheader("Vary")
    assert len(answer.body) < 15_000 if encoding else b"<article" in answer.body


@pytest.mark.parametrize("path", [PAGE, "/nowhere/", "/sw.js", "/data/index.json"])
def test_every_answer_carries_the_security_headers(ask, path):
    answer = ask(path)
    policy = answer.getheader("Content-Security-Policy")
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy and "http" not in policy
    assert answer.getheader("X-Content-Type-Options") == "nosniff" and answer.getheader("Referrer-Policy")
    assert "nginx/" not in (answer.getheader("Server") or "")


def test_each_kind_of_file_has_its_cache_rule(ask, script):
    rule = {path: ask(path).getheader("Cache-Control") for path in (PAGE, script, "/sw.js", "/assets/mark.svg")}
    assert rule == {PAGE: "public, max-age=0, must-revalidate", script: "public, max-age=31536000, immutable", "/sw.js": "no-cache",
                    "/assets/mark.svg": "public, max-age=86400"}


def test_what_has_not_changed_is_not_sent_again(ask):
    tag = ask(PAGE).getheader("ETag")
    again = ask(PAGE, If_None_Match=tag)
    assert tag and again.status == 304 and again.body == b""


@pytest.mark.parametrize(("path", "to"), [("/storage/ebs", "/storage/ebs/"), ("/storage/ebs/index.html", "/storage/ebs/"), ("/index.html", "/")])
def test_each_page_has_one_address(ask, path, to):
    answer = ask(path)
    assert (answer.status, answer.getheader("Location")) == (301, to)


@pytest.mark.parametrize("path", ["/nowhere/", "/storage/nowhere.html", "/assets/", "/.git/config", "/.htaccess", "/index.html.br", "/sitemap.xml.gz"])
def test_what_is_not_there_is_a_real_404_with_a_helpful_page(ask, path):
    answer = ask(path)
    assert answer.status == 404 and b"This page does not exist" in answer.body


def test_nothing_can_be_posted(ask):
    assert ask("/", method="POST").status == 405


def test_the_data_may_be_fetched_from_any_page_and_pages_may_not(ask):
    assert ask("/data/index.json").getheader("Access-Control-Allow-Origin") == "*"
    assert not ask(PAGE).getheader("Access-Control-Allow-Origin")
    assert ask("/data/ebs-volume-types.csv").getheader("Content-Type") == "text/csv; charset=utf-8"
    assert ask("/storage/ebs/index.md").getheader("Content-Type") == "text/markdown; charset=utf-8"


def test_thousands_of_visits_at_once_are_all_answered(hosted):
    paths = ["/", PAGE, "/reference/ports/", "/sw.js", "/nowhere/"]

    def visit(worker):
        connection = http.client.HTTPConnection("127.0.0.1", hosted.port, timeout=20)
        seen = []
        for n in range(250):
            connection.request("GET", paths[(worker + n) % len(paths)], headers={"Accept-Encoding": "br"})
            answer = connection.getresponse()
            answer.read()
            seen.append(answer.status)
        connection.close()
        return seen

    with ThreadPoolExecutor(16) as pool:
        answers = [status for seen in pool.map(visit, range(16)) for status in seen]
    assert len(answers) == 4000 and set(answers) == {200, 404}

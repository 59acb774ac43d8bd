"""Deployments, against moto's S3: order, nothing twice, nothing lost when one is interrupted."""

import boto3
import pytest
from moto import mock_aws

from tools import deploy

FILES = {"index.html": "<h1>Home", "storage/ebs/index.html": "<h1>EBS", "404.html": "<h1>?", "assets/kb.0123456789.js": "1", "search/kb-index.abcdefabcd.js": "2",
         "sw.js": "3", "data/ports.json": "{}", "assets/mark.svg": "<svg>", "index.html.br": "x", "index.md": "# Home"}


@pytest.fixture
def site(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.fixture
def s3(monkeypatch):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    with mock_aws():
        client = boto3.client("s3", region_name="us-east-1")
        client.create_bucket(Bucket="kb-site")
        yield client


class Spy:
    """Passes calls on to a client, notes them, and fails where it is told to."""

    def __init__(self, client, fail_at=None):
        self.client, self.calls, self.fail_at = client, [], fail_at

    def __getattr__(self, name):
        def call(**arguments):
            key = arguments.get("Key", "")
            if name in ("put_object", "delete_objects"):
                self.calls.append((name, key))
                if self.fail_at in (name, key):
                    raise RuntimeError(f"no network at {key or name}")
            return getattr(self.client, name)(**arguments)
        return getattr(self.client, name) if name == "get_paginator" else call


class Invalidations:
    def __init__(self):
        self.paths = []

    def create_invalidation(self, **arguments):
        self.paths += arguments["InvalidationBatch"]["Paths"]["Items"]


def run(s3, site, cloudfront=None):
    return deploy.deploy(s3, cloudfront or Invalidations(), site, "kb-site", "E1")


def held(s3):
    return set(deploy.remote_files(s3, "kb-site"))


def test_everything_goes_up_once_and_a_rebuild_without_changes_uploads_nothing(s3, site):
    assert run(s3, site).count == 9 and held(s3) == set(FILES) - {"index.html.br"}
    for path in site.rglob("*"):
        if path.is_file():
            path.touch()
    again = run(s3, site)
    assert (again.count, again.deletes, again.invalidate) == (0, (), ())


def test_no_page_comes_before_what_it_loads_and_the_service_worker_is_last(s3, site):
    spy = Spy(s3)
    run(spy, site)
    order = [key for _, key in spy.calls]
    hashed, pages = [n for n, k in enumerate(order) if "0123456789" in k or "abcdef" in k], [n for n, k in enumerate(order) if k.endswith(".html")]
    assert max(hashed) < min(n for n, k in enumerate(order) if k == "data/ports.json") < min(pages) and order[-1] == "sw.js"


def test_one_changed_page_is_one_upload_and_its_addresses_are_invalidated(s3, site):
    run(s3, site)
    (site / "storage/ebs/index.html").write_text("<h1>Amazon EBS")
    (site / "assets/mark.svg").unlink()
    spy, cloudfront = Spy(s3), Invalidations()
    run(spy, site, cloudfront)
    assert spy.calls == [("put_object", "storage/ebs/index.html"), ("delete_objects", "")]
    assert sorted(cloudfront.paths) == ["/assets/mark.svg", "/storage/ebs/", "/storage/ebs/index.html"]
    assert "assets/mark.svg" not in held(s3)


@pytest.mark.parametrize("fail_at", ["assets/kb.0123456789.js", "data/ports.json", "storage/ebs/index.html", "sw.js", "delete_objects"])
def test_interrupted_anywhere_it_shows_no_page_without_assets_and_can_be_run_again(s3, site, fail_at):
    s3.put_object(Bucket="kb-site", Key="old/index.html", Body=b"old")
    with pytest.raises(RuntimeError):
        run(Spy(s3, fail_at), site)
    there = held(s3)
    assert "old/index.html" in there, "deletions come last"
    if any(name.endswith(".html") and name != "old/index.html" for name in there):
        assert {"assets/kb.0123456789.js", "search/kb-index.abcdefabcd.js"} <= there
    run(s3, site)
    assert held(s3) == set(FILES) - {"index.html.br"}


@pytest.mark.parametrize(("name", "cache", "kind"), [
    ("assets/kb.0123456789.js", "public,max-age=31536000,immutable", "text/javascript; charset=utf-8"), ("sw.js", "no-cache", "text/javascript; charset=utf-8"),
    ("index.html", "public,max-age=0,s-maxage=31536000,must-revalidate", "text/html; charset=utf-8"),
    ("manifest.webmanifest", "public,max-age=300,s-maxage=31536000", "application/manifest+json; charset=utf-8"), ("assets/icon.png", "public,max-age=300,s-maxage=31536000", "image/png")])
def test_each_kind_of_file_is_served_as_it_should(name, cache, kind):
    assert deploy.headers(name) == {"CacheControl": cache, "ContentType": kind}


def test_what_is_no_finished_site_is_refused(tmp_path, capsys):
    assert deploy.main([str(tmp_path), "--bucket", "kb-site"]) == 2 and "make site" in capsys.readouterr().err


def test_a_bucket_that_is_not_there_is_a_clear_line(s3, site, capsys):
    assert deploy.main([str(site), "--bucket", "nowhere"]) == 1
    said = capsys.readouterr().err
    assert "NoSuchBucket" in said and "run it again" in said and "Traceback" not in said

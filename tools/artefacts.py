"""Read the texts in which AWS publishes its facts: locator -> text.

A locator names a place in an installed package (the forms stand in data/README.md). The text is what a proof's
pattern is run on: documentation without its HTML, white space folded, followed by the bounds of the shape.
"""

import functools
import gzip
import html
import importlib.metadata
import importlib.util
import json
import re
import socket
import sys
from pathlib import Path


class LocatorError(Exception):
    """The locator is not of a known form, or names a service or package that is not there."""


class Missing(Exception):
    """The locator is well formed but what it points at is gone: the member, shape, operation or file."""


class PackageMissing(Exception):
    """The locator needs a package that is not installed; `args[0]` is its name."""


PACKAGE_OF = {"botocore": "botocore", "cfn": "cfn-lint", "moto": "moto", "port": "netbase"}
_BOUNDS = ("min", "max", "pattern")


def package(locator: str) -> str:
    """The name, on the package index, of the package a locator reads."""
    kind, _, rest = locator.partition(":")
    if kind == "pyfile":
        module = rest.partition("/")[0]
        return _distributions().get(module, [module])[0]
    return PACKAGE_OF.get(kind, kind)


@functools.cache
def _distributions() -> dict[str, list[str]]:
    """import name -> the names, on the package index, of what installed it."""
    return dict(importlib.metadata.packages_distributions())


def version(name: str) -> str:
    """The installed version of a package, or '' when it is not installed."""
    if name == "netbase":  # a package of the system, not of Python; its list of ports has no version that matters
        return "of this machine" if Path("/etc/services").exists() else ""
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def plain(markup: str) -> str:
    """Documentation markup as one line of words, without the spaces that tags leave beside punctuation.

    So a name that gets or loses its markup from one release to the next reads the same.
    """
    words = re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", markup))).strip()
    return re.sub(r"(?<=\() | (?=[,.;:)])", "", words)


def text(locator: str) -> str:
    """The text a locator stands for.

    Raises LocatorError, Missing or PackageMissing.
    """
    kind, _, rest = locator.partition(":")
    reader = {"botocore": _botocore, "cfn": _cfn, "moto": _moto, "port": _port, "pyfile": _pyfile}.get(kind)
    if reader is None or not rest:
        raise LocatorError(f"'{locator}' begins with none of botocore:, cfn:, moto:, port:, pyfile:")
    return reader(rest)


@functools.cache
def _model(service: str) -> dict:
    try:
        from botocore.exceptions import UnknownServiceError
        from botocore.loaders import Loader
    except ImportError:
        raise PackageMissing("botocore") from None
    try:
        return Loader().load_service_model(service, "service-2")
    except UnknownServiceError:
        raise LocatorError(f"botocore has no service '{service}'") from None


def _shape_text(model: dict, name: str) -> str:
    shape = model["shapes"].get(name)
    if shape is None:
        raise Missing(f"no shape {name}")
    words = [plain(shape.get("documentation", ""))]
    words += [f"[{bound} {shape[bound]}]" for bound in _BOUNDS if bound in shape]
    if "enum" in shape:
        words.append(f"[enum {' | '.join(shape['enum'])}]")
    if shape["type"] == "list":
        words.append(_shape_text(model, shape["member"]["shape"]))
    return " ".join(filter(None, words))


def _botocore(rest: str) -> str:
    service, _, place = rest.partition(":")
    if place == "partitions" or service == "partitions":
        return _partitions()
    model = _model(service)
    what, _, name = place.partition(":")
    if place == "service":
        return plain(model.get("documentation", ""))
    if what == "shape" and name:
        return _shape_text(model, name)
    if what == "op" and name:
        if name not in model["operations"]:
            raise Missing(f"no operation {name}")
        return plain(model["operations"][name].get("documentation", ""))
    shape, _, member = place.partition(".")
    if not member:
        raise LocatorError(f"'botocore:{rest}' should end in <Shape>.<member>, shape:<Shape>, op:<Operation> or service")
    members = model["shapes"].get(shape, {}).get("members", {})
    if member not in members:
        raise Missing(f"no member {member} in shape {shape}")
    own = plain(members[member].get("documentation", ""))
    return f"{own} {_shape_text(model, members[member]['shape'])}".strip()


@functools.cache
def _partitions() -> str:
    try:
        from botocore.loaders import Loader
    except ImportError:
        raise PackageMissing("botocore") from None
    return json.dumps(Loader().load_data("partitions"), sort_keys=True)


@functools.cache
def _cfn_schema(name: str) -> dict:
    try:
        from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER
    except ImportError:
        raise PackageMissing("cfn-lint") from None
    try:
        return PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", name).schema
    except Exception:  # noqa: BLE001 - cfn-lint raises several kinds for an unknown type
        raise LocatorError(f"cfn-lint has no resource type '{name}'") from None


def _cfn(rest: str) -> str:
    name, _, pointer = rest.rpartition(":")
    node = _cfn_schema(name)
    for step in filter(None, pointer.split("/")):
        if not isinstance(node, dict) or step not in node:
            raise Missing(f"{name} has nothing at {pointer}")
        node = node[step]
    if not isinstance(node, dict):
        return json.dumps(node)
    bounds = {key: value for key, value in node.items() if key not in ("description", "properties")}
    return f"{plain(node.get('description', ''))} {json.dumps(bounds, sort_keys=True)}".strip()


@functools.cache
def _instance_types() -> dict:
    spec = importlib.util.find_spec("moto")
    if spec is None:
        raise PackageMissing("moto")
    file = Path(next(iter(spec.submodule_search_locations))) / "ec2" / "resources" / "instance_types.json.gz"
    return json.loads(gzip.decompress(file.read_bytes()))


def _moto(rest: str) -> str:
    kind, _, name = rest.partition(":")
    if kind != "instance-type" or not name:
        raise LocatorError(f"'moto:{rest}' should be moto:instance-type:<type>")
    if name not in _instance_types():
        raise Missing(f"no instance type {name}")
    return json.dumps(_instance_types()[name], sort_keys=True)


def _port(rest: str) -> str:
    name, _, protocol = rest.partition("/")
    try:
        return f"{name} {socket.getservbyname(name, protocol or 'tcp')}/{protocol or 'tcp'}"
    except OSError:
        if not Path("/etc/services").exists():
            raise PackageMissing("netbase") from None
        raise Missing(f"/etc/services lists no {rest}") from None


def _pyfile(rest: str) -> str:
    name, _, path = rest.partition("/")
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise PackageMissing(name)
    file = Path(next(iter(spec.submodule_search_locations))) / path
    if not file.is_file():
        raise Missing(f"no file {rest}")
    return file.read_text(encoding="utf-8")


def main(locator: str) -> int:
    """`make text AT=<locator>`: print what a pattern sees."""
    try:
        print(text(locator))
    except (LocatorError, Missing, PackageMissing) as error:
        print(f"{locator}: {type(error).__name__}: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))

# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds plan files against a JSON Schema, typed as YAML 1.2 (core schema) types them.

Usage: validate_schema.py SCHEMA FILE...
Prints one line per file: `valid FILE`, `invalid FILE: reason` or `unreadable FILE`.
"""
import json
import re
import sys

import yaml
from jsonschema import Draft202012Validator


class CoreLoader(yaml.SafeLoader):
    """YAML 1.2 core typing: no dates, no `yes`, no `0612` in base eight."""

    yaml_implicit_resolvers = {}


for tag, pattern, first in [
    ("null", r"^(~|null|Null|NULL|)$", "~nN\0"),
    ("bool", r"^(true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", "-+.0123456789"),
]:
    letters = [c for c in first if c != "\0"] + ([""] if "\0" in first else [])
    CoreLoader.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile(pattern), letters)
CoreLoader.add_constructor("tag:yaml.org,2002:int", lambda l, n: int(n.value))
CoreLoader.add_constructor("tag:yaml.org,2002:float", lambda l, n: float(n.value))


def no_duplicates(loader, node, deep=False):
    seen = set()
    for key, _ in node.value:
        name = loader.construct_object(key, deep=True)
        if name in seen:
            raise yaml.YAMLError("duplicate key " + str(name))
        seen.add(name)
    return yaml.SafeLoader.construct_mapping(loader, node, deep=True)


CoreLoader.add_constructor("tag:yaml.org,2002:map", no_duplicates)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        schema = yaml.safe_load(file)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for name in sys.argv[2:]:
        try:
            with open(name, encoding="utf-8") as file:
                is_json = name.endswith(".json")
                value = json.load(file) if is_json else yaml.load(file, Loader=CoreLoader)
        except yaml.YAMLError:
            print(f"unreadable {name}")
            continue
        error = next(iter(validator.iter_errors(value)), None)
        print(f"valid {name}" if error is None else f"invalid {name}: {error.message[:120]!r}")


main()

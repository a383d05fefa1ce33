"""Holds requests against AWS's own model of the service, as botocore ships it.

Reads lines of JSON, {"service": ..., "operation": ..., "input": {...}}, from standard input and
answers each with a line: "ok", or "refused" and why. botocore checks types, required members,
unknown members and least lengths; most lengths, patterns, and enumerations are checked here.
"""

import json
import re
import sys

import botocore.session
from botocore.validate import ParamValidator

SESSION = botocore.session.get_session()


def complaints(shape, value, path):
    """What botocore's validator does not look at."""
    rules = shape.metadata
    if shape.type_name == "structure" and isinstance(value, dict):
        for name, member in value.items():
            if name in shape.members:
                yield from complaints(shape.members[name], member, f"{path}.{name}")
        if rules.get("union") and len(value) != 1:
            yield f"{path}: one of the members, not {sorted(value)}"
    elif shape.type_name == "list" and isinstance(value, list):
        yield from length(rules, value, path)
        for index, member in enumerate(value):
            yield from complaints(shape.member, member, f"{path}[{index}]")
    elif shape.type_name == "map" and isinstance(value, dict):
        yield from length(rules, value, path)
        for key, member in value.items():
            yield from complaints(shape.key, key, f"{path} (key)")
            yield from complaints(shape.value, member, f"{path}[{key}]")
    elif shape.type_name == "string" and isinstance(value, str):
        yield from length(rules, value, path)
        if "pattern" in rules and not re.fullmatch(of_python(rules["pattern"]), value):
            yield f"{path}: {value!r} does not match {rules['pattern']}"
        if shape.enum and value not in shape.enum:
            yield f"{path}: {value!r} is none of {shape.enum}"
    elif shape.type_name in ("integer", "long", "float", "double"):
        if "max" in rules and value > rules["max"]:
            yield f"{path}: {value} is more than {rules['max']}"


def of_python(pattern):
    """The models count in UTF-16: what lies beyond the first plane is two characters there."""
    return pattern.replace(r"\uD800\uDC00-\uDBFF\uDFFF", r"\U00010000-\U0010FFFF")


def length(rules, value, path):
    if "max" in rules and len(value) > rules["max"]:
        yield f"{path}: {len(value)} are more than {rules['max']}"


def judge(line):
    request = json.loads(line)
    model = SESSION.get_service_model(request["service"])
    if request["operation"] not in model.operation_names:
        return f"refused there is no operation {request['operation']}"
    shape = model.operation_model(request["operation"]).input_shape
    report = ParamValidator().validate(request["input"], shape)
    found = [report.generate_report()] if report.has_errors() else []
    found += complaints(shape, request["input"], request["operation"])
    return "refused " + "; ".join(found).replace("\n", " ") if found else "ok"


for each in sys.stdin:
    print(judge(each), flush=True)

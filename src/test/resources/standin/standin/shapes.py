"""Validates a JSON value against AWS's service model, as the service does, and more strictly in one point: a member that the model
does not have is refused. AWS ignores it, but who sends it believes that it does something.

botocore's own ParamValidator looks at required members and types only; this walk also checks enums, patterns and lengths.
"""

import re

# how a value may look in JSON
JSON_TYPES = {"string": str, "integer": int, "long": int, "boolean": bool, "timestamp": (int, float), "list": list, "map": dict,
              "structure": dict}


def problems(shape, value):
    """What is wrong with the value, in AWS's words; an empty list when nothing is."""
    found = []
    _walk(shape, value, "", found)
    return found


def message(found):
    count = f"{len(found)} validation error{'s' if len(found) != 1 else ''} detected: "
    return count + "; ".join(found)


def _walk(shape, value, path, found):
    expected = JSON_TYPES[shape.type_name]
    if not isinstance(value, expected) or (isinstance(value, bool) and shape.type_name != "boolean"):
        found.append(f"Value '{_short(value)}' at '{path}' has the wrong type: {shape.type_name} is wanted (stand-in)")
        return
    {"structure": _structure, "list": _list, "map": _map, "string": _string}.get(shape.type_name, _number)(shape, value, path, found)


def _structure(shape, value, path, found):
    for name in shape.required_members:
        if name not in value:
            found.append(_failed("null", _join(path, _camel(name)), "Member must not be null", quoted=False))
    for name, member in value.items():
        if name not in shape.members:
            found.append(f"Unknown member '{name}' at '{_join(path, _camel(name))}': the service model does not have it (stand-in)")
        else:
            _walk(shape.members[name], member, _join(path, _camel(name)), found)


def _list(shape, value, path, found):
    _length(shape, value, path, found)
    for index, member in enumerate(value, 1):
        _walk(shape.member, member, f"{path}.{index}.member", found)


def _map(shape, value, path, found):
    _length(shape, value, path, found)
    for key, member in value.items():
        _walk(shape.key, key, f"{path}.{key}.key", found)
        _walk(shape.value, member, f"{path}.{key}.member", found)


def _string(shape, value, path, found):
    _length(shape, value, path, found)
    pattern = shape.metadata.get("pattern")
    if pattern and not re.fullmatch(pattern, value, re.ASCII):
        found.append(_failed(value, path, f"Member must satisfy regular expression pattern: {pattern}"))
    if shape.enum and value not in shape.enum:
        found.append(_failed(value, path, f"Member must satisfy enum value set: [{', '.join(shape.enum)}]"))


def _number(shape, value, path, found):
    low, high = shape.metadata.get("min"), shape.metadata.get("max")
    if low is not None and value < low:
        found.append(_failed(value, path, f"Member must have value greater than or equal to {low}"))
    if high is not None and value > high:
        found.append(_failed(value, path, f"Member must have value less than or equal to {high}"))


def _length(shape, value, path, found):
    low, high = shape.metadata.get("min"), shape.metadata.get("max")
    # Java's service counts UTF-16 units
    length = len(value.encode("utf-16-le", "surrogatepass")) // 2 if isinstance(value, str) else len(value)
    if low is not None and length < low:
        found.append(_failed(value, path, f"Member must have length greater than or equal to {low}"))
    if high is not None and length > high:
        found.append(_failed(value, path, f"Member must have length less than or equal to {high}"))


def _failed(value, path, rule, quoted=True):
    shown = f"'{_short(value)}'" if quoted else value
    return f"Value {shown} at '{path}' failed to satisfy constraint: {rule}"


def _short(value):
    text = str(value)
    return text if len(text) <= 100 else text[:100] + "..."


def _join(path, name):
    return f"{path}.{name}" if path else name


def _camel(name):
    return name[:1].lower() + name[1:]

"""Parameter Store, as far as a reader sees it."""

import base64
import re
import time

from standin.faults import ServiceError

STANDARD, ADVANCED = 4 * 1024, 8 * 1024
KEPT_VERSIONS = 100
NAME = re.compile(r"[a-zA-Z0-9_.\-/]+")
LABEL = re.compile(r"(?!\d|aws|ssm)[a-zA-Z0-9_.\-]{1,100}", re.IGNORECASE)
TYPES = ("String", "StringList", "SecureString")


class Parameters:

    def __init__(self, region, account="123456789012"):
        self.region, self.account = region, account
        self.versions = {}  # name -> versions, oldest first

    def put(self, name, kind, value, tier="Standard", labels=()):
        """A new version, as an operator puts it there; not a call of the service."""
        if kind not in TYPES or not NAME.fullmatch(name) or name.lstrip("/").lower().startswith(("aws", "ssm")):
            raise ServiceError("ValidationException", f"no parameter can be '{name}' of type '{kind}'")
        if any(not LABEL.fullmatch(label) for label in labels):
            raise ServiceError("ValidationException", f"no labels: {labels}")
        limit = {"Standard": STANDARD, "Advanced": ADVANCED}[tier]
        if len(value.encode()) > limit:
            raise ServiceError("ValidationException", f"{tier} tier parameters support a maximum parameter value of {limit} characters.")
        versions = self.versions.setdefault(name, [])
        number = versions[-1]["Version"] + 1 if versions else 1
        for old in versions:
            old["labels"] -= set(labels)
        versions.append({"Name": name, "Type": kind, "Value": value, "Version": number, "LastModifiedDate": round(time.time(), 3),
                         "ARN": f"arn:aws:ssm:{self.region}:{self.account}:parameter/{name.lstrip('/')}", "DataType": "text",
                         "labels": set(labels)})
        del versions[:-KEPT_VERSIONS]
        return number

    def get(self, request):
        return {"Parameter": self._one(request["Name"], request.get("WithDecryption", False))}

    def get_many(self, request):
        found, missing = [], []
        for name in request["Names"]:
            try:
                found.append(self._one(name, request.get("WithDecryption", False)))
            except ServiceError:
                missing.append(name)
        return {"Parameters": found, **({"InvalidParameters": missing} if missing else {"InvalidParameters": []})}

    def _one(self, wanted, decrypted):
        name, selector = self._split(wanted)
        versions = self.versions.get(name)
        if not versions:
            raise ServiceError("ParameterNotFound")
        version = self._selected(name, versions, selector)
        shown = {key: value for key, value in version.items() if key != "labels"}
        if selector:
            shown["Selector"] = f":{selector}"
        if shown["Type"] == "SecureString" and not decrypted:
            shown["Value"] = "AQICAHstandin" + base64.b64encode(shown["Value"].encode()[::-1]).decode()
        return shown

    def _split(self, wanted):
        prefix = f"arn:aws:ssm:{self.region}:{self.account}:parameter/"
        if wanted.startswith("arn:"):
            if not wanted.startswith(prefix):
                raise ServiceError("ParameterNotFound")
            wanted = wanted.removeprefix(prefix)
            name, _, selector = wanted.partition(":")
            return (name if name in self.versions else "/" + name), selector
        name, _, selector = wanted.partition(":")
        if not NAME.fullmatch(name):
            raise ServiceError("ValidationException", f"Parameter name: can't be '{name}'")
        return name, selector

    @staticmethod
    def _selected(name, versions, selector):
        if not selector:
            return versions[-1]
        for version in versions:
            if selector == str(version["Version"]) or selector in version["labels"]:
                return version
        raise ServiceError("ParameterVersionNotFound",
                           f"Systems Manager could not find version {selector} of {name}. Verify the version and try again.")

"""Compliance and inventory: stored as calls bring them, read back as an operator reads them."""

from standin import limits
from standin.faults import ServiceError

SEVERITIES = ("CRITICAL", "HIGH", "MEDIUM", "LOW", "INFORMATIONAL", "UNSPECIFIED")
COMPARISONS = {
    "EQUAL": lambda value, wanted: value in wanted,
    "NOT_EQUAL": lambda value, wanted: value not in wanted,
    "BEGIN_WITH": lambda value, wanted: any(value.startswith(one) for one in wanted),
    "LESS_THAN": lambda value, wanted: value < wanted[0],
    "GREATER_THAN": lambda value, wanted: value > wanted[0],
}


def page(items, request, default=50):
    """One page of a list, and the token of the next; the token is the place where it starts."""
    try:
        start = int(request.get("NextToken", "0"))
    except ValueError:
        raise ServiceError("InvalidNextToken", "The specified token isn't valid.") from None
    end = start + request.get("MaxResults", default)
    return items[start:end], ({"NextToken": str(end)} if end < len(items) else {})


class Compliance:

    def __init__(self, managed):
        self.managed = managed
        self.lists = {}  # (resource, type) -> the last request that was not ignored
        self.ignored = 0

    def put(self, request):
        types = [kind for resource, kind in self.lists if resource == request["ResourceId"]]
        limits.check_compliance(request, types)
        self.managed.need(request["ResourceId"], "InvalidResourceId")
        key = request["ResourceId"], request["ComplianceType"]
        known = self.lists.get(key, {}).get("ItemContentHash")
        if known is not None and known == request.get("ItemContentHash"):
            self.ignored += 1
        elif request["Items"]:
            self.lists[key] = request
        else:
            self.lists.pop(key, None)
        return {}

    def items(self, resource=None):
        return [
            {"ComplianceType": kind, "ResourceType": request["ResourceType"], "ResourceId": owner,
             "ExecutionSummary": request["ExecutionSummary"], **item}
            for (owner, kind), request in self.lists.items() if resource in (None, owner)
            for item in request["Items"]
        ]

    def list_items(self, request):
        for resource in request.get("ResourceIds", []):
            self.managed.need(resource, "InvalidResourceId")
        items = [item for item in self._filtered(request) if item["ResourceId"] in request.get("ResourceIds", [item["ResourceId"]])]
        shown, more = page(items, request)
        return {"ComplianceItems": shown, **more}

    def list_summaries(self, request):
        summaries = {}
        for item in self._filtered(request):
            summaries.setdefault(item["ComplianceType"], []).append(item)
        shown, more = page([_summary(kind, items) for kind, items in sorted(summaries.items())], request)
        return {"ComplianceSummaryItems": shown, **more}

    def _filtered(self, request):
        items = self.items()
        for one in request.get("Filters", []):
            if one.get("Key") not in ("ComplianceType", "Status", "Severity", "Id", "Title", "ResourceId"):
                raise ServiceError("InvalidFilter", "The filter name isn't valid. Verify the you entered the correct name and try again.")
            compare = COMPARISONS[one.get("Type", "EQUAL")]
            items = [item for item in items if compare(item.get(one["Key"], ""), one.get("Values", []))]
        return items


def _summary(kind, items):
    def counts(status):
        chosen = [item for item in items if item["Status"] == status]
        by = {f"{name.capitalize()}Count": sum(item["Severity"] == name for item in chosen) for name in SEVERITIES}
        return len(chosen), by

    good, good_by = counts("COMPLIANT")
    bad, bad_by = counts("NON_COMPLIANT")
    return {"ComplianceType": kind, "CompliantSummary": {"CompliantCount": good, "SeveritySummary": good_by},
            "NonCompliantSummary": {"NonCompliantCount": bad, "SeveritySummary": bad_by}}


class Inventory:

    def __init__(self, managed):
        self.managed = managed
        self.items = {}  # instance -> type -> item

    def put(self, request):
        self.managed.need(request["InstanceId"], "InvalidInstanceId")
        stored = self.items.setdefault(request["InstanceId"], {})
        limits.check_inventory(request, stored)
        for item in request["Items"]:
            known = stored.get(item["TypeName"], {})
            if "ContentHash" in item and item["ContentHash"] == known.get("ContentHash"):
                stored[item["TypeName"]] = {**known, "CaptureTime": item["CaptureTime"]}
            else:
                stored[item["TypeName"]] = item
        return {"Message": "The inventory was stored."}

    def list_entries(self, request):
        self.managed.need(request["InstanceId"], "InvalidInstanceId")
        item = self.items.get(request["InstanceId"], {}).get(request["TypeName"])
        answer = {"TypeName": request["TypeName"], "InstanceId": request["InstanceId"]}
        if item is None:
            return {**answer, "Entries": []}
        shown, more = page(item.get("Content", []), request)
        return {**answer, "SchemaVersion": item["SchemaVersion"], "CaptureTime": item["CaptureTime"], "Entries": shown, **more}

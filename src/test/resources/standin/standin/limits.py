"""Rules that AWS documents in words and the service model does not have.

Sizes of inventory are those of "AWS Systems Manager endpoints and quotas" in the AWS General Reference: 1024 KB for an item and for a
call, 20 custom types. For compliance AWS names the errors and not the sizes: a call may have as much, and an item, which is one of
thousands, 200 KB; both are guesses on the safe side.
"""

import json
import re

from standin.faults import ServiceError

CUSTOM_COMPLIANCE_TYPES = 10
CUSTOM_INVENTORY_TYPES = 20
COMPLIANCE_ITEM_BYTES = 200 * 1024
INVENTORY_ITEM_BYTES = 1024 * 1024
CALL_BYTES = 1024 * 1024
INSTANCE_ID = re.compile(r"(i-(\w{8}|\w{17}))|(mi-\w{17})", re.ASCII)


def size(value):
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def check_sizes(items, item_bytes):
    for index, item in enumerate(items, 1):
        if size(item) > item_bytes:
            raise ServiceError("ItemSizeLimitExceededException", f"Item {index} has {size(item)} bytes, more than {item_bytes} (stand-in)")
    if size(items) > CALL_BYTES:
        raise ServiceError("TotalSizeLimitExceededException", f"The items have {size(items)} bytes, more than {CALL_BYTES} (stand-in)")


def check_compliance(request, types_of_resource):
    if request["ResourceType"] != "ManagedInstance":
        raise ServiceError("InvalidResourceType", f"'{request['ResourceType']}': only ManagedInstance")
    if not INSTANCE_ID.fullmatch(request["ResourceId"]):
        raise ServiceError("InvalidResourceId", f"'{request['ResourceId']}' is no id of an instance (stand-in)")
    kind = request["ComplianceType"]
    if kind in ("Patch", "Association"):
        raise ServiceError("InvalidItemContentException", f"'{kind}' belongs to Systems Manager (stand-in)")
    if request.get("UploadType") == "PARTIAL":
        raise ServiceError("InvalidItemContentException", "UploadType PARTIAL is for associations (stand-in)")
    ids = [item["Id"] for item in request["Items"] if "Id" in item]
    twice = sorted({one for one in ids if ids.count(one) > 1}) if len(set(ids)) < len(ids) else []
    if twice:
        raise ServiceError("InvalidItemContentException", f"Ids are not unique: {', '.join(twice)} (stand-in)")
    check_sizes(request["Items"], COMPLIANCE_ITEM_BYTES)
    custom = {known for known in types_of_resource if known.startswith("Custom:")} | {kind}
    if len(custom) > CUSTOM_COMPLIANCE_TYPES:
        raise ServiceError("ComplianceTypeCountLimitExceededException",
                           "You specified too many custom compliance types. You can specify a maximum of 10 different types.")


def check_inventory(request, stored):
    names = [item["TypeName"] for item in request["Items"]]
    if len(set(names)) < len(names):
        raise ServiceError("InvalidItemContentException", "one inventory type twice in a call (stand-in)")
    for item in request["Items"]:
        if not item["TypeName"].startswith("Custom:"):
            raise ServiceError("InvalidTypeNameException", f"'{item['TypeName']}' belongs to Systems Manager (stand-in)")
        known = stored.get(item["TypeName"], {}).get("ContentHash")
        if "Content" not in item and (known is None or item.get("ContentHash") != known):
            raise ServiceError("ItemContentMismatchException", "The inventory item has no content, and its hash is not the stored one")
    check_sizes(request["Items"], INVENTORY_ITEM_BYTES)
    if len(set(stored) | set(names)) > CUSTOM_INVENTORY_TYPES:
        raise ServiceError("CustomSchemaCountLimitExceededException", "more than 20 custom inventory types")

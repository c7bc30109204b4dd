"""Systems Manager: checks a call in the order in which AWS does, then does it."""

import json
import re
import time

import botocore.session

from standin import shapes, sigv4
from standin.compliance import Compliance, Inventory, page
from standin.faults import AMZ_JSON, ServiceError, error
from standin.parameters import Parameters
from standin.wire import Response

HOST = re.compile(r"^ssm(?:-fips)?\.([a-z0-9-]+)\.(?:amazonaws\.com(?:\.cn)?|api\.aws|api\.amazonwebservices\.com\.cn)(?::\d+)?$")
MODEL = botocore.session.get_session().get_service_model("ssm")


class Managed:
    """The instances whose SSM Agent has registered them."""

    def __init__(self):
        self.instances = {}

    def add(self, instance):
        self.instances[instance] = {"InstanceId": instance, "PingStatus": "Online", "LastPingDateTime": round(time.time(), 3),
                                    "AgentVersion": "3.3.2299.0", "PlatformType": "Linux", "ResourceType": "EC2Instance"}

    def need(self, instance, code):
        if instance not in self.instances:
            raise ServiceError(code)

    def describe(self, request):
        shown = list(self.instances.values())
        for one in request.get("Filters", []) + request.get("InstanceInformationFilterList", []):
            key, values = one.get("Key", one.get("key")), one.get("Values", one.get("valueSet"))
            field = {"InstanceIds": "InstanceId", "PingStatus": "PingStatus", "ResourceType": "ResourceType"}.get(key)
            if field is None:
                raise ServiceError("InvalidFilterKey")
            shown = [instance for instance in shown if instance[field] in values]
        shown, more = page(shown, request)
        return {"InstanceInformationList": shown, **more}


class Ssm:

    def __init__(self, keys, buckets, region):
        self.keys, self.buckets, self.region = keys, buckets, region
        self.managed = Managed()
        self.compliance = Compliance(self.managed)
        self.inventory = Inventory(self.managed)
        self.parameters = Parameters(region)
        self.operations = {
            "PutComplianceItems": self.compliance.put,
            "ListComplianceItems": self.compliance.list_items,
            "ListComplianceSummaries": self.compliance.list_summaries,
            "PutInventory": self.inventory.put,
            "ListInventoryEntries": self.inventory.list_entries,
            "GetParameter": self.parameters.get,
            "GetParameters": self.parameters.get_many,
            "DescribeInstanceInformation": self.managed.describe,
        }

    @staticmethod
    def operation(request):
        target = request.header("x-amz-target", "")
        return target.removeprefix("AmazonSSM.") if target.startswith("AmazonSSM.") else ""

    async def answer(self, request):
        try:
            return self._answer(request)
        except ServiceError as e:
            return e.response

    def _answer(self, request):
        name = self.operation(request)
        if request.method != "POST" or request.path != "/" or name not in self.operations:
            raise ServiceError("UnknownOperationException", f"{request.method} {request.path} '{name}' (stand-in)")
        if request.header("content-type", "").split(";")[0] != AMZ_JSON:
            raise ServiceError("SerializationException", f"Content-Type is not {AMZ_JSON} (stand-in)")
        sigv4.verify(request, self.keys, self._region_of(request), "ssm")
        if not self.buckets.take(name):
            return error("ThrottlingException", "Rate exceeded")
        result = self.operations[name](self._checked(name, request.body))
        wrong = shapes.problems(MODEL.operation_model(name).output_shape, result)
        wrong = [one for one in wrong if "invalidParameters" not in one]
        if wrong:
            raise ServiceError("InternalServerError", f"the stand-in answers what AWS does not: {wrong}", 500)
        return Response.json(result, 200, AMZ_JSON, verdict="ok")

    def _region_of(self, request):
        match = HOST.match(request.header("host", ""))
        return match.group(1) if match else self.region

    @staticmethod
    def _checked(name, body):
        try:
            value = json.loads(body, parse_constant=lambda constant: (_ for _ in ()).throw(ValueError(constant)))
        except ValueError as e:
            raise ServiceError("SerializationException", f"not JSON: {e} (stand-in)") from None
        found = shapes.problems(MODEL.operation_model(name).input_shape, value)
        if found:
            raise ServiceError("ValidationException", shapes.message(found))
        return value

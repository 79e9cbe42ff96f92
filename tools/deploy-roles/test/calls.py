"""Makes calls of AWS's API as several identities, and says which were refused.

Reads from standard input: {"endpoint", "region", "identities": {name: [key, secret, token]}, "calls": {action: [name]}}.
Writes: {"refused": {action: [identity]}, "unknown": [action]}. A call has every required parameter, with a value made up by
its shape: what comes of it does not matter, but whether it was refused.
"""

import json
import sys

import botocore.session
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError

# The name of a service's API in botocore, where IAM's prefix is another one.
SERVICES = {
    "elasticloadbalancing": "elbv2",
    "tag": "resourcegroupstaggingapi",
}
# Operations whose permission has another name, by the permission.
OPERATIONS = {
    "budgets:ModifyBudget": "CreateBudget",
    "budgets:ViewBudget": "DescribeBudget",
}
# moto refuses in XML, whatever a service speaks; so the answer is looked at before it is parsed.
REFUSED = (b"<Code>AccessDenied</Code>", b"<Code>UnauthorizedOperation</Code>", b"<Code>AccessDeniedException</Code>")


def value(shape, depth=0):
    """Something of a shape: only what has to be there."""
    kind = shape.type_name
    if kind == "structure":
        return {name: value(shape.members[name], depth + 1) for name in shape.required_members} if depth < 6 else {}
    if kind == "list":
        return [value(shape.member, depth + 1)]
    if kind == "map":
        return {}
    if kind in ("integer", "long", "float", "double"):
        return 1
    if kind == "boolean":
        return True
    if kind == "timestamp":
        return 0
    if kind == "blob":
        return b"x"
    return shape.enum[0] if getattr(shape, "enum", None) else "x" * max(1, int(shape.metadata.get("min", 1)))


def main():
    task = json.load(sys.stdin)
    session = botocore.session.get_session()
    # One object for all clients: whose it is changes between two calls.
    credentials = Credentials("x", "x", "x")
    session._credentials = credentials
    config = Config(parameter_validation=False, retries={"total_max_attempts": 1}, inject_host_prefix=False)
    known = set(session.get_available_services())
    answers = []
    session.register("before-parse", lambda response_dict, **_: answers.append(response_dict["body"]))
    clients, refused, unknown = {}, {}, []
    for action, names in task["calls"].items():
        prefix, name = action.split(":")
        service, operation = SERVICES.get(prefix, prefix), OPERATIONS.get(action, name)
        if service in known and service not in clients:
            clients[service] = session.create_client(
                service, region_name=task["region"], endpoint_url=task["endpoint"], config=config
            )
        model = clients[service].meta.service_model if service in clients else None
        if model is None or operation not in model.operation_names:
            unknown.append(action)
            continue
        shape = model.operation_model(operation).input_shape
        parameters = value(shape) if shape is not None else {}
        refused[action] = []
        for identity in names:
            credentials.access_key, credentials.secret_key, credentials.token = task["identities"][identity]
            answers.clear()
            try:
                clients[service]._make_api_call(operation, parameters)
            except (BotoCoreError, ClientError, ResponseParserError):
                pass  # Any answer will do.
            if any(word in answer for answer in answers for word in REFUSED):
                refused[action].append(identity)
    json.dump({"refused": refused, "unknown": unknown}, sys.stdout)


main()

"""Serves moto on a loopback port that the system picks, one request at a time.

moto looks at a condition and then writes, with no lock between (dynamodb/models/table.py of 5.2.5), and its own server answers
in threads: there two writers may both meet a condition that DynamoDB grants to one.

It also reads no condition of a bucket's policy (s3/models.py of 5.2.5), so what is refused without TLS it would refuse at all.
Every request here counts as one that came over TLS.
"""

import json
import os
from threading import Lock

# moto puts this into addresses of its own; it is only known once the server listens, and nobody here asks for one.
os.environ.setdefault("MOTO_PORT", "0")

from moto.iam.access_control import IAMPolicy, PermissionResult  # noqa: E402
from moto.moto_server.werkzeug_app import (  # noqa: E402
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from moto.s3.models import FakeBucket  # noqa: E402
from werkzeug.serving import run_simple  # noqa: E402

WITHOUT_TLS = {"Bool": {"aws:SecureTransport": "false"}}


def get_permission(bucket, action, resource):
    policy = json.loads(bucket.policy or '{"Statement": []}')
    statements = [one for one in policy["Statement"] if one.get("Condition") != WITHOUT_TLS]
    if not statements:
        return PermissionResult.NEUTRAL
    return IAMPolicy(json.dumps({**policy, "Statement": statements})).is_action_permitted(action, resource)


FakeBucket.get_permission = get_permission

application = DomainDispatcherApplication(create_backend_app)
one_at_a_time = Lock()


def serve(environ, start_response):
    with one_at_a_time:
        return list(application(environ, start_response))


run_simple("127.0.0.1", 0, serve, threaded=True, request_handler=MotoRequestHandler)

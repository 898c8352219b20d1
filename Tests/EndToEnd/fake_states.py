# SPDX-License-Identifier: GPL-3.0-or-later
"""Step Functions in memory, over HTTP: it runs the definitions that lamsh makes, and refuses everything else.

    with FakeS3(store) as s3, FakeStates(store, server.client()) as states:
        states.fail("StartExecution", LOST)
        states.on_call = lambda payload, attempt: ...

Rows are read from the store of a FakeS3, functions are invoked through a boto3 client, and results are written in the
forms that AWS's ResultWriter has. Requests and responses are checked against botocore's model; `problems` has what
didn't fit. Retries wait a thousandth of their time.
"""

import json
import random
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone

import botocore.session
from botocore.exceptions import ClientError
from botocore.validate import ParamValidator

from fake_server import DROPPED, LOST, FakeHandler, FakeServer, Refused

# Those of `lamsh serve`.
ACCOUNT, REGION = "000000000000", "us-east-1"
LIMIT = 262_144
MODEL = botocore.session.get_session().get_service_model("stepfunctions")

# Faults, for FakeStates.fail. The tuples answer in place of the operation.
THROTTLED = (400, "ThrottlingException", "Rate exceeded")
INTERNAL = (500, "InternalServerException", "Internal server error")
EXPIRED = (403, "ExpiredTokenException", "The security token included in the request is expired")
DENIED = (
    400, "AccessDeniedException",
    "User: arn:aws:iam::123456789012:user/ada is not authorized to perform: states:{operation} on resource: "
    "arn:aws:states:us-east-1:123456789012:stateMachine:lamsh")
NEW_ROLE = (
    400, "AccessDeniedException", "Neither the global service principal states.amazonaws.com, nor the regional one is "
    "authorized to assume the provided role.")

KNOWN_FIELDS = {
    "Map": {
        "Type", "Label", "MaxConcurrency", "ToleratedFailurePercentage", "ToleratedFailureCount", "ItemReader",
        "ItemBatcher", "ItemProcessor", "ItemsPath", "ResultWriter", "End",
    },
    "Task": {
        "Type", "Resource", "TimeoutSeconds", "Parameters", "ResultSelector", "ResultPath", "Retry", "Catch", "Next",
        "End",
    },
    "Pass": {"Type", "Parameters", "End"},
}


class Failed(Exception):
    """A state, and then its workflow, that failed."""

    def __init__(self, error, cause=""):
        super().__init__(error)
        self.error, self.cause = error, cause


def missing(kind, arn):
    code = {"execution": "ExecutionDoesNotExist", "machine": "StateMachineDoesNotExist"}.get(kind, "ResourceNotFound")
    return Refused(400, code, f"Does not exist: '{arn}'")


def compact(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def iso(seconds):
    return datetime.fromtimestamp(seconds, timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


# Definitions


def check_definition(definition):
    """What the service checks, as far as this interpreter depends on it."""

    def check(machine):
        assert machine["StartAt"] in machine["States"], "StartAt"
        for name, state in machine["States"].items():
            unknown = set(state) - KNOWN_FIELDS[state["Type"]]
            assert not unknown, f"{name}: {unknown}"
            assert ("Next" in state) != ("End" in state), name
            if "Next" in state:
                assert state["Next"] in machine["States"], name
            for catcher in state.get("Catch", ()):
                assert catcher["Next"] in machine["States"], name
            if state["Type"] == "Map":
                check(state["ItemProcessor"])
            if state.get("ToleratedFailureCount", 0) < 0:
                raise AssertionError("ToleratedFailureCount cannot be negative.")

    try:
        check(definition)
    except (AssertionError, KeyError) as error:
        raise Refused(400, "InvalidDefinition", f"Invalid State Machine Definition: {error}") from error


def select(path, data, context):
    root, rest = (context, path[2:]) if path.startswith("$$") else (data, path[1:])
    for name in rest.removeprefix(".").split(".") if rest else []:
        if not isinstance(root, dict) or name not in root:
            raise Failed("States.ParameterPathFailure", f"The JSONPath '{path}' could not be found in the input")
        root = root[name]
    return root


def template(value, data, context):
    if isinstance(value, dict):
        return {
            name.removesuffix(".$"): select(inner, data, context) if name.endswith(".$") else
            template(inner, data, context) for name, inner in value.items()
        }
    return value


class Machine:
    def __init__(self, name, definition, text, role, tags):
        self.name, self.definition, self.text, self.role, self.tags = name, definition, text, role, tags
        self.arn = f"arn:aws:states:{REGION}:{ACCOUNT}:stateMachine:{name}"
        self.created = time.time()


class Child:
    """A child workflow: one row, or a batch of rows."""

    def __init__(self, number, run, value, rows):
        self.input, self.rows = value, rows
        self.name = str(uuid.UUID(int=random.getrandbits(128)))
        self.arn = f"arn:aws:states:{REGION}:{ACCOUNT}:execution:{run.machine.name}/{run.label}:{self.name}"
        self.machine = f"arn:aws:states:{REGION}:{ACCOUNT}:stateMachine:{run.machine.name}/{run.label}"
        self.number = number
        self.status, self.output, self.error, self.cause = "PENDING", None, None, None
        self.redrives, self.started, self.stopped = 0, None, None

    def record(self):
        text = compact(self.input)
        record = {"Input": text, "InputDetails": {"Included": True}, "Status": self.status}
        if self.status == "PENDING":
            return record
        failed = self.status != "SUCCEEDED"
        record |= {
            "ExecutionArn": self.arn, "Name": self.name, "OutputDetails": {"Included": True},
            "RedriveCount": self.redrives, "StartDate": iso(self.started), "StopDate": iso(self.stopped),
            "StateMachineArn": self.machine,
            "RedriveStatus": "REDRIVABLE_BY_MAP_RUN" if failed else "NOT_REDRIVABLE",
        }
        if failed:
            record |= {"Error": self.error, "Cause": self.cause} if self.error else {}
        else:
            record |= {
                "Output": compact(self.output),
                "RedriveStatusReason": "Execution is SUCCEEDED and cannot be redriven",
            }
        return dict(sorted(record.items()))


class Run:
    """An execution with its map."""

    def __init__(self, fake, machine, name, text):
        self.fake, self.machine, self.name, self.input = fake, machine, name, text
        self.arn = f"arn:aws:states:{REGION}:{ACCOUNT}:execution:{machine.name}:{name}"
        self.map = machine.definition["States"][machine.definition["StartAt"]]
        self.label = self.map["Label"]
        self.id = str(uuid.UUID(int=random.getrandbits(128)))
        self.map_arn = f"arn:aws:states:{REGION}:{ACCOUNT}:mapRun:{machine.name}/{self.label}:{self.id}"
        self.status, self.map_status, self.error, self.cause, self.output = "RUNNING", None, None, None, None
        self.started, self.stopped, self.redrives, self.redriven = time.time(), None, 0, None
        self.children, self.lock, self.tokens = None, threading.RLock(), set()
        self.concurrency = self.map.get("MaxConcurrency", 0)
        self.stops = threading.Event()

    def begin(self):
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        try:
            self.map_status = "RUNNING"
            if self.fake.on_run:
                self.fake.on_run(self)
            if self.children is None:
                self.children = self.read()
            todo = [child for child in self.children if child.status != "SUCCEEDED"]
            for child in todo:
                if child.status != "PENDING":
                    child.redrives += 1
                child.status, child.error, child.cause = "PENDING", None, None
            workers = min(self.concurrency or 16, 16)
            with ThreadPoolExecutor(workers) as pool:
                list(pool.map(self.run_child, todo))
            self.write()
            self.conclude()
        except Failed as failure:
            self.end("FAILED", failure.error, failure.cause)
        except Exception as error:  # noqa: BLE001
            self.fake.problems.append(repr(error))
            self.end("FAILED", "States.Runtime", repr(error))

    def conclude(self):
        if self.stops.is_set() and self.status == "ABORTED":
            self.map_status = "ABORTED"
        elif self.exceeded():
            self.end(
                "FAILED", "States.ExceedToleratedFailureThreshold",
                "The specified tolerated failure threshold was exceeded")
        else:
            self.output = compact({"MapRunArn": self.map_arn, "ResultWriterDetails": {
                "Bucket": self.bucket, "Key": f"{self.folder}/manifest.json"}})
            self.end("SUCCEEDED")

    def end(self, status, error=None, cause=None):
        with self.lock:
            self.map_status = status
            self.status, self.error, self.cause, self.stopped = status, error, cause, time.time()

    def failures(self):
        return sum(len(child.rows) for child in self.children if child.status in ("FAILED", "TIMED_OUT"))

    def exceeded(self):
        if (count := self.map.get("ToleratedFailureCount")) is not None:
            return self.failures() > count
        return self.failures() * 100 > self.map.get("ToleratedFailurePercentage", 0) * sum(
            len(child.rows) for child in self.children)

    # Rows

    def read(self):
        reader = self.map["ItemReader"]
        parameters, config = reader["Parameters"], reader["ReaderConfig"]
        assert config["InputType"] == "JSONL"
        store, bucket = self.fake.store, parameters["Bucket"]
        try:
            if reader["Resource"] == "arn:aws:states:::s3:getObject":
                keys = [parameters["Key"]]
            else:
                assert reader["Resource"] == "arn:aws:states:::s3:listObjectsV2"
                assert config["Transformation"] == "LOAD_AND_FLATTEN"
                keys = store.keys(bucket, parameters["Prefix"])
            data = [store.get(bucket, key) for key in keys]
        except Exception as error:
            raise Failed("States.ItemReaderFailed", str(error)) from error
        rows = [json.loads(line) for text in data for line in text.splitlines() if line]
        for row in rows:
            if len(compact(row).encode()) > LIMIT:
                raise Failed("States.DataLimitExceeded", "The item is too large")
        return [Child(number, self, value, part) for number, (value, part) in enumerate(self.batches(rows))]

    def batches(self, rows):
        batcher = self.map.get("ItemBatcher")
        if not batcher:
            yield from ((row, [row]) for row in rows)
            return
        batch, size = [], 0
        for row in rows:
            length = len(compact(row).encode()) + 1
            full = len(batch) == batcher["MaxItemsPerBatch"] or size + length > batcher["MaxInputBytesPerBatch"]
            if batch and full:
                yield {"Items": batch}, batch
                batch, size = [], 0
            batch.append(row)
            size += length
        if batch:
            yield {"Items": batch}, batch

    # Children

    def run_child(self, child):
        if self.stops.is_set() or (self.exceeded() and "ToleratedFailureCount" in self.map):
            return
        child.status, child.started = "RUNNING", child.started or time.time()
        is_express = self.map["ItemProcessor"]["ProcessorConfig"]["ExecutionType"] == "EXPRESS"
        try:
            if self.fake.on_child and (fault := self.fake.on_child(child)):
                raise Failed(*fault)
            output = self.run_machine(self.map["ItemProcessor"], child.input, {"Execution": {"Input": child.input}})
            if len(compact(output).encode()) > LIMIT:
                raise Failed("States.DataLimitExceeded", "The state/task returned a result with a size exceeding the limit")
            child.output, status = output, "SUCCEEDED"
            if self.fake.runs_twice and is_express:
                child.output = self.run_machine(self.map["ItemProcessor"], child.input, {})
        except Failed as failure:
            child.error, child.cause = failure.error, failure.cause
            status = "TIMED_OUT" if failure.error == "TIMED_OUT" else "FAILED"
            if status == "TIMED_OUT":
                child.error = child.cause = None
        with self.lock:
            child.status = "ABORTED" if self.stops.is_set() and status == "FAILED" else status
            child.stopped = time.time()

    def run_machine(self, machine, data, context):
        name = machine["StartAt"]
        while True:
            state = machine["States"][name]
            name, data = getattr(self, state["Type"])(state, data, context)
            if name is None:
                return data

    def Pass(self, state, data, context):
        return state.get("Next"), template(state["Parameters"], data, context)

    def Map(self, state, data, context):
        assert state["ItemProcessor"]["ProcessorConfig"]["Mode"] == "INLINE"
        items = select(state["ItemsPath"], data, context)
        return state.get("Next"), [self.run_machine(state["ItemProcessor"], item, context) for item in items]

    def Task(self, state, data, context):
        counts, retries = {}, 0
        while True:
            try:
                result = self.call(state, template(state["Parameters"], data, context), retries)
                if "ResultSelector" in state:
                    result = template(state["ResultSelector"], result, {**context, "State": {"RetryCount": retries}})
                if "ResultPath" in state:
                    result = {**data, state["ResultPath"].removeprefix("$."): result}
                if len(compact(result).encode()) > LIMIT:
                    raise Failed("States.DataLimitExceeded", "The state/task returned a result with a size exceeding the limit")
                return state.get("Next"), result
            except Failed as failure:
                if self.stops.is_set():
                    raise
                number = self.retrier(state, failure.error)
                if number is not None and counts.get(number, 0) < state["Retry"][number]["MaxAttempts"]:
                    counts[number] = counts.get(number, 0) + 1
                    retries += 1
                    time.sleep(0.001 * retries)
                    continue
                for catcher in state.get("Catch", ()):
                    if self.matches(catcher["ErrorEquals"], failure.error):
                        error = {"Error": failure.error, "Cause": failure.cause}
                        return catcher["Next"], {**data, catcher["ResultPath"].removeprefix("$."): error}
                raise

    def retrier(self, state, error):
        return next((
            number for number, retrier in enumerate(state.get("Retry", ()))
            if self.matches(retrier["ErrorEquals"], error)), None)

    @staticmethod
    def matches(names, error):
        return error in names or ("States.ALL" in names and error not in ("States.DataLimitExceeded", "States.Runtime"))

    def call(self, state, parameters, attempt):
        payload = compact(parameters["Payload"]).encode()
        if self.fake.on_call and (fault := self.fake.on_call(parameters["Payload"], attempt)):
            raise Failed(*fault)
        with self.fake.lock:
            self.fake.calls.append(parameters["Payload"])
        request = {"FunctionName": parameters["FunctionName"], "Payload": payload}
        for name in ("Qualifier", "ClientContext"):
            if name in parameters:
                request[name] = parameters[name]
        if "DurableExecutionName" in parameters:
            return self.call_durable(parameters, request)
        try:
            answer = self.fake.functions.invoke(**request)
        except ClientError as error:
            code, status = error.response["Error"]["Code"], error.response["ResponseMetadata"]["HTTPStatusCode"]
            raise Failed(
                f"Lambda.{code}", f"{error.response['Error']['Message']} (Service: AWSLambda; Status Code: {status}; "
                f"Error Code: {code}; Request ID: {uuid.uuid4()}; Proxy: null)") from error
        text = answer["Payload"].read().decode()
        if "FunctionError" in answer:
            parsed = json.loads(text)
            if "errorType" in parsed:
                raise Failed(parsed["errorType"], text)
            raise Failed(
                "Lambda.Unknown", "The cause could not be determined because Lambda did not return an error type. "
                f"Returned payload: {text}")
        if len(text.encode()) > LIMIT:
            raise Failed("States.DataLimitExceeded", "The state/task returned a result with a size exceeding the limit")
        metadata = answer["ResponseMetadata"]
        return {
            "ExecutedVersion": answer.get("ExecutedVersion", "$LATEST"), "Payload": json.loads(text or "null"),
            "SdkHttpMetadata": {"HttpStatusCode": 200}, "SdkResponseMetadata": {"RequestId": metadata["RequestId"]},
            "StatusCode": answer["StatusCode"],
        }

    def call_durable(self, parameters, request):
        """The integration of the SDK: the same name returns the first result."""
        name = parameters["DurableExecutionName"]
        with self.fake.lock:
            known = self.fake.durable.get(name)
        if known:
            if known[0] != request["Payload"]:
                raise Failed("Lambda.DurableExecutionAlreadyStartedException", "The name is used with another payload")
            return known[1]
        with self.fake.lock:
            self.fake.executions.append(name)
        answer = self.fake.functions.invoke(**request)
        result = {"ExecutedVersion": "1", "Payload": answer["Payload"].read().decode(), "StatusCode": 200}
        if "FunctionError" in answer:
            result["FunctionError"] = answer["FunctionError"]
        with self.fake.lock:
            self.fake.durable[name] = (request["Payload"], result)
        return result

    # Results

    @property
    def bucket(self):
        return self.map["ResultWriter"]["Parameters"]["Bucket"]

    @property
    def folder(self):
        return f"{self.map['ResultWriter']['Parameters']['Prefix'].rstrip('/')}/{self.id}"

    def write(self):
        writer = self.map["ResultWriter"]
        assert writer["WriterConfig"]["OutputType"] == "JSONL"
        flattens = {"NONE": False, "FLATTEN": True}[writer["WriterConfig"]["Transformation"]]
        kinds = {"SUCCEEDED": [], "FAILED": [], "PENDING": []}
        for child in random.sample(self.children, len(self.children)):
            if child.status == "SUCCEEDED" and flattens:
                kinds["SUCCEEDED"] += child.output if isinstance(child.output, list) else [child.output]
            else:
                kinds["FAILED" if child.status in ("TIMED_OUT", "ABORTED") else child.status].append(child.record())
        files = {"FAILED": [], "PENDING": [], "SUCCEEDED": []}
        try:
            for kind, records in kinds.items():
                for number in range(0, len(records), self.fake.records_per_file):
                    key = f"{self.folder}/{kind}_{number // self.fake.records_per_file}.json"
                    part = records[number:number + self.fake.records_per_file]
                    data = "".join(compact(record) + "\n" for record in part).encode()
                    self.fake.store.put(self.bucket, key, data)
                    files[kind].append({"Key": key, "Size": len(data)})
            manifest = {"DestinationBucket": self.bucket, "MapRunArn": self.map_arn, "ResultFiles": files}
            self.fake.store.put(self.bucket, f"{self.folder}/manifest.json", json.dumps(manifest, indent=2).encode())
        except Exception as error:
            raise Failed("States.ResultWriterFailed", str(error)) from error

    def counts(self, of_rows):
        names = {"PENDING": "pending", "RUNNING": "running", "SUCCEEDED": "succeeded", "FAILED": "failed",
                 "TIMED_OUT": "timedOut", "ABORTED": "aborted"}
        counts = dict.fromkeys([*names.values(), "total", "resultsWritten", "failuresNotRedrivable", "pendingRedrive"], 0)
        for child in self.children or ():
            weight = len(child.rows) if of_rows else 1
            counts[names[child.status]] += weight
            counts["total"] += weight
        if self.map_status != "RUNNING":
            counts["resultsWritten"] = counts["total"] - counts["pending"]
        return counts


class FakeStates(FakeServer):
    def __init__(self, store, functions, records_per_file=1000):
        """functions: a boto3 client that invokes them."""
        self.store, self.functions, self.records_per_file = store, functions, records_per_file
        self.machines, self.runs, self.problems = {}, {}, []
        # Faults of rows: on_call(payload, attempt) and on_child(child) return (error, cause) or nothing.
        self.on_call = self.on_child = None
        # on_run(run) is called before a run reads its rows.
        self.on_run = None
        self.runs_twice = False
        # Ended executions that are too old to be redriven.
        self.spent = set()
        # The payloads of calls; the results of durable executions, and the names of those that ran, by name.
        self.calls, self.durable, self.executions = [], {}, []
        super().__init__(StatesHandler)

    # Operations

    def CreateStateMachine(self, name, definition, roleArn, type="STANDARD", tags=(), **_):
        assert type == "STANDARD"
        parsed = json.loads(definition)
        check_definition(parsed)
        with self.lock:
            known = self.machines.get(name)
            if known and known.text != definition:
                raise Refused(400, "StateMachineAlreadyExists", f"State Machine Already Exists: '{known.arn}'")
            machine = known or Machine(name, parsed, definition, roleArn, list(tags))
            self.machines[name] = machine
        return {"stateMachineArn": machine.arn, "creationDate": machine.created}

    def machine(self, arn):
        machine = self.machines.get(arn.rpartition(":")[2])
        if not machine:
            raise missing("machine", arn)
        return machine

    def run(self, arn):
        with self.lock:
            if arn not in self.runs:
                raise missing("execution", arn)
            return self.runs[arn]

    def StartExecution(self, stateMachineArn, name, input="{}", **_):
        with self.lock:
            run = Run(self, self.machine(stateMachineArn), name, input)
            known = self.runs.get(run.arn)
            if known and (known.status != "RUNNING" or known.input != input):
                raise Refused(400, "ExecutionAlreadyExists", f"Execution Already Exists: '{run.arn}'")
            if not known:
                self.runs[run.arn] = run
                run.begin()
            return {"executionArn": run.arn, "startDate": (known or run).started}

    def DescribeExecution(self, executionArn, **_):
        run = self.run(executionArn)
        with run.lock:
            answer = {
                "executionArn": run.arn, "stateMachineArn": run.machine.arn, "name": run.name, "status": run.status,
                "startDate": run.started, "input": run.input, "redriveCount": run.redrives,
            }
            for name, value in (("stopDate", run.stopped), ("error", run.error), ("cause", run.cause),
                                ("output", run.output), ("redriveDate", run.redriven)):
                if value is not None:
                    answer[name] = value
        return answer

    def ListMapRuns(self, executionArn, **_):
        run = self.run(executionArn)
        if run.map_status is None:
            return {"mapRuns": []}
        return {"mapRuns": [{
            "executionArn": run.arn, "mapRunArn": run.map_arn, "stateMachineArn": run.machine.arn,
            "startDate": run.started}]}

    def map_run(self, arn):
        with self.lock:
            for run in self.runs.values():
                if run.map_arn == arn and run.map_status:
                    return run
        raise missing("map", arn)

    def DescribeMapRun(self, mapRunArn):
        run = self.map_run(mapRunArn)
        return {
            "mapRunArn": run.map_arn, "executionArn": run.arn, "status": run.map_status, "startDate": run.started,
            "maxConcurrency": run.concurrency,
            "toleratedFailurePercentage": float(run.map.get("ToleratedFailurePercentage", 0)),
            "toleratedFailureCount": run.map.get("ToleratedFailureCount", 0), "itemCounts": run.counts(True),
            "executionCounts": run.counts(False), "redriveCount": run.redrives,
            **({} if run.map_status == "RUNNING" else {"stopDate": run.stopped or time.time()}),
        }

    def UpdateMapRun(self, mapRunArn, maxConcurrency=None, **_):
        run = self.map_run(mapRunArn)
        if run.map_status != "RUNNING":
            raise Refused(400, "ValidationException", "Map Run is not in RUNNING state")
        run.concurrency = maxConcurrency
        return {}

    def StopExecution(self, executionArn, error=None, cause=None):
        run = self.run(executionArn)
        with run.lock:
            if run.status == "RUNNING":
                run.status, run.error, run.cause, run.stopped = "ABORTED", error, cause, time.time()
                run.stops.set()
        return {"stopDate": run.stopped}

    def RedriveExecution(self, executionArn, clientToken=None):
        run = self.run(executionArn)
        with run.lock:
            if clientToken in run.tokens:
                return {"redriveDate": run.redriven}
            if executionArn in self.spent:
                raise Refused(
                    400, "ExecutionNotRedrivable", "Execution is not redrivable because it ended more than 14 days ago")
            if run.status not in ("FAILED", "ABORTED", "TIMED_OUT") or run.map_status == "RUNNING":
                raise Refused(400, "ExecutionNotRedrivable", f"Execution is {run.status} and cannot be redriven")
            run.tokens.add(clientToken)
            run.redrives += 1
            run.redriven = time.time()
            run.status, run.error, run.cause, run.stopped = "RUNNING", None, None, None
            run.stops.clear()
            run.map_status = "RUNNING"
            run.begin()
        return {"redriveDate": run.redriven}

    def ListExecutions(self, stateMachineArn, statusFilter=None, maxResults=100, **_):
        machine = self.machine(stateMachineArn)
        with self.lock:
            return {"executions": [
                {"executionArn": run.arn, "stateMachineArn": machine.arn, "name": run.name, "status": run.status,
                 "startDate": run.started}
                for run in self.runs.values() if run.machine is machine and statusFilter in (None, run.status)
            ][:maxResults]}

    def DeleteStateMachine(self, stateMachineArn):
        with self.lock:
            machine = self.machines.pop(stateMachineArn.rpartition(":")[2], None)
            self.runs = {arn: run for arn, run in self.runs.items() if run.machine is not machine}
        return {}

    def ListStateMachines(self, **_):
        with self.lock:
            return {"stateMachines": [
                {"stateMachineArn": machine.arn, "name": machine.name, "type": "STANDARD",
                 "creationDate": machine.created} for machine in self.machines.values()]}

    def ListTagsForResource(self, resourceArn):
        return {"tags": self.machine(resourceArn).tags}


class StatesHandler(FakeHandler):
    def do_POST(self):
        fake = self.server_of
        operation = self.headers["X-Amz-Target"].removeprefix("AWSStepFunctions.")
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])) or b"{}")
        fault = fake.fault_of(operation)
        if fake.ends_at("before") or fault == DROPPED:
            return self.cut_off()
        try:
            if isinstance(fault, tuple):
                raise Refused(fault[0], fault[1], fault[2].replace("{operation}", operation))
            shapes = MODEL.operation_model(operation)
            self.check(operation, body, shapes.input_shape)
            answer = getattr(fake, operation)(**body)
            self.check(operation, answer, shapes.output_shape)
            status = 200
        except Refused as refused:
            status, answer = refused.status, {"__type": f"com.amazonaws#{refused.code}", "message": refused.message}
        except Exception as error:  # noqa: BLE001
            fake.problems.append(f"{operation}: {error!r}")
            status, answer = 500, {"__type": "InternalServerException", "message": repr(error)}
        if fake.ends_at("after") or fault == LOST:
            return self.cut_off()
        data = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/x-amz-json-1.0")
        self.send_header("x-amzn-RequestId", str(uuid.uuid4()))
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def check(self, operation, members, shape):
        report = ParamValidator().validate(members, shape)
        if report.has_errors():
            self.server_of.problems.append(f"{operation}: {report.generate_report()}")
        if unknown := set(members) - set(shape.members):
            self.server_of.problems.append(f"{operation}: unknown members {unknown}")

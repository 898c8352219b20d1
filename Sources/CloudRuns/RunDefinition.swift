// SPDX-License-Identifier: GPL-3.0-or-later

package import JSON

/// The state machine of a run: one Distributed Map over the uploaded rows (Amazon States Language, with JSONPath).
///
/// The function, the bucket and the keys are literals, so that the definition shows everything that will happen.
package struct RunDefinition: Sendable {
    private let plan: RunPlan
    private let place: RunPlace
    /// From 1.
    private let attempt: Int
    /// How many objects the rows are in.
    private let objects: Int
    /// The version of the only object with rows; nil if its bucket has no versions.
    private let version: String?

    package init(
        _ plan: RunPlan, at place: RunPlace, attempt: Int = 1, objects: Int = 1, version: String? = nil
    ) {
        self.plan = plan
        self.place = place
        self.attempt = attempt
        self.objects = objects
        self.version = version
    }

    /// The label of the map, which names the child workflows.
    package static let label = "Rows"

    package var json: JSONValue {
        [
            "Comment": .string("Invokes \(plan.function.arn) for each row; made by lamsh"),
            "StartAt": .string(Self.label),
            "States": [Self.label: .object(map)],
        ]
    }

    private var map: JSONObject {
        var map: JSONObject = ["Type": "Map", "Label": .string(Self.label), "MaxConcurrency": number(plan.workflows)]
        if let stopAfter = plan.stopAfter {
            map["ToleratedFailureCount"] = number(stopAfter - 1)
        } else {
            map["ToleratedFailurePercentage"] = 100
        }
        map["ItemReader"] = reader
        if plan.mode == .cheap {
            map["ItemBatcher"] = [
                "MaxItemsPerBatch": number(plan.rowsPerWorkflow),
                "MaxInputBytesPerBatch": number(RunLimits.batchBytes),
            ]
        }
        map["ItemProcessor"] = processor
        map["ResultWriter"] = [
            "Resource": resource("s3:putObject"),
            "Parameters": ["Bucket": .string(place.bucket), "Prefix": .string(place.results(of: attempt))],
            "WriterConfig": [
                // A record of a single row has its times; those of batches are flattened to one line per row.
                "Transformation": plan.mode == .once ? "NONE" : "FLATTEN", "OutputType": "JSONL",
            ],
        ]
        map["End"] = true
        return map
    }

    private var reader: JSONValue {
        guard objects == 1 else {
            return [
                "Resource": resource("s3:listObjectsV2"),
                "ReaderConfig": ["InputType": "JSONL", "Transformation": "LOAD_AND_FLATTEN"],
                "Parameters": ["Bucket": .string(place.bucket), "Prefix": .string(place.rows(of: attempt))],
            ]
        }
        var object: JSONObject = ["Bucket": .string(place.bucket), "Key": .string(place.rows(of: attempt, 0))]
        if let version { object["VersionId"] = .string(version) }
        return [
            "Resource": resource("s3:getObject"), "ReaderConfig": ["InputType": "JSONL"],
            "Parameters": .object(object),
        ]
    }

    private var processor: JSONValue {
        switch plan.mode {
        case .once:
            var call = call
            call["End"] = true
            return [
                "ProcessorConfig": ["Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"], "StartAt": "Call",
                "States": ["Call": .object(call)],
            ]
        case .cheap:
            return [
                "ProcessorConfig": ["Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"], "StartAt": "Batch",
                "States": [
                    "Batch": [
                        "Type": "Map", "ItemsPath": "$.Items", "MaxConcurrency": number(plan.callsPerWorkflow),
                        "ItemProcessor": batch, "End": true,
                    ]
                ],
            ]
        }
    }

    /// The rows of a batch: a failed row must not fail the others.
    private var batch: JSONValue {
        var call = call
        call["ResultPath"] = "$.result"
        call["Catch"] = [["ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Failed"]]
        call["Next"] = "Done"
        func outcome(_ member: String) -> JSONValue {
            [
                "Type": "Pass",
                "Parameters": ["i.$": "$.i", "key.$": "$.key", "\(member).$": .string("$.\(member)")], "End": true,
            ]
        }
        return [
            "ProcessorConfig": ["Mode": "INLINE"], "StartAt": "Call",
            "States": ["Call": .object(call), "Done": outcome("result"), "Failed": outcome("error")],
        ]
    }

    private var call: JSONObject {
        var parameters: JSONObject = ["FunctionName": .string(plan.function.arn), "Payload.$": "$.row"]
        if plan.hasQualifiers { parameters["Qualifier.$"] = "$.qualifier" }
        if plan.hasContexts { parameters["ClientContext.$"] = "$.context" }
        var call: JSONObject = ["Type": "Task"]
        if plan.function.isDurable {
            // Only the integration of the SDK passes the name on.
            parameters["InvocationType"] = "RequestResponse"
            parameters["DurableExecutionName.$"] = "$.name"
            call["Resource"] = resource("aws-sdk:lambda:invoke")
        } else {
            call["Resource"] = resource("lambda:invoke")
        }
        call["TimeoutSeconds"] = number(plan.callTimeout)
        call["Parameters"] = .object(parameters)
        if !plan.function.isDurable {
            call["ResultSelector"] = [
                "status.$": "$.StatusCode", "payload.$": "$.Payload",
                "requestId.$": "$.SdkResponseMetadata.RequestId", "retries.$": "$$.State.RetryCount",
            ]
        }
        call["Retry"] = .array(plan.retriers.map(\.json))
        return call
    }

    private func resource(_ action: String) -> JSONValue {
        .string("arn:\(plan.function.partition):states:::\(action)")
    }
}

/// When Step Functions calls a row again.
struct Retrier: Sendable {
    let errors: [String]
    /// In addition to the first call.
    let retries: Int

    /// With its fraction, which linters insist on.
    private static let backoffRate = JSONNumber(parsing: "2.0").map(JSONValue.number) ?? 2

    var json: JSONValue {
        [
            "ErrorEquals": .array(errors.map(JSONValue.string)), "IntervalSeconds": 1, "MaxAttempts": number(retries),
            "BackoffRate": Self.backoffRate, "MaxDelaySeconds": 20, "JitterStrategy": "FULL",
        ]
    }
}

extension RunPlan {
    /// The errors that mean that the function didn't run: repeating such a call never runs a row twice.
    static let refusals = [
        "Lambda.TooManyRequestsException", "Lambda.EC2ThrottledException", "Lambda.ENILimitReachedException",
        "Lambda.ResourceNotReadyException",
    ]
    /// The errors after which it's unknown whether the function ran.
    static let troubles = [
        "Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException",
        "Lambda.ClientExecutionTimeoutException",
    ]

    /// The first one that names an error applies.
    var retriers: [Retrier] {
        var all = [Retrier(errors: mode == .once ? Self.refusals : Self.refusals + Self.troubles, retries: 8)]
        if retries > 0 { all.append(Retrier(errors: ["States.ALL"], retries: retries)) }
        return all
    }

    /// How often a row that ended with `error` was sent.
    func attempts(after error: String) -> Int {
        1 + (retriers.first { $0.errors.contains(error) || $0.errors == ["States.ALL"] }?.retries ?? 0)
    }
}

func number(_ value: Int) -> JSONValue { .number(JSONNumber(value)) }

// SPDX-License-Identifier: GPL-3.0-or-later

package import JSON

/// The role that Step Functions takes on for runs, and nothing beyond what they need (AWS Step Functions Developer
/// Guide, "IAM policies for using Distributed Map states").
package struct RunPermissions: Sendable {
    package static let roleName = "lamsh-batches"
    package static let policyName = "lamsh-batches"

    private let bucket: String
    /// Of the keys; empty for the whole bucket, otherwise with a final slash.
    private let prefix: String
    private let partition: String
    private let account: String
    private let region: String
    /// The names of the functions that runs may invoke; empty for all of the account.
    private let functions: [String]

    /// - Parameter account: an account, or `*`; the same for the region.
    package init(
        bucket: String, prefix: String, partition: String = "aws", account: String, region: String, functions: [String]
    ) {
        self.bucket = bucket
        self.prefix = prefix.isEmpty || prefix.hasSuffix("/") ? prefix : prefix + "/"
        self.partition = partition
        self.account = account
        self.region = region
        self.functions = functions
    }

    /// nil if the account isn't known.
    var roleARN: String? { account == "*" ? nil : "arn:\(partition):iam::\(account):role/\(Self.roleName)" }

    /// Who may take on the role.
    package var trust: JSONValue {
        [
            "Version": "2012-10-17",
            "Statement": [
                [
                    "Effect": "Allow", "Principal": ["Service": "states.amazonaws.com"], "Action": "sts:AssumeRole",
                    "Condition": [
                        "ArnLike": ["aws:SourceArn": arn("states", "stateMachine:\(RunID.prefix)*")]
                    ],
                ]
            ],
        ]
    }

    package var policy: JSONValue {
        let objects = JSONValue.string("arn:\(partition):s3:::\(bucket)/\(prefix)*")
        let names = functions.isEmpty ? ["*"] : functions.flatMap { [$0, "\($0):*"] }
        return [
            "Version": "2012-10-17",
            "Statement": [
                statement("StartRows", ["states:StartExecution"], [arn("states", "stateMachine:\(RunID.prefix)*")]),
                statement(
                    "FollowRows", ["states:DescribeExecution", "states:StopExecution"],
                    [arn("states", "execution:\(RunID.prefix)*")]),
                statement(
                    "RunRowsAgain", ["states:RedriveExecution"],
                    [arn("states", "execution:\(RunID.prefix)*/\(RunDefinition.label):*")]),
                statement("ReadRows", ["s3:GetObject", "s3:GetObjectVersion"], [objects]),
                statement(
                    "WriteResults", ["s3:PutObject", "s3:ListMultipartUploadParts", "s3:AbortMultipartUpload"],
                    [objects]),
                statement(
                    "ListRows", ["s3:ListBucket"], [.string("arn:\(partition):s3:::\(bucket)")],
                    condition: prefix.isEmpty ? nil : ["StringLike": ["s3:prefix": .string("\(prefix)*")]]),
                statement("Invoke", ["lambda:InvokeFunction"], names.map { arn("lambda", "function:\($0)") }),
            ],
        ]
    }

    /// What the person who starts runs needs.
    package static let callerActions = [
        "iam:PassRole", "states:CreateStateMachine", "states:TagResource", "states:ListTagsForResource",
        "states:ListStateMachines", "states:ListExecutions", "states:StartExecution", "states:DescribeExecution",
        "states:ListMapRuns",
        "states:DescribeMapRun", "states:UpdateMapRun", "states:StopExecution", "states:RedriveExecution",
        "states:DeleteStateMachine", "lambda:GetFunctionConfiguration", "s3:PutObject", "s3:GetObject",
        "s3:DeleteObject", "s3:ListBucket", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts",
        "s3:ListBucketMultipartUploads",
    ]

    /// The role as a template of CloudFormation, for an administrator.
    package var template: JSONValue {
        [
            "AWSTemplateFormatVersion": "2010-09-09",
            "Description": .string("The role that Step Functions takes on for lamsh's runs in \(bucket)"),
            "Resources": [
                "Role": [
                    "Type": "AWS::IAM::Role",
                    "Properties": [
                        "RoleName": .string(Self.roleName), "AssumeRolePolicyDocument": trust,
                        "Policies": [["PolicyName": .string(Self.policyName), "PolicyDocument": policy]],
                    ],
                ]
            ],
            "Outputs": ["RoleArn": ["Value": ["Fn::GetAtt": ["Role", "Arn"]]]],
        ]
    }

    private func statement(
        _ name: String, _ actions: [String], _ resources: [JSONValue], condition: JSONValue? = nil
    ) -> JSONValue {
        var statement: JSONObject = [
            "Sid": .string(name), "Effect": "Allow", "Action": .array(actions.map(JSONValue.string)),
            "Resource": .array(resources),
        ]
        if let condition { statement["Condition"] = condition }
        return .object(statement)
    }

    private func arn(_ service: String, _ resource: String) -> JSONValue {
        .string("arn:\(partition):\(service):\(region):\(account):\(resource)")
    }
}

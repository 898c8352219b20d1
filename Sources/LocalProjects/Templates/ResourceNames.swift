// SPDX-License-Identifier: GPL-3.0-or-later

import LocalFunctions

/// The names that AWS derives for common resources: what `Ref` and their `Arn` are, apart from what AWS makes up.
struct ResourceNames {
    enum Reference { case name, arn, queueURL }

    /// The property with the name that a template may choose.
    let property: String
    let reference: Reference
    /// The attribute with the ARN.
    let arnAttribute: String
    private let service: String
    private let prefix: String
    private let hasAccount: Bool

    private init(
        _ property: String, _ service: String, prefix: String = "", arnAttribute: String = "Arn",
        reference: Reference = .name, hasAccount: Bool = true
    ) {
        self.property = property
        self.service = service
        self.prefix = prefix
        self.arnAttribute = arnAttribute
        self.reference = reference
        self.hasAccount = hasAccount
    }

    static let byType: [String: ResourceNames] = [
        "AWS::DynamoDB::Table": .init("TableName", "dynamodb", prefix: "table/"),
        "AWS::DynamoDB::GlobalTable": .init("TableName", "dynamodb", prefix: "table/"),
        "AWS::Serverless::SimpleTable": .init("TableName", "dynamodb", prefix: "table/"),
        "AWS::S3::Bucket": .init("BucketName", "s3", hasAccount: false),
        "AWS::Kinesis::Stream": .init("Name", "kinesis", prefix: "stream/"),
        "AWS::KinesisFirehose::DeliveryStream": .init("DeliveryStreamName", "firehose", prefix: "deliverystream/"),
        "AWS::Logs::LogGroup": .init("LogGroupName", "logs", prefix: "log-group:"),
        "AWS::Events::EventBus": .init("Name", "events", prefix: "event-bus/"),
        "AWS::SSM::Parameter": .init("Name", "ssm", prefix: "parameter/"),
        "AWS::IAM::Role": .init("RoleName", "iam", prefix: "role/"),
        "AWS::SQS::Queue": .init("QueueName", "sqs", reference: .queueURL),
        "AWS::SNS::Topic": .init("TopicName", "sns", arnAttribute: "TopicArn", reference: .arn),
        "AWS::StepFunctions::StateMachine": .init(
            "StateMachineName", "states", prefix: "stateMachine:", reference: .arn),
        "AWS::Serverless::StateMachine": .init("Name", "states", prefix: "stateMachine:", reference: .arn),
    ]

    func arn(_ name: String, _ account: LocalAccount) -> String {
        // IAM isn't regional, and names of buckets belong to no account.
        let region = service == "iam" || !hasAccount ? "" : account.region
        return "arn:aws:\(service):\(region):\(hasAccount ? account.id : ""):\(prefix)\(name)"
    }

    func reference(_ name: String, _ account: LocalAccount) -> String {
        switch reference {
        case .name: name
        case .arn: arn(name, account)
        case .queueURL: "https://sqs.\(account.region).amazonaws.com/\(account.id)/\(name)"
        }
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later

extension ServiceTable {
    /// The names of all services, as `SERVICE:OPERATION` has them.
    package static let names = ["cloudwatch", "lambda", "logs", "s3", "schemas", "sqs", "states", "sts"]

    /// The table of a service, which is read at its first use; nil for a service that has none.
    package static func named(_ name: String) -> ServiceTable? {
        switch name {
        case "cloudwatch": cloudwatch
        case "lambda": lambda
        case "logs": logs
        case "s3": s3
        case "schemas": schemas
        case "sqs": sqs
        case "states": states
        case "sts": sts
        default: nil
        }
    }

    /// Other names of services: what the AWS CLI calls them.
    package static let otherNames = ["s3api": "s3", "sfn": "states", "stepfunctions": "states"]
}

// SPDX-License-Identifier: GPL-3.0-or-later

extension ServiceTable {
    /// The names of the services that users call, as in `SERVICE:OPERATION`.
    package static let names = ["cloudwatch", "lambda", "logs", "s3", "schemas", "sqs", "states", "sts"]

    /// The names of all services: also of IAM Identity Center's, whose members are tokens that no command takes or shows,
    /// and of IAM, of which lamsh only needs a few operations.
    package static let all = names + ["iam", "oidc", "sso"]

    /// A service's table, which is read at its first use; nil if there's none.
    package static func named(_ name: String) -> ServiceTable? {
        switch name {
        case "cloudwatch": cloudwatch
        case "iam": iam
        case "lambda": lambda
        case "logs": logs
        case "oidc": oidc
        case "s3": s3
        case "schemas": schemas
        case "sqs": sqs
        case "sso": sso
        case "states": states
        case "sts": sts
        default: nil
        }
    }

    /// Other names of services, as in the AWS CLI.
    package static let otherNames = ["s3api": "s3", "sfn": "states", "stepfunctions": "states"]
}

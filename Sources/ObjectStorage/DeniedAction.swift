// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import JSON
import Lambda

/// The permission that a request to S3 needs. S3 often only says `Access Denied`, and nothing for `HEAD`.
struct DeniedAction {
    private let action: String
    private let resource: String

    init(_ operation: String, _ members: JSONObject) {
        action = "s3:\(Self.permissions[operation] ?? operation)"
        let bucket = members["Bucket"]?.string ?? "*"
        let key = members["Key"]?.string ?? (operation == "DeleteObjects" ? "*" : nil)
        resource = "arn:aws:s3:::\(bucket)\(key.map { "/\($0)" } ?? "")"
    }

    /// Those that aren't named like their operation.
    private static let permissions = [
        "HeadObject": "GetObject", "CreateMultipartUpload": "PutObject", "UploadPart": "PutObject",
        "CompleteMultipartUpload": "PutObject", "ListParts": "ListMultipartUploadParts",
        "ListObjectsV2": "ListBucket", "ListMultipartUploads": "ListBucketMultipartUploads",
        "DeleteObjects": "DeleteObject", "ListBuckets": "ListAllMyBuckets",
    ]

    /// The error, with the action and the resource if it's a denial without them.
    func explain(_ error: LambdaError) -> LambdaError {
        guard error.kind == .service, error.status == 403, !error.message.contains("to perform: "),
            ["AccessDenied", "Forbidden", "403", "UnknownError"].contains(error.code)
        else { return error }
        var explained = error
        explained.code = "AccessDenied"
        explained.message = "not authorized to perform: \(action) on resource: \(resource)"
        explained.hint = "the keys are valid, but need a policy that allows `\(action)`"
        return explained
    }
}

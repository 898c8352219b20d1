// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import JSON
package import Lambda

/// Creates the role of runs in IAM, or brings an existing one up to date.
package struct RoleCreation: Sendable {
    private let service: any LambdaService

    package init(_ service: any LambdaService) { self.service = service }

    /// - Returns: the role's ARN.
    package func create(_ permissions: RunPermissions) async throws(LambdaError) -> String {
        let name = JSONValue.string(RunPermissions.roleName)
        let trust = JSONValue.string(permissions.trust.description)
        let role: String
        do throws(LambdaError) {
            let answer = try await call(
                "CreateRole",
                [
                    "RoleName": name, "AssumeRolePolicyDocument": trust,
                    "Description": "What Step Functions may do in batches that lamsh starts",
                ])
            guard let arn = answer["Role"]?["Arn"]?.string else {
                throw LambdaError(.network, code: "UnreadableAnswer", message: "CreateRole returned no ARN")
            }
            role = arn
        } catch {
            guard error.code == "EntityAlreadyExists", let arn = permissions.roleARN else { throw error }
            _ = try await call("UpdateAssumeRolePolicy", ["RoleName": name, "PolicyDocument": trust])
            role = arn
        }
        _ = try await call(
            "PutRolePolicy",
            [
                "RoleName": name, "PolicyName": .string(RunPermissions.policyName),
                "PolicyDocument": .string(permissions.policy.description),
            ])
        return role
    }

    private func call(_ name: StaticString, _ members: JSONObject) async throws(LambdaError) -> JSONValue {
        try await service.call(OperationCall(.known("\(name)", in: .iam), members)).value
    }
}

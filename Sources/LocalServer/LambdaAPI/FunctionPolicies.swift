// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import Base
import JSON
import LocalFunctions
import LocalHTTP

/// The operations on functions' resource policies. They block.
///
/// Policies are kept and returned, and permit nothing: only the owner of the keys can call the embedded Lambda.
struct FunctionPolicies: Sendable {
    let catalogue: FunctionCatalogue
    let descriptions: FunctionDescriptions
    let makeId: @Sendable () -> String

    private var registry: FunctionRegistry { catalogue.registry }

    func add(_ members: RequestMembers) throws(APIFailure) -> LocalResponse {
        let reference = try members.function()
        let arn = descriptions.account.arn(reference.name, qualifier: reference.qualifier)
        let sid = try members.required("StatementId")
        guard reference.qualifier != FunctionDefinition.latest else {
            throw .invalidParameter("We currently do not support adding policies for $LATEST.")
        }
        let key = try key(of: reference, unknown: .functionNotFound(arn: arn))
        let statement = try statement(sid, for: arn, members)
        try registry.update(reference.name) { record throws(APIFailure) in
            var policy = record.policies?[key] ?? FunctionPolicy(revisionId: makeId())
            try check(members, policy)
            guard policy.statements[sid] == nil else {
                throw .conflict(
                    "The statement id (\(sid)) provided already exists. Please provide a new statement id, or "
                        + "remove the existing statement.")
            }
            policy.order.append(sid)
            policy.statements[sid] = statement.description
            policy.revisionId = makeId()
            record.policies = (record.policies ?? [:]).merging([key: policy]) { $1 }
        }
        return .json(["Statement": .string(statement.description)], status: 201)
    }

    func get(_ members: RequestMembers) throws(APIFailure) -> LocalResponse {
        let reference = try members.function()
        try descriptions.check(reference, unknown: .resourceNotFound)
        let key = reference.qualifier ?? FunctionDefinition.latest
        guard let policy = registry.record(of: reference.name).policies?[key], !policy.order.isEmpty else {
            throw .resourceNotFound
        }
        let statements = policy.order.compactMap { policy.statements[$0] }.joined(separator: ",")
        return .json([
            "Policy": .string(#"{"Version":"2012-10-17","Id":"default","Statement":[\#(statements)]}"#),
            "RevisionId": .string(policy.revisionId),
        ])
    }

    func remove(_ members: RequestMembers) throws(APIFailure) -> LocalResponse {
        let reference = try members.function()
        let sid = try members.required("StatementId")
        let arn = descriptions.account.arn(reference.name, qualifier: reference.qualifier)
        let key = try key(of: reference, unknown: .notFound("No policy found for: \(arn)"))
        try registry.update(reference.name) { record throws(APIFailure) in
            guard var policy = record.policies?[key], !policy.order.isEmpty else {
                throw .notFound("No policy is associated with the given resource.")
            }
            try check(members, policy)
            guard policy.statements.removeValue(forKey: sid) != nil else {
                throw .notFound("Statement \(sid) is not found in resource policy.")
            }
            policy.order.removeAll { $0 == sid }
            policy.revisionId = makeId()
            record.policies?[key] = policy
        }
        return LocalResponse(status: 204)
    }

    // MARK: Parts

    private func check(_ members: RequestMembers, _ policy: FunctionPolicy) throws(APIFailure) {
        if let revision = try members.text("RevisionId"), revision != policy.revisionId {
            throw .revisionMismatch(operation: "GetPolicy")
        }
    }

    /// The key in `FunctionRecord.policies`.
    private func key(of reference: FunctionReference, unknown: APIFailure) throws(APIFailure) -> String {
        try descriptions.check(reference, unknown: unknown)
        guard catalogue.latest(reference.name) != nil else { throw unknown }
        guard let qualifier = reference.qualifier else { return FunctionDefinition.latest }
        guard catalogue.function(named: reference.name, qualifier: qualifier) != nil else {
            let arn = descriptions.account.arn(reference.name, qualifier: qualifier)
            throw Alias.isName(qualifier) ? .aliasNotFound(arn: arn) : .functionNotFound(arn: arn)
        }
        return qualifier
    }

    private func statement(
        _ sid: String, for arn: String, _ members: RequestMembers
    ) throws(APIFailure) -> JSONValue {
        var statement: JSONObject = ["Sid": .string(sid), "Effect": "Allow"]
        statement["Principal"] = try Self.principal(try members.required("Principal"))
        statement["Action"] = .string(try members.required("Action"))
        statement["Resource"] = .string(arn)
        var equal = JSONObject()
        for (name, member) in [
            ("AWS:SourceAccount", "SourceAccount"), ("lambda:FunctionUrlAuthType", "FunctionUrlAuthType"),
            ("aws:PrincipalOrgID", "PrincipalOrgID"), ("lambda:EventSourceToken", "EventSourceToken"),
        ] {
            if let text = try members.text(member) { equal[name] = .string(text) }
        }
        var condition = JSONObject()
        if !equal.isEmpty { condition["StringEquals"] = .object(equal) }
        if try members.flag("InvokedViaFunctionUrl") { condition["Bool"] = ["lambda:InvokedViaFunctionUrl": "true"] }
        if let source = try members.text("SourceArn") { condition["ArnLike"] = ["AWS:SourceArn": .string(source)] }
        if !condition.isEmpty { statement["Condition"] = .object(condition) }
        return .object(statement)
    }

    private static func principal(_ text: String) throws(APIFailure) -> JSONValue {
        if text == "*" { return "*" }
        if text.utf8.count == 12, text.utf8.allSatisfy(\.isDigit) {
            return ["AWS": .string("arn:aws:iam::\(text):root")]
        }
        if text.hasPrefix("arn:") { return ["AWS": .string(text)] }
        guard text.contains(".") else {
            throw .invalidParameter(
                "The provided principal was invalid. Please check the principal and try again.")
        }
        return ["Service": .string(text)]
    }
}

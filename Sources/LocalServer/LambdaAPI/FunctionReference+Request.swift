// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import LocalFunctions

extension FunctionReference {
    /// The function that a request names, with the query's qualifier; all errors in them are reported together.
    init(_ name: String, qualifier: String?) throws(APIFailure) {
        var failures: [ValidationFailure] = []
        if let qualifier {
            if qualifier.utf8.count > Qualifier.lengthLimit {
                failures.append(
                    ValidationFailure(
                        value: qualifier, member: "qualifier", constraint: .lengthAtMost(Qualifier.lengthLimit)))
            }
            if !Qualifier.isWellFormed(qualifier) {
                failures.append(
                    ValidationFailure(value: qualifier, member: "qualifier", constraint: .pattern(Qualifier.pattern)))
            }
        }
        try self.init(checked: name, failures: failures)
        if let qualifier {
            if let derived = self.qualifier, derived != qualifier { throw .qualifierMismatch }
            self.qualifier = qualifier
        }
    }

    /// The name for a function to create, which has stricter rules.
    init(newFunction name: String) throws(APIFailure) {
        let pattern = Self.pattern.replacing(#"([a-zA-Z0-9-_\.]+)"#, with: "([a-zA-Z0-9-_]+)")
        try self.init(checked: name, limit: 140, pattern: pattern) { !$0.name.contains(".") }
    }

    /// The function itself, without its version or alias.
    init(unqualified reference: FunctionReference) {
        self = reference
        qualifier = nil
    }

    /// - Parameters:
    ///   - failures: errors found before.
    ///   - isMatch: the rest of `pattern`.
    private init(
        checked name: String, failures: [ValidationFailure] = [], limit: Int = lengthLimit,
        pattern: String = pattern, isMatch: (FunctionReference) -> Bool = { _ in true }
    ) throws(APIFailure) {
        var failures = failures
        if name.utf8.count > limit {
            failures.append(ValidationFailure(value: name, member: "functionName", constraint: .lengthAtMost(limit)))
        }
        let reference = FunctionReference(parsing: name).flatMap { isMatch($0) ? $0 : nil }
        if reference == nil {
            failures.append(ValidationFailure(value: name, member: "functionName", constraint: .pattern(pattern)))
        }
        guard failures.isEmpty, let reference else { throw .validation(failures) }
        self = reference
    }
}

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

    /// - Parameter failures: errors found before.
    init(checked name: String, failures: [ValidationFailure] = []) throws(APIFailure) {
        var failures = failures
        if name.utf8.count > Self.lengthLimit {
            failures.append(
                ValidationFailure(value: name, member: "functionName", constraint: .lengthAtMost(Self.lengthLimit)))
        }
        let reference = FunctionReference(parsing: name)
        if reference == nil {
            failures.append(
                ValidationFailure(value: name, member: "functionName", constraint: .pattern(Self.pattern)))
        }
        guard failures.isEmpty, let reference else { throw .validation(failures) }
        self = reference
    }
}

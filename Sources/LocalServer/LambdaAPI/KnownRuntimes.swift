// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices

/// The runtimes that functions can be created with.
enum KnownRuntimes {
    /// AWS's names, also of runtimes that it no longer creates functions with.
    static let names: [String] = {
        let operation = ServiceOperation.known("CreateFunction", in: .lambda)
        return operation.inputMember(named: "Runtime").map { operation.shape(of: $0).values } ?? []
    }()

    /// The embedded Lambda's own name for any version of Python is one, too.
    static func contain(_ name: String) -> Bool { name == "python3" || names.contains(name) }
}

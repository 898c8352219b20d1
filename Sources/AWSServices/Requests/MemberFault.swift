// SPDX-License-Identifier: GPL-3.0-or-later

/// Why no request can be built from the given members.
package struct MemberFault: Error, Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        /// The structure has no such member; with the members that it has.
        case unknown(known: [String])
        case missing
        /// A value of the wrong type; with the expected type.
        case unsuitable(wanted: String)
    }

    /// From the request's members: `Tags[2].Key`.
    package var path: String
    package var kind: Kind

    package init(path: String, kind: Kind) {
        self.path = path
        self.kind = kind
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a request can't be made of the members that were given.
package struct MemberFault: Error, Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        /// The structure has no such member; these are what it has.
        case unknown(known: [String])
        case missing
        /// A value of another kind: what it takes.
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

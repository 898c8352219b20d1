// SPDX-License-Identifier: GPL-3.0-or-later

/// What a template says about building a function: `Metadata` of its resource.
package struct BuildInstructions: Sendable, Hashable {
    package enum Property: Sendable, Hashable {
        case flag(Bool)
        case text(String)
        case list([String])
    }

    package var logicalId: String
    /// `BuildMethod`, for example `esbuild`; nil: that of the runtime.
    package var method: String?
    /// The code is complete: `SkipBuild`.
    package var isSkipped = false
    /// `BuildProperties`, by SAM's names.
    package var properties: [String: Property] = [:]

    package init(logicalId: String) { self.logicalId = logicalId }
}

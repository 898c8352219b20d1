// SPDX-License-Identifier: GPL-3.0-or-later

/// How far the system lets a function's processes see a file system like AWS's: a read-only folder with the code, a
/// /tmp of their own, and layers in /opt.
package enum Confinement: Sendable, Hashable {
    case full
    /// Everything but layers in /opt.
    case withoutLayers(reason: String)
    case none(reason: String)

    /// What the user should know; nil if nothing is missing.
    package var notice: String? {
        switch self {
        case .full: nil
        case .withoutLayers(let reason):
            "this system can't show layers in /opt (\(reason)); functions find them in their own folders"
        case .none(let reason):
            "functions share /tmp and can change their own code: this system can't isolate them (\(reason))"
        }
    }

    /// Whether processes have a mount namespace at all.
    var isPossible: Bool {
        switch self {
        case .full, .withoutLayers: true
        case .none: false
        }
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later

import LocalFunctions
import Synchronization

/// Functions as they were found, so that a warm invocation needs no more than a look at the times of its files.
///
/// Those with a problem are not kept: what they lack may be outside of their folder.
final class KnownFunctions: Sendable {
    private let functions = Mutex<[String: FunctionDefinition]>([:])

    /// nil unless the folder is as it was.
    func function(_ name: String, _ fingerprint: FolderFingerprint) -> FunctionDefinition? {
        guard let known = functions.withLock({ $0[name] }), known.fingerprint == fingerprint else { return nil }
        return known
    }

    func note(_ function: FunctionDefinition) { functions.withLock { $0[function.name] = function } }
}

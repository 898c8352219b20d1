// SPDX-License-Identifier: GPL-3.0-or-later

import LocalFunctions
import Synchronization

/// Functions found earlier, so that a warm invocation only has to check the times of its files.
///
/// Functions with a problem aren't kept, because the cause may be outside their folder.
final class KnownFunctions: Sendable {
    private let functions = Mutex<[String: FunctionDefinition]>([:])

    /// nil if the folder or a layer has changed. Blocks.
    func function(_ name: String, _ fingerprint: FolderFingerprint) -> FunctionDefinition? {
        guard let known = functions.withLock({ $0[name] }), known.fingerprint == fingerprint,
            known.layersFingerprint == FolderFingerprint(ofLayers: known.settings.layers)
        else { return nil }
        return known
    }

    func note(_ function: FunctionDefinition) { functions.withLock { $0[function.name] = function } }
}

// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import SystemPackage

/// A program in a layer's folder `extensions`, which runs alongside the runtime.
struct ExternalExtension: Sendable, Hashable {
    /// The file's name, which it must use to register.
    var name: String
    var path: String

    /// The extensions of all layers, sorted by name; a later layer's file replaces an earlier one's with the same name,
    /// as in /opt. Blocks.
    static func find(inLayers layers: [String]) -> [ExternalExtension] {
        var found: [String: FilePath] = [:]
        for layer in layers {
            let folder = FilePath(layer).appending("extensions")
            for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.string)) ?? [] {
                let path = folder.appending(name)
                if (try? path.stat())?.type == .regular { found[name] = path }
            }
        }
        return found.map { ExternalExtension(name: $0.key, path: $0.value.string) }.sorted { $0.name < $1.name }
    }
}

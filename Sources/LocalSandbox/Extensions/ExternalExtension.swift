// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import SystemPackage

/// A program in the folder `extensions` of a layer, which runs beside the runtime.
struct ExternalExtension: Sendable, Hashable {
    /// The file's name, by which it must register.
    var name: String
    var path: String

    /// Those of all layers, in the order of their names; a later layer's file takes the place of an earlier one's, as
    /// it does in /opt. Blocks.
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

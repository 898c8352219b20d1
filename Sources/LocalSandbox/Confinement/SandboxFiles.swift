// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
package import LocalFunctions
import SystemPackage

/// What the processes of one sandbox see of the file system.
package struct SandboxFiles: Sendable {
    /// The paths below which a confined process finds lamsh's own files.
    private static let runtimeFolder = "/var/runtime"
    private static let cacheFolder = "/var/lamsh"
    private static let layersFolder = "/opt"
    private static let shared = "/tmp"

    private let function: FunctionDefinition
    /// This sandbox's own folder.
    let folder: String
    /// Outside.
    private let surroundings: RuntimeSurroundings
    package let isConfined: Bool
    private let showsLayers: Bool

    /// - Parameter folder: contains nothing else.
    package init(
        of function: FunctionDefinition, in folder: String, _ surroundings: RuntimeSurroundings,
        _ confinement: Confinement
    ) {
        self.function = function
        self.folder = folder
        self.surroundings = surroundings
        // Code in /tmp itself would be hidden by a /tmp of the function's own.
        isConfined = confinement.isPossible && !(Self.shared + "/").hasPrefix(Self.withSlash(function.folder))
        // /opt can't be laid over a part of itself.
        let isLayerInside = function.settings.layers.contains { $0.hasPrefix(Self.layersFolder + "/") }
        showsLayers = isConfined && confinement == .full && !isLayerInside
    }

    /// Whether layers contain links to folders, which can't be merged with folders of other layers in /opt. Blocks.
    static func haveLinkedFolders(_ layers: [String]) -> Bool {
        layers.contains { layer in
            let names = (try? FileManager.default.contentsOfDirectory(atPath: layer)) ?? []
            return names.contains { name in
                let path = FilePath(layer).appending(name)
                return (try? path.stat(followTargetSymlink: false))?.type == .symbolicLink
                    && (try? path.stat())?.type == .directory
            }
        }
    }

    /// The temporary folder outside, which outlives processes.
    package var temporaryFolder: String { folder + "/tmp" }

    /// The value of TMPDIR: unset if the process has a /tmp of its own.
    package var temporaryVariable: String? { isConfined ? nil : temporaryFolder }

    /// Where a process finds the runtimes.
    package var runtimes: RuntimeSurroundings {
        var runtimes = surroundings
        if isConfined {
            runtimes.clientFolder = Self.runtimeFolder
            runtimes.pythonCache = Self.cacheFolder
        }
        let layers = function.settings.layers
        runtimes.layerFolders = showsLayers && !layers.isEmpty ? [Self.layersFolder] : layers.reversed()
        return runtimes
    }

    /// Where a process finds a file, which may belong to a layer.
    package func inside(_ path: String) -> String {
        guard showsLayers else { return path }
        let layer = function.settings.layers.map(Self.withSlash).first { path.hasPrefix($0) }
        return layer.map { "\(Self.layersFolder)/\(path.dropFirst($0.count))" } ?? path
    }

    /// The settings for the launcher.
    ///
    /// - Parameter paths: what the process must find although it may be in /tmp.
    package func settings(keeping paths: [String]) -> [String] {
        var settings = ["report", folder, "directory", function.folder]
        guard isConfined else { return settings }
        settings += [
            "temporary", temporaryFolder, "code", function.folder, "runtime", surroundings.clientFolder, "cache",
            surroundings.pythonCache,
        ]
        let needed = [function.folder] + function.settings.layers + paths
        for name in Set(needed.compactMap(Self.entry)).sorted() { settings += ["keep", name] }
        if showsLayers { settings += function.settings.layers.flatMap { ["layer", $0] } }
        return settings
    }

    /// The entry of /tmp that a path leads through.
    private static func entry(_ path: String) -> String? {
        guard path.hasPrefix(shared + "/") else { return nil }
        let parts = path.split(separator: "/")
        return parts.count > 1 && parts[1] != ".." ? String(parts[1]) : nil
    }

    private static func withSlash(_ path: String) -> String { path.hasSuffix("/") ? path : path + "/" }
}

// SPDX-License-Identifier: GPL-3.0-or-later

/// lamsh's own clients of the Runtime API, which are part of the binary.
package enum EmbeddedClients {
    /// Python imports it by this name, which no module of a function uses.
    static let pythonModule = "lamsh_python_runtime"

    /// The files that the folder must contain because `RuntimeCommand` and the processes' environment refer to them.
    package static let files: [(name: String, content: [UInt8])] = [
        ("\(pythonModule).py", PackageResources.python_runtime_py), (nodeFile, PackageResources.node_runtime_mjs),
    ]

    static let nodeFile = "node_runtime.mjs"
}

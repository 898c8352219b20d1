// SPDX-License-Identifier: GPL-3.0-or-later

/// lamsh's own clients of the Runtime API, which are part of the binary.
package enum EmbeddedClients {
    /// Python imports it by this name, which no module of a function has.
    static let pythonModule = "lamsh_python_runtime"

    /// What the folder must hold that `RuntimeCommand` and the environment of processes name.
    package static let files: [(name: String, content: [UInt8])] = [
        ("\(pythonModule).py", PackageResources.python_runtime_py), (nodeFile, PackageResources.node_runtime_mjs),
    ]

    static let nodeFile = "node_runtime.mjs"
}

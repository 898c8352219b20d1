// SPDX-License-Identifier: GPL-3.0-or-later

/// lamsh's own clients of the Runtime API, which are part of the binary.
package enum EmbeddedClients {
    /// Python imports it by this name, which no module of a function uses.
    static let pythonModule = "lamsh_python_runtime"

    /// The files that the folder must contain because `RuntimeCommand` and the processes' environment refer to them.
    package static let files: [(name: String, content: [UInt8])] = [
        ("\(pythonModule).py", PackageResources.python_runtime_py), (nodeFile, PackageResources.node_runtime_mjs),
        ("node_runtime_api.mjs", PackageResources.node_runtime_api_mjs),
        ("node_runtime_callbacks.mjs", PackageResources.node_runtime_callbacks_mjs),
        ("node_runtime_console.mjs", PackageResources.node_runtime_console_mjs),
        ("node_runtime_context.mjs", PackageResources.node_runtime_context_mjs),
        ("node_runtime_errors.mjs", PackageResources.node_runtime_errors_mjs),
        ("node_runtime_handler.mjs", PackageResources.node_runtime_handler_mjs),
        ("node_runtime_path.mjs", PackageResources.node_runtime_path_mjs),
        ("node_runtime_promises.mjs", PackageResources.node_runtime_promises_mjs),
        ("node_runtime_stream.mjs", PackageResources.node_runtime_stream_mjs),
        ("node_runtime_version.mjs", PackageResources.node_runtime_version_mjs),
    ]

    static let nodeFile = "node_runtime.mjs"
}

// SPDX-License-Identifier: GPL-3.0-or-later

/// lamsh's own clients of the Runtime API, which are part of the binary.
package enum EmbeddedClients {
    /// The files that the folder must contain because `RuntimeCommand` and the processes' environment refer to them.
    ///
    /// Those for Python are in a folder that's on no module path.
    package static let files: [(name: String, content: [UInt8])] = [
        (pythonFile, PackageResources.bootstrap_py),
        ("python/lamsh_python_runtime.py", PackageResources.lamsh_python_runtime_py),
        ("python/lamsh_python_errors.py", PackageResources.lamsh_python_errors_py),
        ("python/lamsh_python_json.py", PackageResources.lamsh_python_json_py),
        ("python/lamsh_python_logging.py", PackageResources.lamsh_python_logging_py),
        ("python/snapshot_restore_py.py", PackageResources.snapshot_restore_py_py),
        (nodeFile, PackageResources.node_runtime_mjs),
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

    static let pythonFile = "python/bootstrap.py"
    static let nodeFile = "node_runtime.mjs"
}

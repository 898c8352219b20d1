// SPDX-License-Identifier: GPL-3.0-or-later

import LocalFunctions
import SystemPackage

extension FunctionDefinition {
    /// Whether its handler's file is in its folder; runtimes without such a file have it, except for those that only
    /// run compiled code.
    var hasHandlerFile: Bool {
        switch runtime {
        case .python: hasFile(["py"], orIn: "__init__.py")
        case .node: hasFile(["js", "mjs", "cjs"], orIn: nil)
        case .ruby: hasFile(["rb"], orIn: nil)
        case .java, .dotnet, .go: false
        case .provided, .unsupported: true
        }
    }

    /// The file that has to be compiled to become the handler's; nil if there's none.
    var uncompiledHandler: String? {
        guard case .node = runtime else { return nil }
        return ["ts", "tsx", "mts", "cts"].map { "\(module).\($0)" }.first(where: isFile)
    }

    /// `src/app` of `src/app.handler`; Python also allows `src.app.handler`.
    private var module: String {
        let parts = handler.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count > 1 else { return handler }
        if case .python = runtime { return parts.dropLast().joined(separator: "/") }
        // `app.nested.handler` is a member of a member of the module `app`.
        let folder = handler.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        let file = handler.split(separator: "/").last?.split(separator: ".").first ?? ""
        return (folder + [file]).joined(separator: "/")
    }

    private func hasFile(_ extensions: [String], orIn package: String?) -> Bool {
        extensions.contains { isFile("\(module).\($0)") } || package.map { isFile("\(module)/\($0)") } ?? false
    }

    private func isFile(_ name: String) -> Bool {
        (try? FilePath(folder).pushing(FilePath(name)).stat())?.type == .regular
    }
}

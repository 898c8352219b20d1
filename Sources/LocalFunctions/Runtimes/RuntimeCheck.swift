// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

extension FunctionDefinition {
    /// Checks whether it can run here, without running anything. Blocks.
    package mutating func check(_ interpreters: InterpreterSearch) throws(FunctionProblem) {
        switch runtime {
        case .provided:
            _ = try FunctionExecutable.bootstrap(of: self)
        case .go:
            _ = try FunctionExecutable.go(of: self)
        case .dotnet(let name):
            guard case .assembly = try DotnetProgram(of: self) else { break }
            _ = try interpreters.glance(InterpreterRequest(.dotnet, name: name))
        case .python(let name):
            interpreterVersion = try interpreters.glance(InterpreterRequest(.python, name: name)).minorVersion
        case .node(let name):
            _ = try interpreters.glance(InterpreterRequest(.node, name: name))
        case .ruby(let name):
            let ruby = try interpreters.glance(InterpreterRequest(.ruby, name: name))
            guard RuntimeClients.ruby(for: self, ruby, interpreters) != nil else {
                throw .clientNotFound(runtime: name, RuntimeClients.ruby)
            }
        case .java(let name):
            _ = try interpreters.glance(InterpreterRequest(.java, name: name))
            guard RuntimeClients.javaClassPath(for: self, home: interpreters.home) != nil else {
                throw .clientNotFound(runtime: name, RuntimeClients.java)
            }
        case .unsupported(let name):
            throw .unsupportedRuntime(name)
        }
        layersFingerprint = FolderFingerprint(ofLayers: settings.layers)
        for layer in settings.layers {
            guard (try? FilePath(layer).stat())?.type == .directory else { throw .layerNotFound(layer) }
        }
    }
}

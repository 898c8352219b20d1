// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

extension FunctionDefinition {
    /// Checks whether it can run here. Blocks.
    package mutating func check(_ interpreters: InterpreterSearch) throws(FunctionProblem) {
        switch runtime {
        case .provided:
            guard let bootstrap = try? FilePath(folder).appending("bootstrap").stat(), bootstrap.type == .regular else {
                throw .missingBootstrap
            }
            guard bootstrap.permissions.isExecutable else { throw .bootstrapNotExecutable }
        case .python(let name):
            guard let interpreter = interpreters.locate(name) else { throw .interpreterNotFound(name) }
            interpreterVersion = interpreter.version
        case .node:
            guard interpreters.locate("node") != nil else { throw .interpreterNotFound("node") }
        case .ruby(let name):
            guard interpreters.locate("ruby") != nil else { throw .interpreterNotFound("ruby") }
            guard interpreters.locate(RuntimeClients.rubyProgram) != nil else {
                throw .clientNotFound(runtime: name, RuntimeClients.ruby)
            }
        case .java(let name):
            guard interpreters.locate("java") != nil else { throw .interpreterNotFound("java") }
            guard RuntimeClients.javaClassPath(for: self) != nil else {
                throw .clientNotFound(runtime: name, RuntimeClients.java)
            }
        case .unsupported(let name):
            throw .unsupportedRuntime(name)
        }
        for layer in settings.layers {
            guard (try? FilePath(layer).stat())?.type == .directory else { throw .layerNotFound(layer) }
        }
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

extension FunctionDefinition {
    /// Takes over what `properties` say; folders of layers are relative to the task root.
    package mutating func apply(_ properties: FunctionProperties) {
        settings.apply(properties)
        settings.layers = settings.layers.map { FilePath(folder).pushing(FilePath($0)).string }
        if let handler = properties.handler { self.handler = handler }
        if let name = properties.runtime { runtime = Runtime(named: name) }
    }

    /// Whether it can run here. Blocks.
    package mutating func check(_ interpreters: Interpreters) throws(FunctionProblem) {
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

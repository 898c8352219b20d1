// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// The program of a function that needs no interpreter. Looking for it blocks.
enum FunctionExecutable {
    private static let bootstrap = "bootstrap"

    /// The `bootstrap` of an OS-only runtime: the function's own, or the one of its last layer that has one.
    static func bootstrap(of function: FunctionDefinition) throws(FunctionProblem) -> String {
        let folders = [function.folder] + function.settings.layers.reversed()
        for folder in folders {
            let path = FilePath(folder).appending(bootstrap)
            guard let status = try? path.stat(), status.type == .regular else { continue }
            guard status.permissions.isExecutable else { throw .bootstrapNotExecutable }
            return path.string
        }
        throw .missingBootstrap(build: buildCommand(in: FilePath(function.folder), output: bootstrap))
    }

    /// The program that the handler of a `go1.x` function names.
    ///
    /// AWS's Go library uses the Runtime API if there's no port for the older protocol, since version 1.18.
    static func go(of function: FunctionDefinition) throws(FunctionProblem) -> String {
        let path = FilePath(function.folder).pushing(FilePath(function.handler))
        guard let status = try? path.stat(), status.type == .regular else {
            let build = buildCommand(in: FilePath(function.folder), output: function.handler)
            throw .missingProgram(function.handler, build: build)
        }
        guard status.permissions.isExecutable else { throw .programNotExecutable(function.handler) }
        return path.string
    }

    /// What builds the program from the sources in a folder; nil if there are none.
    private static func buildCommand(in folder: FilePath, output: String) -> String? {
        let commands = [
            ("go.mod", "GOOS=linux CGO_ENABLED=0 go build -o \(output) ."),
            ("main.go", "GOOS=linux go build -o \(output) ."),
            ("Cargo.toml", "cargo lambda build --release, which writes target/lambda/NAME/bootstrap"),
            ("Package.swift", "swift build -c release --static-swift-stdlib, then copy the program to \(output)"),
            ("Makefile", "make, or sam build"),
        ]
        return commands.first { (try? folder.appending($0.0).stat())?.type == .regular }?.1
    }
}

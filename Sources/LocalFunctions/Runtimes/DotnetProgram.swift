// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// What runs a .NET function, as the script in AWS's runtime decides it from the handler. Looking for it blocks.
///
/// Source: `bootstrap.sh` of Amazon.Lambda.RuntimeSupport.
enum DotnetProgram: Sendable, Hashable {
    /// A program that contains the .NET runtime.
    case executable(String)
    /// Arguments for `dotnet`.
    case assembly([String])

    static let client =
        "Amazon.Lambda.RuntimeSupport.dll as a program, which AWS's image has in /var/runtime (copy it to a layer's folder); "
        + "or make the function an executable assembly with LambdaBootstrapBuilder, and name the assembly as its handler"

    init(of function: FunctionDefinition) throws(FunctionProblem) {
        let folder = FilePath(function.folder)
        guard let colon = function.handler.firstIndex(of: ":") else {
            self = try Self.program(named: function.handler, in: folder)
            return
        }
        let main = function.settings.environment?.first { $0.name == "LAMBDA_DOTNET_MAIN_ASSEMBLY" }?.value
        let name = main.map(Self.withoutExtension) ?? String(function.handler[..<colon])
        let (dependencies, configuration) = ("\(name).deps.json", "\(name).runtimeconfig.json")
        for file in [dependencies, configuration] where !Self.isFile(folder.appending(file)) {
            throw .assemblyNotFound(file)
        }
        let places = function.settings.layers.reversed().map { FilePath($0) } + ["/var/runtime"]
        let support = places.map { $0.appending("Amazon.Lambda.RuntimeSupport.dll") }.first(where: Self.isFile)
        guard let support else { throw .clientNotFound(runtime: function.runtimeName, Self.client) }
        self = .assembly([
            "exec", "--depsfile", folder.appending(dependencies).string, "--runtimeconfig",
            folder.appending(configuration).string, support.string, function.handler,
        ])
    }

    private static func program(named handler: String, in folder: FilePath) throws(FunctionProblem) -> DotnetProgram {
        let program = folder.appending(withoutExtension(handler))
        let assembly = folder.appending(withoutExtension(handler) + ".dll")
        if isFile(assembly), isFile(folder.appending(withoutExtension(handler) + ".runtimeconfig.json")) {
            return .assembly(["exec", assembly.string])
        }
        if let status = try? program.stat(), status.type == .regular, status.permissions.isExecutable {
            return .executable(program.string)
        }
        throw .assemblyNotFound(assembly.lastComponent?.string ?? handler)
    }

    private static func withoutExtension(_ name: String) -> String {
        name.hasSuffix(".dll") ? String(name.dropLast(4)) : name
    }

    private static func isFile(_ path: FilePath) -> Bool { (try? path.stat())?.type == .regular }
}

// SPDX-License-Identifier: GPL-3.0-or-later

import LocalFunctions

/// The functions of several stacks. If several stacks have a function of the same name, which is usual for stages, its
/// name begins with that of the stack, as CloudFormation's own names do.
struct StackedFunctions: FunctionSource {
    let stacks: [(name: String, functions: any FunctionSource)]

    private static let longestName = 64

    func checkReadable() throws(ProjectError) { for stack in stacks { try stack.functions.checkReadable() } }

    func functions() throws(ProjectError) -> [FunctionDefinition] {
        var found: [(stack: String, function: FunctionDefinition)] = []
        for stack in stacks { found += try stack.functions.functions().map { (stack.name, $0) } }
        let counts = Dictionary(found.map { ($0.function.name, 1) }, uniquingKeysWith: +)
        return found.map { stack, function in
            counts[function.name] == 1 ? function : Self.qualified(function, stack)
        }.sorted { $0.name < $1.name }
    }

    func function(named name: String) -> FunctionDefinition? {
        let own = stacks.compactMap { $0.functions.function(named: name) }
        if own.count == 1 { return own[0] }
        return (try? functions())?.first { $0.name == name }
    }

    private static func qualified(_ function: FunctionDefinition, _ stack: String) -> FunctionDefinition {
        var qualified = function
        let room = longestName - function.name.utf8.count - 1
        qualified.name = (room > 0 ? stack.prefix(room) + "-" : "") + function.name
        qualified.otherNames.append(function.name)
        return qualified
    }
}

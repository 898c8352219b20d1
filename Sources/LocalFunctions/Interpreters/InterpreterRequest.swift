// SPDX-License-Identifier: GPL-3.0-or-later

/// Which interpreter a runtime needs.
package struct InterpreterRequest: Sendable, Hashable {
    /// A language whose programs need an interpreter.
    package enum Language: String, Sendable, Hashable, CaseIterable { case python, node, ruby, java, dotnet }

    package var language: Language
    /// The name of the runtime, for example `python3.12` or `nodejs22.x`.
    package var name: String
    /// The version's significant numbers; nil: any version will do.
    package var wanted: [Int]?

    package init(_ language: Language, name: String) {
        self.language = language
        self.name = name
        let version = InterpreterVersion(inName: name)
        if let version, version.numbers.count >= language.significance {
            wanted = Array(version.numbers.prefix(language.significance))
        }
    }
}

extension InterpreterRequest.Language {
    /// As its makers write it.
    package var title: String {
        switch self {
        case .python: "Python"
        case .node: "Node.js"
        case .ruby: "Ruby"
        case .java: "Java"
        case .dotnet: ".NET"
        }
    }

    /// How many numbers of a version decide whether code runs alike. Of .NET, more than
    /// a version has: `dotnet` itself chooses among those that it has, by the assembly's configuration.
    package var significance: Int {
        switch self {
        case .python, .ruby: 2
        case .node, .java: 1
        case .dotnet: 4
        }
    }

    /// The oldest version that the Runtime API client runs on.
    package var minimum: [Int] {
        switch self {
        case .python: [3, 8]
        case .node: [16]
        case .ruby: [2, 6]
        case .java: [8]
        case .dotnet: [6]
        }
    }

    func isSupported(_ version: InterpreterVersion) -> Bool {
        !version.numbers.lexicographicallyPrecedes(minimum)
    }
}

extension FunctionDefinition.Runtime {
    /// nil for runtimes without an interpreter.
    package var interpreter: InterpreterRequest? {
        switch self {
        case .python(let name): InterpreterRequest(.python, name: name)
        case .node(let name): InterpreterRequest(.node, name: name)
        case .ruby(let name): InterpreterRequest(.ruby, name: name)
        case .java(let name): InterpreterRequest(.java, name: name)
        case .dotnet(let name): InterpreterRequest(.dotnet, name: name)
        case .go, .provided, .unsupported: nil
        }
    }
}

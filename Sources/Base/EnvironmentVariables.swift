// SPDX-License-Identifier: GPL-3.0-or-later

/// The environment of the process. An empty variable counts as unset: `NAME= lamsh` and `export NAME=` are how people
/// switch a variable off.
public struct EnvironmentVariables: Sendable, Equatable {
    /// Every variable as it is, empty or not: for programs that lamsh starts, and for the user's own expressions.
    public var all: [String: String]

    public init(_ all: [String: String]) { self.all = all }

    /// The value of a variable; nil if it's unset or empty.
    public subscript(name: String) -> String? {
        guard let value = all[name], !value.isEmpty else { return nil }
        return value
    }

    /// The value of a variable for which empty has a meaning, such as AWS_PAGER; nil if it's unset.
    public func evenIfEmpty(_ name: String) -> String? { all[name] }

    /// A copy in which one variable has another value.
    public func setting(_ name: String, to value: String) -> EnvironmentVariables {
        EnvironmentVariables(all.merging([name: value]) { $1 })
    }
}

extension EnvironmentVariables: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, String)...) {
        self.init(Dictionary(elements) { $1 })
    }
}

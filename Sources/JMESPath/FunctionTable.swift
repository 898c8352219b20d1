// SPDX-License-Identifier: GPL-3.0-or-later

/// The functions that an expression may call, by name.
public struct FunctionTable: Sendable {
    /// The official functions and those of the community edition.
    public static let standard = FunctionTable()

    /// A table that also has `functions`.
    public func adding(_ functions: [Function]) -> FunctionTable { fatalError() }

    /// All functions, by name.
    public var all: [Function] { fatalError() }
}

/// A function: its signature, its help and what it does.
public struct Function: Sendable {
    public let name: String
    /// As shown by `help functions`, for example `join(glue: string, strings: array[string]) → string`.
    public let signature: String
    public let summary: String
    /// An expression that a test evaluates, and its result as JSON.
    public let example: (expression: String, result: String)
}

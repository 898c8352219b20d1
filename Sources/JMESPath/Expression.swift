// SPDX-License-Identifier: GPL-3.0-or-later

public import JSON

/// A compiled JMESPath expression (community edition; jmespath.spec GRAMMAR.ABNF).
public struct Expression: Sendable {
    /// The text it was compiled from.
    public let source: String

    /// The names that the expression looks up in its root, with their byte ranges in `source`: the variables it needs.
    public let rootNames: [RootName]

    /// Warnings about parts that compile but may not mean what they seem to.
    public let notes: [ExpressionNote]

    /// Whether each evaluation that succeeds has looked up all of `rootNames`: no part is left out.
    public let readsAllNames: Bool

    let tree: Node

    public struct RootName: Sendable, Equatable {
        public let name: String
        public let range: Range<Int>
    }

    /// Compiles `source`; unknown functions and wrong numbers of arguments are detected here.
    public init(_ source: String, functions: FunctionTable = .standard) throws(ExpressionError) {
        var parser = ExpressionParser(
            tokens: try ExpressionLexer.tokens(of: source), source: source, functions: functions)
        self.source = source
        tree = try parser.parseWhole()
        rootNames = parser.rootNames
        readsAllNames = tree.evaluatesAllParts
        notes = parser.notes
    }

    /// The name if the whole expression is one root lookup, for example `order`; otherwise nil.
    public var soleRootName: String? {
        guard case .rootField(let name) = tree.kind else { return nil }
        return name
    }

    /// Evaluates against `root`.
    public func search(_ root: JSONValue) throws(ExpressionError) -> JSONValue {
        try search(in: ValueRoot(object: root))
    }

    /// Evaluates against a root whose members are looked up one by one.
    public func search(in root: some ExpressionRoot) throws(ExpressionError) -> JSONValue {
        try Evaluator(root: root).evaluate(tree, .null)
    }

    /// Finds the origin of a null: the part of the path that leads nowhere; nil if the expression isn't a path or its
    /// value isn't null.
    public func missingPart(in root: some ExpressionRoot) -> MissingPart? {
        Evaluator(root: root).missingPart(of: tree)
    }
}

/// The part of a path that leads nowhere.
public struct MissingPart: Sendable, Equatable {
    /// Its bytes in the expression's source.
    public let range: Range<Int>
    /// The member that the object doesn't have; nil if something else is missing.
    public var member: String?
    /// The members that the object has.
    public var siblings: [String] = []
}

/// The root object of an expression. Its members are requested by name, so that no object is built for each search.
public protocol ExpressionRoot {
    func member(_ name: String) -> JSONValue?
    /// The whole object, for `$` and `@`.
    var object: JSONValue { get }
}

/// A value as the root.
struct ValueRoot: ExpressionRoot {
    let object: JSONValue
    func member(_ name: String) -> JSONValue? { object[name] }
}

// SPDX-License-Identifier: GPL-3.0-or-later

import JSON

/// Writes an expression's result as a line of output, without building what's only written.
struct ResultWriter: Sendable {
    private enum Plan: Sendable {
        case value(Node)
        /// A member of the root. The place is nil where it can't be copied from the text.
        case member(place: Int?, Node)
        /// An object whose members are written one by one, each after its `head`, the text since the value before.
        case object([(head: [UInt8], place: Int?, value: Node)])
    }

    private let form: DocumentQuery.Form
    private let plan: Plan

    /// - Parameter ranges: what the roots that are lines find of their members.
    init(_ tree: Node, _ form: DocumentQuery.Form, _ ranges: SelectedRanges?) {
        self.form = form
        let place = { (node: Node) -> Int? in
            guard case .rootField(let name) = node.kind else { return nil }
            return ranges?.place(of: name)
        }
        switch (form, tree.kind) {
        case (.json, .rootField): plan = .member(place: place(tree), tree)
        case (.json(.compact), .hash(let members, isMember: false))
        where !members.isEmpty && Set(members.map { Array($0.key.utf8) }).count == members.count:
            plan = .object(
                members.enumerated().map { number, member in
                    var head = number == 0 ? Array("{".utf8) : Array(",".utf8)
                    serializeString(member.key, into: &head)
                    return (head + ":".utf8, place(member.value), member.value)
                })
        default: plan = .value(tree)
        }
    }

    /// - Parameter line: the evaluator's root, if that's a line.
    func write(
        _ evaluator: Evaluator, _ line: LineRoot?, to output: inout [UInt8]
    ) throws(ExpressionError) {
        switch plan {
        case .value(let node): try write(node, evaluator, to: &output)
        case .member(let place, let node):
            if !copied(line, place, to: &output) { try write(node, evaluator, to: &output) }
        case .object(let members):
            for number in members.indices {
                output += members[number].head
                if !copied(line, members[number].place, to: &output) {
                    try evaluator.evaluate(members[number].value, .null).serialize(into: &output)
                }
            }
            output.append(UInt8(ascii: "}"))
        }
        output.append(UInt8(ascii: "\n"))
    }

    @inline(__always)
    private func copied(_ line: LineRoot?, _ place: Int?, to output: inout [UInt8]) -> Bool {
        guard let line, let place else { return false }
        return line.copy(place, to: &output)
    }

    private func write(
        _ node: Node, _ evaluator: Evaluator, to output: inout [UInt8]
    ) throws(ExpressionError) {
        let value = try evaluator.evaluate(node, .null)
        switch (form, value) {
        case (.raw, .string(let text)): output += text.utf8
        case (.raw, _): value.serialize(into: &output)
        case (.json(let layout), _): value.serialize(into: &output, layout: layout)
        }
    }
}

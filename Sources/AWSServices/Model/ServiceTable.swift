// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization

/// The operations of one service, parsed on demand from a compact text that `scripts/service-tables` writes.
///
/// The text has one line for the service, one per operation, an empty line, and one per shape. Words are separated by
/// spaces, and separators within a word are percent-encoded.
///
/// - Service: `NAME PROTOCOL VERSION ENDPOINT-PREFIX SIGNING-NAME`, then `id=`, `json=`, `target=`, `xmlns=`, `global=`,
///   `!query-compatible`.
/// - Operation: `NAME METHOD PATH INPUT OUTPUT`, where a shape is `-` for none, and `.Request` for the operation's name
///   with that after it. Then `errors=A,B`, `status=` where it isn't 200, `wrap=`, `root=`, `host=`, `algorithm=`,
///   `!checksum`, `!unsigned`, `!unsigned-payload`; and of pages `in=A,B`, `out=A;B,C` (alternatives), `items=`,
///   `limit=`, `more=`.
/// - Shape: `NAME { MEMBER…` a structure, `NAME [ MEMBER` a list, `NAME < KEY VALUE` a map, `NAME LETTER` a scalar:
///   `s`tring, `i`nteger, `l`ong, `b`oolean, blob `x`, `t`imestamp, `f`loat, `d`ouble. Then `MIN..MAX`, `=A|B` values,
///   traits as `!sensitive`, and `payload=`, `name=`, `prefix=`, `xmlns=`, `status=`, `code=`.
/// - Member: its location (`/` path, `?` query, `^` header, `%` prefix of headers, `#` status, nothing for the body), its
///   name, flags (`*` required, `~` idempotency token, `+` flattened, `&` XML attribute, `$` JSON in a header, a backquote
///   for a label of the host, `>` streaming, `@` payload of an event, `!` with the namespace), `(WIRE-NAME)` where it's
///   another, and `:TYPE`, a shape's name or a scalar with `;` between its words. Without a type it's a string.
package struct ServiceTable: Sendable {
    package let facts: ServiceFacts
    private let operations: TableLines
    private let shapes: TableLines
    private let read = ReadOperations()

    /// A mistake in the text is a programming error, and ends the process.
    init(compact text: String) {
        let bytes = text.utf8Span.span
        var ends: [Int] = []
        for place in bytes.indices where bytes[place] == UInt8(ascii: "\n") { ends.append(place) }
        ends.append(bytes.count)
        guard let facts = TableReader.facts(Substring(text.utf8.prefix(ends[0]))),
            let empty = ends.indices.dropFirst().first(where: { ends[$0] == ends[$0 - 1] + 1 })
        else { preconditionFailure("not a service: \(text.prefix(80))") }
        self.facts = facts
        operations = TableLines(text, bounds: ends[..<empty].map { $0 + 1 })
        shapes = TableLines(text, bounds: ends[empty...].map { $0 + 1 })
    }

    /// In alphabetical order.
    package var operationNames: [String] { operations.names }

    /// nil if the service has no such operation.
    package func operation(named name: String) -> ServiceOperation? {
        if let operation = read[name] { return operation }
        guard let line = operations[Substring(name)] else { return nil }
        var reader = TableReader(shapes: shapes)
        guard let operation = reader.operation(name, line, of: facts) else {
            preconditionFailure("the table of \(facts.name) has a mistake at \(name)")
        }
        read.keep(operation)
        return operation
    }

    /// AWS's spelling of `name`, which may be spelled as in the AWS CLI (`list-functions`) and in any case; nil if the
    /// service has no such operation.
    package func operationName(spelled name: String) -> String? {
        if operations[Substring(name)] != nil { return name }
        let key = Self.key(name)
        return operationNames.first { Self.key($0) == key }
    }

    private static func key(_ name: String) -> String { name.lowercased().filter { $0 != "-" } }

    /// Method, path and fixed query of an operation, without parsing the rest of it; nil if the service has no such
    /// operation.
    package func requestLine(of name: String) -> (method: String, path: String, query: String)? {
        guard let line = operations[Substring(name)] else { return nil }
        let words = line.split(separator: " ", maxSplits: 2)
        guard words.count > 1 else { return nil }
        let target = words[1].split(separator: "?", maxSplits: 1)
        return (String(words[0]), String(target[0]), target.count > 1 ? String(target[1]) : "")
    }

    /// The exception with that name and its members; nil if the service has none.
    package func exception(named name: String) -> Shape? {
        guard shapes[Substring(name)] != nil else { return nil }
        var reader = TableReader(shapes: shapes)
        return reader.place(of: Substring(name)).map { reader.shapes[$0] }
    }
}

extension ServiceOperation {
    /// The operation called `name`. A name that isn't in the table is a programming error.
    package static func known(_ name: String, in table: ServiceTable) -> ServiceOperation {
        guard let operation = table.operation(named: name) else {
            preconditionFailure("\(table.facts.name) has no operation \(name)")
        }
        return operation
    }
}

/// The operations used so far: parsing one with all its shapes takes longer than building a request for it.
private final class ReadOperations: Sendable {
    private let operations = Mutex<[String: ServiceOperation]>([:])

    subscript(name: String) -> ServiceOperation? { operations.withLock { $0[name] } }

    func keep(_ operation: ServiceOperation) { operations.withLock { $0[operation.name] = operation } }
}

// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// Reads a table's lines (`ServiceTable` describes them), with the shapes that they refer to.
struct TableReader {
    private let lines: TableLines
    private var places: [Substring: Int] = [:]
    private(set) var shapes: [Shape] = []

    init(shapes lines: TableLines) { self.lines = lines }

    static func facts(_ line: Substring) -> ServiceFacts? {
        let words = Words(line)
        guard words.plain.count == 5, let wireProtocol = ServiceFacts.WireProtocol(rawValue: String(words.plain[1]))
        else { return nil }
        var facts = ServiceFacts(
            name: String(words.plain[0]), wireProtocol: wireProtocol, version: String(words.plain[2]),
            endpointPrefix: String(words.plain[3]), signingName: String(words.plain[4]), id: words["id"] ?? "")
        facts.jsonVersion = words["json"]
        facts.targetPrefix = words["target"]
        facts.xmlNamespace = words["xmlns"]
        facts.globalEndpoint = words["global"]
        facts.isQueryCompatible = words.has("query-compatible")
        return facts
    }

    mutating func operation(_ name: String, _ line: Substring, of facts: ServiceFacts) -> ServiceOperation? {
        // A path's query may contain `=`, so the first words are removed before the others are parsed.
        let all = line.split(separator: " ")
        guard all.count >= 4 else { return nil }
        let words = Words(all.dropFirst(4))
        let target = all[1].split(separator: "?", maxSplits: 1)
        func whole(_ name: String, _ text: Substring) -> Substring {
            text.first == "." ? Substring(name + text.dropFirst()) : text
        }
        let names = (all[2], all[3])
        var input: Int?
        var output: Int?
        if names.0 != "-" {
            guard let place = place(of: whole(name, names.0)) else { return nil }
            input = place
        }
        if names.1 != "-" {
            guard let place = place(of: whole(name, names.1)) else { return nil }
            output = place
        }
        return ServiceOperation(
            service: facts, name: name, method: String(all[0]), path: String(target[0]),
            query: target.count > 1 ? String(target[1]) : "", input: input, output: output, shapes: shapes,
            areVerbatim: ServiceOperation.verbatim(shapes),
            errors: words.list("errors"), status: words["status"].flatMap { Int($0) } ?? 200,
            resultWrapper: words["wrap"].map { String(whole(name, Substring($0))) },
            rootName: words["root"].map { String(whole(name, Substring($0))) }, hostPrefix: words["host"],
            requiresChecksum: words.has("checksum"), checksumMember: words["algorithm"],
            isUnsigned: words.has("unsigned"), hasUnsignedPayload: words.has("unsigned-payload"),
            paging: Self.paging(words))
    }

    private static func paging(_ words: Words) -> PageRules? {
        let inputs = words.list("in")
        guard !inputs.isEmpty else { return nil }
        let outputs = words.list("out").map { $0.split(separator: ";").map(String.init) }
        return PageRules(
            tokens: zip(inputs, outputs).map { ($0, $1) }, results: words.list("items"), limit: words["limit"],
            more: words["more"])
    }

    /// The index of a type's shape in `shapes`; nil if the word isn't a type.
    mutating func place(of type: Substring) -> Int? {
        if let place = places[type] { return place }
        let line = lines[type]
        let words = line?.split(separator: " ") ?? type.split(separator: ";")
        guard let kind = words.first else { return nil }
        // A shape can be recursive, so its index is known before its members are.
        let place = shapes.count
        places[type] = place
        shapes.append(Shape(name: line == nil ? "" : String(type), kind: .string))
        let count: Int
        switch kind {
        case "[": count = 1
        case "<": count = 2
        case "{": count = words.dropFirst().firstIndex(where: Words.isFact).map { $0 - 1 } ?? words.count - 1
        default: count = 0
        }
        guard words.count > count else { return nil }
        var members: [ShapeMember] = []
        members.reserveCapacity(count)
        for word in words.dropFirst().prefix(count) {
            guard let member = member(word) else { return nil }
            members.append(member)
        }
        guard let read = Self.kind(kind, members, Words(words.dropFirst(count + 1))) else { return nil }
        shapes[place].kind = read
        shapes[place].take(Words(words.dropFirst(count + 1)))
        return place
    }

    private static func kind(_ letter: Substring, _ members: [ShapeMember], _ words: Words) -> Shape.Kind? {
        switch letter {
        case "{": .structure(members)
        case "[": .list(members[0])
        case "<": .map(key: members[0], value: members[1])
        case "s": .string
        case "i": .integer
        case "l": .long
        case "b": .boolean
        case "x": .blob
        case "t": .timestamp(words.traits.lazy.compactMap { Shape.TimestampFormat(rawValue: String($0)) }.first)
        case "f": .float
        case "d": .double
        default: nil
        }
    }

    private mutating func member(_ word: Substring) -> ShapeMember? {
        var rest = word.utf8
        var location = ShapeMember.Location.body
        if let first = rest.first, let named = Self.location(first) {
            location = named
            rest = rest.dropFirst()
        }
        let name = rest.prefix(while: \.isNameByte)
        rest = rest[name.endIndex...]
        var traits: ShapeMember.Traits = []
        while let byte = rest.first, let trait = Self.trait(byte) {
            traits.insert(trait)
            rest = rest.dropFirst()
        }
        var wireName: String?
        if rest.first == UInt8(ascii: "(") {
            guard let end = rest.firstIndex(of: UInt8(ascii: ")")) else { return nil }
            wireName = String(Substring(rest[..<end].dropFirst()))
            rest = rest[end...].dropFirst()
        }
        guard rest.isEmpty || rest.first == UInt8(ascii: ":") else { return nil }
        guard let place = place(of: rest.isEmpty ? "s" : Substring(rest.dropFirst())) else { return nil }
        return ShapeMember(
            name: String(Substring(name)), shape: place, location: location, wireName: wireName, traits: traits)
    }

    private static func location(_ byte: UInt8) -> ShapeMember.Location? {
        switch byte {
        case UInt8(ascii: "/"): .path
        case UInt8(ascii: "?"): .query
        case UInt8(ascii: "^"): .header
        case UInt8(ascii: "%"): .headers
        case UInt8(ascii: "#"): .status
        default: nil
        }
    }

    private static func trait(_ byte: UInt8) -> ShapeMember.Traits? {
        switch byte {
        case UInt8(ascii: "*"): .required
        case UInt8(ascii: "~"): .idempotencyToken
        case UInt8(ascii: "+"): .flattened
        case UInt8(ascii: "&"): .xmlAttribute
        case UInt8(ascii: "$"): .jsonValue
        case UInt8(ascii: "`"): .hostLabel
        case UInt8(ascii: ">"): .streaming
        case UInt8(ascii: "@"): .eventPayload
        case UInt8(ascii: "!"): .namespaced
        default: nil
        }
    }
}

extension Shape {
    fileprivate mutating func take(_ words: Words) {
        if let limits = words.limits { (minimum, maximum) = limits }
        values = words.values
        for trait in words.traits {
            switch trait {
            case "streaming": traits.insert(.streaming)
            case "sensitive": traits.insert(.sensitive)
            case "flattened": traits.insert(.flattened)
            case "exception": traits.insert(.exception)
            case "fault": traits.insert(.fault)
            case "sender": traits.insert(.senderFault)
            case "union": traits.insert(.union)
            case "event": traits.insert(.event)
            case "eventstream": traits.insert(.eventStream)
            default: break
            }
        }
        payload = words["payload"]
        wireName = words["name"]
        status = words["status"].flatMap { Int($0) }
        code = words["code"]
        if let prefix = words["prefix"], let uri = words["xmlns"] { namespace = (prefix, uri) }
    }
}

/// A line's words, by type.
private struct Words {
    private(set) var plain: [Substring] = []
    private(set) var traits: [Substring] = []
    private(set) var values: [String] = []
    private(set) var limits: (minimum: Double?, maximum: Double?)?
    private var facts: [(name: Substring, value: Substring)] = []

    init(_ line: Substring) { self.init(line.split(separator: " ")[...]) }

    init(_ words: ArraySlice<Substring>) {
        for word in words {
            if word.utf8.first == UInt8(ascii: "!") {
                traits.append(word.dropFirst())
            } else if word.utf8.first == UInt8(ascii: "=") {
                values = word.dropFirst().split(separator: "|", omittingEmptySubsequences: false).map(Self.decoded)
            } else if let range = Self.range(word) {
                limits = range
            } else if let equals = word.utf8.firstIndex(of: UInt8(ascii: "=")) {
                facts.append((word[..<equals], word[equals...].dropFirst()))
            } else {
                plain.append(word)
            }
        }
    }

    /// Whether a word in a structure's line is a trait rather than a member.
    static func isFact(_ word: Substring) -> Bool {
        if word.utf8.first == UInt8(ascii: "!") { return true }
        // A member may also contain `=`, after its type.
        guard let equals = word.utf8.firstIndex(of: UInt8(ascii: "=")) else { return false }
        return word[..<equals].utf8.allSatisfy(\.isNameByte)
    }

    func has(_ trait: Substring) -> Bool { traits.contains(trait) }

    subscript(_ name: Substring) -> String? { facts.first { $0.name == name }.map { Self.decoded($0.value) } }

    func list(_ name: Substring) -> [String] {
        self[name].map { $0.split(separator: ",").map(String.init) } ?? []
    }

    private static func range(_ word: Substring) -> (Double?, Double?)? {
        guard let dot = word.firstRange(of: "..") else { return nil }
        let (low, high) = (word[..<dot.lowerBound], word[dot.upperBound...])
        guard low.isEmpty || Double(low) != nil, high.isEmpty || Double(high) != nil else { return nil }
        return (Double(low), Double(high))
    }

    private static func decoded(_ text: Substring) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
        return String(decoding: PercentEncoding.decode(text.utf8), as: UTF8.self)
    }
}

extension UInt8 {
    fileprivate var isNameByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}

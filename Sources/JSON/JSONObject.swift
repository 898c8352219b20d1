// SPDX-License-Identifier: GPL-3.0-or-later

/// The members of a JSON object, in the order in which their keys first appeared.
///
/// Keys are compared byte by byte, as JSON wants it; a dictionary of Swift strings would take the two spellings of `é`
/// for one key.
public struct JSONObject: Sendable {
    struct Member: Sendable {
        var key: String
        var value: JSONValue
    }

    fileprivate var members: [Member] = []
    /// Nil while the members are so few that looking at each key is faster.
    private var index: KeyIndex?

    public init() {}

    /// Setting a known key keeps its place; nil removes the member.
    public subscript(key: String) -> JSONValue? {
        get { position(of: key).map { members[$0].value } }
        set {
            if let newValue { set(key, newValue) } else { removeValue(forKey: key) }
        }
    }

    /// Sets the value of `key`; a known key keeps its place.
    public mutating func set(_ key: String, _ value: JSONValue) {
        if let known = position(of: key) {
            members[known].value = value
        } else {
            append(key, value)
        }
    }

    /// Adds a member whose key is known to be new.
    @inline(__always)
    mutating func append(_ key: consuming String, _ value: consuming JSONValue) {
        members.append(Member(key: key, value: value))
        if members.count > KeyIndex.threshold { indexLast() }
    }

    private mutating func indexLast() {
        if index?.append(members) == nil { index = KeyIndex(members) }
    }

    @discardableResult
    public mutating func removeValue(forKey key: String) -> JSONValue? {
        guard let known = position(of: key) else { return nil }
        let removed = members.remove(at: known)
        index = members.count > KeyIndex.threshold ? KeyIndex(members) : nil
        return removed.value
    }

    public mutating func reserveCapacity(_ count: Int) { members.reserveCapacity(count) }

    public var keys: [String] { members.map(\.key) }
    public var values: [JSONValue] { members.map(\.value) }

    @inline(__always)
    fileprivate func position(of key: String) -> Int? {
        if let index { return index.position(of: key, in: members) }
        for position in members.indices where isIdentical(members[position].key, key) { return position }
        return nil
    }
}

extension Array<JSONValue> {
    /// Appends the value that each element has for `key`; elements that are no objects, have no such member or have null
    /// there give nothing.
    public func appendMembers(_ key: String, to result: inout [JSONValue]) {
        for place in indices {
            if case .object(let object) = self[place] { object.appendMember(key, to: &result) }
        }
    }

    /// As `appendMembers`, with the elements of an array in its place.
    public func appendMembersFlat(_ key: String, to result: inout [JSONValue]) {
        for place in indices {
            switch self[place] {
            case .object(let object): object.appendMember(key, to: &result)
            case .array(let inner): inner.appendMembers(key, to: &result)
            case .null, .bool, .number, .string: break
            }
        }
    }
}

extension JSONObject {
    @inline(__always)
    fileprivate func appendMember(_ key: String, to result: inout [JSONValue]) {
        guard let position = position(of: key) else { return }
        if case .null = members[position].value { return }
        result.append(members[position].value)
    }
}

extension JSONObject: RandomAccessCollection {
    public typealias Element = (key: String, value: JSONValue)
    public var startIndex: Int { 0 }
    public var endIndex: Int { members.count }
    public subscript(position: Int) -> Element { (members[position].key, members[position].value) }
}

extension JSONObject: Hashable {
    /// JSON objects are equal when they have the same members, whatever their order.
    public static func == (a: JSONObject, b: JSONObject) -> Bool {
        a.count == b.count && a.members.allSatisfy { b[$0.key] == $0.value }
    }

    public func hash(into hasher: inout Hasher) {
        // The order does not count, so neither may it count here.
        var sum = 0
        for member in members {
            var memberHasher = Hasher()
            hashBytes(of: member.key, into: &memberHasher)
            memberHasher.combine(member.value)
            sum &+= memberHasher.finalize()
        }
        hasher.combine(sum)
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        for (key, value) in elements { set(key, value) }
    }
}

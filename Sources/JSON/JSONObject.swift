// SPDX-License-Identifier: GPL-3.0-or-later

/// The members of a JSON object, in the order in which their keys first appeared.
///
/// Keys are compared byte by byte, as JSON requires; a dictionary of Swift strings would treat the two spellings of `é`
/// as one key.
public struct JSONObject: Sendable {
    struct Member: Sendable {
        var key: String
        var value: JSONValue
    }

    fileprivate var members: [Member] = []
    /// nil while there are so few members that a linear search is faster.
    fileprivate var index: KeyIndex?

    public init() {}

    /// Setting an existing key keeps its position; nil removes the member.
    public subscript(key: String) -> JSONValue? {
        get { position(of: key).map { members[$0].value } }
        set {
            if let newValue { set(key, newValue) } else { removeValue(forKey: key) }
        }
    }

    /// Sets the value of `key`; an existing key keeps its position.
    public mutating func set(_ key: String, _ value: JSONValue) {
        if let known = position(of: key) {
            members[known].value = value
        } else {
            append(key, value)
        }
    }

    /// Adds a member whose key is known to be new.
    @inline(__always)
    package mutating func append(_ key: consuming String, _ value: consuming JSONValue) {
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
        let members = members.span
        for position in members.indices where isIdentical(members[position].key, key) { return position }
        return nil
    }
}

extension Array<JSONValue> {
    /// Appends each element's value for `key`; skips elements that aren't objects, that lack the member, or where it's
    /// null.
    public func appendMembers(_ key: String, to result: inout [JSONValue]) {
        for place in indices { appendMember(key, ofElementAt: place, to: &result) }
    }

    /// Like `appendMembers`, but an array's elements are appended one by one.
    public func appendMembersFlat(_ key: String, to result: inout [JSONValue]) {
        for place in indices {
            if case .array(let inner) = self[place] {
                inner.appendMembers(key, to: &result)
            } else {
                appendMember(key, ofElementAt: place, to: &result)
            }
        }
    }

    @inline(__always)
    private func appendMember(_ key: String, ofElementAt place: Int, to result: inout [JSONValue]) {
        if let value = member(key, ofElementAt: place), !value.isNull { result.append(value) }
    }

    /// Each element's value for `key`; null for elements that aren't objects or lack the member.
    public func members(_ key: String) -> [JSONValue] { indices.map { member(key, ofElementAt: $0) ?? .null } }

    @inline(__always)
    private func member(_ key: String, ofElementAt place: Int) -> JSONValue? {
        switch self[place].shortMember(key) {
        case .found(let value): value
        case .absent: nil
        case .unknown: self[place][key]
        }
    }
}

extension JSONValue {
    fileprivate enum Lookup {
        case found(JSONValue)
        case absent
        /// The storage of the keys, or a large object's index, has to be read.
        case unknown
    }

    /// The member `key`, as far as the bits of the keys determine it.
    ///
    /// This only reads and calls nothing that could do more, so the optimizer doesn't retain the array element that
    /// it's called on. On a large document that's mostly uncached, reference counting took half of a search's time.
    @inline(never)
    fileprivate func shortMember(_ key: String) -> Lookup {
        guard case .object(let object) = self else { return .absent }
        guard object.index == nil else { return .unknown }
        var isCertain = true
        for position in object.members.indices {
            switch isIdenticalByBits(object.members[position].key, key) {
            case true?: return .found(object.members[position].value)
            case false?: continue
            case nil: isCertain = false
            }
        }
        return isCertain ? .absent : .unknown
    }
}

extension JSONObject: RandomAccessCollection {
    public typealias Element = (key: String, value: JSONValue)
    public var startIndex: Int { 0 }
    public var endIndex: Int { members.count }
    public subscript(position: Int) -> Element { (members[position].key, members[position].value) }
}

extension JSONObject: Hashable {
    /// JSON objects are equal if they have the same members, in any order.
    public static func == (a: JSONObject, b: JSONObject) -> Bool {
        a.count == b.count && a.members.allSatisfy { b[$0.key] == $0.value }
    }

    public func hash(into hasher: inout Hasher) {
        // The order doesn't matter for equality, so it mustn't matter for the hash.
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

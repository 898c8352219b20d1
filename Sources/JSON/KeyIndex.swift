// SPDX-License-Identifier: GPL-3.0-or-later

/// The positions of a large object's keys: a hash table with linear probing over the positions of its members.
struct KeyIndex: Sendable {
    /// Objects with at most this many members are searched linearly.
    static let threshold = 16

    /// Positions of members, `-1` if free; the count is a power of two, at least twice the number of members.
    private var slots: [Int32]

    init(_ members: [JSONObject.Member]) {
        var capacity = 4 * Self.threshold
        while capacity < 4 * members.count { capacity *= 2 }
        slots = Array(repeating: -1, count: capacity)
        for position in members.indices { insert(position, key: members[position].key) }
    }

    func position(of key: String, in members: [JSONObject.Member]) -> Int? {
        var slot = firstSlot(key)
        while slots[slot] >= 0 {
            let position = Int(slots[slot])
            if isIdentical(members[position].key, key) { return position }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Indexes the last of `members`, which is new.
    mutating func append(_ members: [JSONObject.Member]) {
        if 2 * members.count > slots.count {
            self = KeyIndex(members)
        } else {
            insert(members.count - 1, key: members[members.count - 1].key)
        }
    }

    private mutating func insert(_ position: Int, key: String) {
        var slot = firstSlot(key)
        while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = Int32(position)
    }

    private func firstSlot(_ key: String) -> Int {
        var hasher = Hasher()
        hashBytes(of: key, into: &hasher)
        return hasher.finalize() & (slots.count - 1)
    }
}

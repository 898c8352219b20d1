// SPDX-License-Identifier: GPL-3.0-or-later

/// The names that may have a value at some point of a program.
///
/// A block starts with a reach of its own layer, so following it takes time for the names that it binds, not for all
/// that it can see.
struct Reach {
    /// What a block changed, compared with where it began.
    struct Changes {
        fileprivate var added: Set<String> = []
        fileprivate var removed: Set<String> = []
        fileprivate var isOpen: Bool

        /// Where one of two paths that begin at the same point arrives.
        func joined(with other: Changes) -> Changes {
            let added = added.union(other.added)
            return Changes(
                added: added, removed: removed.intersection(other.removed).subtracting(added),
                isOpen: isOpen || other.isOpen)
        }
    }

    /// From the outermost block to the current one.
    private var layers: [Changes]

    init(names: Set<String>, isOpen: Bool = false) { layers = [Changes(added: names, isOpen: isOpen)] }

    /// Whether any other name may have a value, too, since a file ran that the check can't see.
    var isOpen: Bool {
        get { layers[layers.count - 1].isOpen }
        set { layers[layers.count - 1].isOpen = newValue }
    }

    /// All names; takes time for each.
    var names: Set<String> {
        layers.reduce(into: []) { names, layer in
            names.subtract(layer.removed)
            names.formUnion(layer.added)
        }
    }

    func contains(_ name: String) -> Bool {
        for layer in layers.reversed() {
            if layer.added.contains(name) { return true }
            if layer.removed.contains(name) { return false }
        }
        return false
    }

    mutating func insert(_ name: String) {
        layers[layers.count - 1].removed.remove(name)
        layers[layers.count - 1].added.insert(name)
    }

    mutating func insert(_ names: some Sequence<String>) {
        for name in names { insert(name) }
    }

    mutating func remove(_ name: String) {
        layers[layers.count - 1].added.remove(name)
        layers[layers.count - 1].removed.insert(name)
    }

    mutating func remove(_ names: some Sequence<String>) {
        for name in names { remove(name) }
    }

    /// The start of a block.
    func nested() -> Reach {
        var inner = self
        inner.layers.append(Changes(isOpen: isOpen))
        return inner
    }

    /// What changed since `nested`.
    var changes: Changes { layers[layers.count - 1] }

    /// A block always runs.
    mutating func apply(_ changes: Changes) {
        remove(changes.removed)
        insert(changes.added)
        isOpen = isOpen || changes.isOpen
    }

    /// A block may run.
    mutating func join(_ changes: Changes) {
        insert(changes.added)
        isOpen = isOpen || changes.isOpen
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later

package import Isolation
import JMESPath
import JSON

/// The variables that statements see: the session's, or those of one call of a `def`, which can read the outer ones
/// but not change them.
@SessionActor
package final class Scope {
    /// No access overlaps another: each only gives or takes values. Having that checked costs a tenth of a calculation.
    @exclusivity(unchecked) private var variables = VariableTable()
    private let outer: Scope?
    /// Whether a secret value was ever assigned here or in an outer scope; most sessions have none, so nothing has to be
    /// searched for them.
    private var hadSecrets = false
    var mayHaveSecrets: Bool { hadSecrets || outer?.mayHaveSecrets ?? false }

    /// The value of `_`; nil until a command sets it.
    var result: Value? {
        didSet {
            if result?.isSecret ?? false { hadSecrets = true }
            resultCount += 1
        }
    }
    /// How often `_` was set.
    private(set) var resultCount = 0
    /// The value of `last`.
    var last: LastResponse? { didSet { addServiceTime(last?.duration ?? .zero) } }
    /// Time spent in the service by commands of this scope and the scopes inside it.
    package private(set) var serviceTime = Duration.zero
    /// Whether statements print their values; inside a `def` only `print` prints.
    let printsValues: Bool

    package init() {
        outer = nil
        printsValues = true
    }

    /// An independent scope that starts with a copy of `other`.
    init(copying other: Scope, printsValues: Bool) {
        outer = nil
        self.printsValues = printsValues
        unsafe variables = other.variables.copy()
        hadSecrets = other.mayHaveSecrets
        result = other.result
        last = other.last
    }

    /// - Parameter locals: names that belong to this scope even before they have a value.
    init(inside outer: Scope, locals: [String], printsValues: Bool) {
        self.outer = outer
        unsafe variables = VariableTable(declaring: locals)
        self.printsValues = printsValues
    }

    private func addServiceTime(_ duration: Duration) {
        serviceTime += duration
        outer?.addServiceTime(duration)
    }

    package subscript(name: String) -> Value? {
        get {
            if let value = unsafe variables[name] { return value }
            // A local name hides the outer one even before it has a value.
            return unsafe variables.declares(name) ? nil : outer?[name]
        }
        set {
            if newValue?.isSecret ?? false { hadSecrets = true }
            unsafe variables[name] = newValue
        }
    }

    /// Changes the value of `name`, which must have one, in place: while `change` runs, the scope doesn't share it. If
    /// `change` throws, the value stays as it was.
    func change<E>(_ name: String, _ change: (inout Value) throws(E) -> Void) throws(E) {
        guard var value = self[name] else { return }
        let isHere = unsafe variables.contains(name)
        if isHere { unsafe variables[name] = .null }
        var isChanged = false
        defer { if isChanged || isHere { self[name] = value } }
        try change(&value)
        isChanged = true
    }

    /// The JSON of the value of `name`.
    func json(_ name: String) -> JSONValue? {
        if let json = unsafe variables.json(name) { return json }
        return unsafe variables.declares(name) ? nil : outer?.json(name)
    }

    /// Whether `name` has a value.
    func knows(_ name: String) -> Bool {
        if unsafe variables.contains(name) { return true }
        guard unsafe !variables.declares(name), let outer else { return false }
        return outer.knows(name)
    }

    /// Whether `name` is local because of a later assignment.
    func isUnassignedLocal(_ name: String) -> Bool { unsafe variables.declares(name) && !variables.contains(name) }

    /// The names that have a value here, in alphabetical order.
    package var names: [String] { unsafe variables.names.sorted() }

    /// All names that can be read here.
    package var visibleNames: Set<String> {
        unsafe Set(variables.names).union((outer?.visibleNames ?? []).subtracting(variables.declaredNames))
    }
}

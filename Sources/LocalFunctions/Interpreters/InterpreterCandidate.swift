// SPDX-License-Identifier: GPL-3.0-or-later

/// A program that may be the interpreter that's needed.
package struct InterpreterCandidate: Sendable, Hashable {
    /// The strongest first.
    package enum Place: Int, Sendable, Hashable {
        /// What a variable names: an active virtual environment, `JAVA_HOME`.
        case environment
        case path
        /// Somewhere a version manager or package manager puts it.
        case installation
        /// A script named after another version, which only a version manager may be behind.
        case script
    }

    package var path: String
    package var place: Place
    /// The version that its name or folder promises.
    package var claim: InterpreterVersion?
    /// It's a script, which may promise a version that isn't there.
    package var isScript: Bool

    package init(path: String, place: Place, claim: InterpreterVersion?, isScript: Bool = false) {
        self.path = path
        self.place = place
        self.claim = claim
        self.isScript = isScript
    }
}

/// An interpreter that was found.
package struct LocatedInterpreter: Sendable, Hashable {
    package var path: String
    /// nil if only running it can tell.
    package var version: InterpreterVersion?

    package init(path: String, version: InterpreterVersion?) {
        self.path = path
        self.version = version
    }

    /// For example `3.11`; nil if it isn't known.
    package var minorVersion: String? {
        guard let version, version.numbers.count > 1 else { return nil }
        return version.numbers.prefix(2).map(String.init).joined(separator: ".")
    }
}

/// The result of running a candidate.
package enum InterpreterFinding: Sendable, Hashable {
    /// The program that eventually ran, and its version.
    case works(path: String, InterpreterVersion)
    /// It doesn't run, or doesn't report its version; with the reason.
    case broken(String)
}

// SPDX-License-Identifier: GPL-3.0-or-later

package import ShellLanguage
package import Waiting

/// Reads and writes whole files, with paths as the user types them.
package struct UserFiles: Sendable {
    /// For a leading `~/`.
    package var home: String?

    package init(home: String?) { self.home = home }

    package func expand(_ path: String) -> String {
        guard path.hasPrefix("~/"), let home else { return path }
        return home + path.dropFirst(1)
    }

    /// A path in the home folder with `~`, for people.
    package func abbreviated(_ path: String) -> String {
        guard let home, !home.isEmpty, path.hasPrefix(home + "/") else { return path }
        return "~" + path.dropFirst(home.count)
    }

    /// Throws `.interrupted` as soon as the task is cancelled, even while a FIFO has no writer.
    package func read(_ path: String) async throws(Stop) -> [UInt8] {
        do { return try await InputDescriptor.content(of: expand(path)) } catch {
            throw Stop(error, "can't read", path)
        }
    }

    /// The bytes of a file as they arrive; throws like `read`.
    package func open(_ path: String) async throws(Stop) -> InputDescriptor {
        do { return try await .open(expand(path)) } catch { throw Stop(error, "can't read", path) }
    }

    /// Replaces the file, or appends to it. Throws `.interrupted` as soon as the task is cancelled, even while a FIFO has
    /// no reader.
    package func write(_ bytes: [UInt8], to path: String, appending: Bool = false) async throws(Stop) {
        do {
            try await OutputFile.write(bytes, to: expand(path), appending: appending)
        } catch {
            throw Stop(error, "can't write", path)
        }
    }
}

extension Stop {
    fileprivate init(_ error: any Error, _ what: String, _ path: String) {
        self = error is CancellationError ? .interrupted : .failed(.file, "\(what) `\(path)`: \(error)")
    }
}

/// Loads scripts for a check, resolving paths as `source` does.
extension UserFiles: ScriptFiles {
    package func path(of name: String, beside path: String) -> String { RunningFile(path: path).sibling(name) }

    package func script(at path: String) async throws(UnreadableScript) -> [UInt8] {
        do {
            return try await read(path)
        } catch {
            guard case .failed(let failure) = error else { throw UnreadableScript(message: "interrupted") }
            throw UnreadableScript(message: failure.message)
        }
    }
}

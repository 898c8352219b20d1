// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials

/// The files that configuration and keys are read from.
package protocol FileReading: Sendable {
    /// The bytes of the file at an absolute path; nil when there is none.
    func read(_ path: String) throws(FileReadingError) -> [UInt8]?
    /// The names in a folder; empty when there is none.
    func names(in folder: String) -> [String]
}

/// A file that is there and cannot be read.
package struct FileReadingError: Error, Sendable, Hashable {
    package var path: String
    package var reason: String

    package init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }
}

/// The files of this machine.
package struct LocalFiles: FileReading {
    package init() {}

    package func read(_ path: String) throws(FileReadingError) -> [UInt8]? {
        do {
            return Array(try Data(contentsOf: URL(filePath: path)))
        } catch let error as CocoaError where error.code == .fileReadNoSuchFile {
            return nil
        } catch {
            throw FileReadingError(path: path, reason: (error as? CocoaError).map(Self.reason) ?? "it cannot be read")
        }
    }

    package func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }

    private static func reason(_ error: CocoaError) -> String {
        switch error.code {
        case .fileReadNoPermission: "no permission to read it"
        default: "it cannot be read"
        }
    }
}

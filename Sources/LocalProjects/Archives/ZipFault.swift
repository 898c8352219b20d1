// SPDX-License-Identifier: GPL-3.0-or-later

/// Why an archive was not unpacked: facts only.
package enum ZipFault: Error, Sendable, Hashable {
    /// It is no zip archive, or damaged at this place.
    case damaged(String)
    /// An entry would be written outside of the folder.
    case unsafePath(String)
    case duplicate(String)
    /// An encrypted entry, or one compressed by a method other than stored and deflated.
    case unsupported(String)
    /// Unpacked it would take more than this many bytes.
    case tooLarge(limit: Int)
    case tooManyEntries(limit: Int)
    case cannotWrite(path: String, reason: String)
}

extension ZipFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .damaged(let what): "Could not unzip uploaded file: \(what)"
        case .unsafePath(let path): "The archive's entry \(path) leads out of the function's folder"
        case .duplicate(let path): "The archive has two entries \(path)"
        case .unsupported(let path):
            "The archive's entry \(path) is encrypted or compressed by a method that is not known here"
        case .tooLarge(let limit): "Unzipped size must be smaller than \(limit) bytes"
        case .tooManyEntries(let limit): "The archive must have fewer than \(limit) entries"
        case .cannotWrite(let path, let reason): "\(path) cannot be written: \(reason)"
        }
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later

/// Why an archive couldn't be unpacked: facts only.
package enum ZipFault: Error, Sendable, Hashable {
    /// It isn't a zip archive, or it's damaged at this place.
    case damaged(String)
    /// An entry would be written outside the folder.
    case unsafePath(String)
    case duplicate(String)
    /// An encrypted entry, or one with a compression method other than stored and deflated.
    case unsupported(String)
    /// Its unpacked size would exceed this many bytes.
    case tooLarge(limit: Int)
    case tooManyEntries(limit: Int)
    case cannotWrite(path: String, reason: String)
}

extension ZipFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .damaged(let what): "Could not unzip uploaded file: \(what)"
        case .unsafePath(let path): "The archive's entry \(path) is outside the function's folder"
        case .duplicate(let path): "The archive has two entries named \(path)"
        case .unsupported(let path):
            "The archive's entry \(path) is encrypted or uses an unsupported compression method"
        case .tooLarge(let limit): "Unzipped size must be smaller than \(limit) bytes"
        case .tooManyEntries(let limit): "The archive must have fewer than \(limit) entries"
        case .cannotWrite(let path, let reason): "\(path) can't be written: \(reason)"
        }
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import FoundationEssentials

/// The interpreter that the first line of a script names, if it's why the script can't be started. The system then only
/// says that a file is missing.
enum MissingInterpreter {
    /// Why the script at `path` can't be started; nil if its interpreter isn't the reason. Blocks on a file.
    static func reason(path: String) -> String? {
        guard let script = try? Data(contentsOf: URL(filePath: path), options: .alwaysMapped) else { return nil }
        let line = script.prefix(256).prefix { $0 != UInt8(ascii: "\n") }
        guard line.starts(with: "#!".utf8) else { return nil }
        let words = String(decoding: line.dropFirst(2), as: UTF8.self).split { $0 == " " || $0 == "\t" }
        guard let interpreter = words.first.map(String.init) else { return nil }
        if FileManager.default.isExecutableFile(atPath: interpreter) { return nil }
        guard line.last != UInt8(ascii: "\r") else {
            return "the first line of \(path) ends with CR LF, but must end with LF"
        }
        return "the first line of \(path) names an interpreter that doesn't exist: \(interpreter)"
    }
}

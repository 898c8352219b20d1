// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// A pip requirements file.
package struct Requirements {
    private let lines: [Substring]

    package init(_ content: [UInt8]) {
        lines = String(decoding: content, as: UTF8.self).split(whereSeparator: \.isNewline)
            .map { line in line.drop { $0 == " " || $0 == "\t" } }
            .filter { !$0.isEmpty && !$0.hasPrefix("#") }
    }

    /// It asks for something to be installed.
    package var hasPackages: Bool { lines.contains { !$0.hasPrefix("-") || Self.isFile($0) || Self.isEditable($0) } }

    private static func isEditable(_ line: Substring) -> Bool { line.hasPrefix("-e") || line.hasPrefix("--editable") }

    private static func isFile(_ line: Substring) -> Bool {
        ["-r", "--requirement", "-c", "--constraint"].contains { line.hasPrefix($0) }
    }

    /// The names that lines begin with, in the form of `normal`; paths have some, too.
    package var names: [String] {
        lines.filter { !$0.hasPrefix("-") }.map { line in
            let name = line.utf8.prefix { $0.isNameCharacter || $0 == UInt8(ascii: ".") }
            return Self.normal(String(Substring(name)))
        }
    }

    /// PEP 503, so that `aws_lambda_powertools` is `aws-lambda-powertools`.
    package static func normal(_ name: String) -> String {
        name.lowercased().split { "-_.".contains($0) }.joined(separator: "-")
    }

    /// Paths of other requirements files.
    package var files: [String] { lines.filter(Self.isFile).compactMap(Self.operand) }

    /// Paths of packages on this machine: folders, wheels and archives.
    package var localPackages: [String] {
        lines.compactMap { line in
            if Self.isEditable(line) { return Self.operand(line) }
            let word = String(line.prefix { $0 != " " && $0 != "\t" && $0 != ";" && $0 != "[" })
            let isPath = word.hasPrefix(".") || word.hasPrefix("/") || word.hasSuffix(".whl") || word.hasSuffix(".gz")
            return isPath && !word.contains("://") ? word : nil
        }
    }

    /// `FILE` of `-r FILE`, `-rFILE` or `--requirement=FILE`.
    private static func operand(_ line: Substring) -> String? {
        let name = line.hasPrefix("--") ? line.prefix { $0 != " " && $0 != "=" } : line.prefix(2)
        let rest = line.dropFirst(name.count).drop { $0 == " " || $0 == "=" || $0 == "\t" }
        return rest.isEmpty ? nil : String(rest.prefix { $0 != " " && $0 != "\t" })
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later

/// Words that name a file where `@FILE` does so here.
enum FileReference {
    private static let extensions: Set<String> = [
        "json", "jsonl", "ndjson", "txt", "csv", "tsv", "yaml", "yml", "xml", "bin", "zip", "b64", "png", "jpg", "pdf",
    ]

    /// The file that a bare word names: `file://e.json` and `fileb://e.json` of the AWS CLI, `./e.json`, `e.json`, or
    /// `-` for standard input; nil for other words.
    static func name(in word: String) -> String? {
        if word == "-" { return word }
        if let file = url(word) { return file }
        if word.hasPrefix("./") || word.hasPrefix("../") || word.hasPrefix("/") || word.hasPrefix("~/") { return word }
        guard let dot = word.lastIndex(of: ".") else { return nil }
        return extensions.contains(word[word.index(after: dot)...].lowercased()) ? word : nil
    }

    /// The file of a `file://` or `fileb://` URL.
    static func url(_ text: String) -> String? {
        for prefix in ["file://", "fileb://"] where text.hasPrefix(prefix) && text.utf8.count > prefix.utf8.count {
            return String(text.dropFirst(prefix.count))
        }
        return nil
    }
}

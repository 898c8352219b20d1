// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds words that name a file where lamsh needs `@FILE`.
enum FileReference {
    /// Whether a text is the address of an object in S3, which is read like a file.
    static func isObject(_ text: some StringProtocol) -> Bool { text.hasPrefix(objectScheme) }

    /// What such addresses begin with.
    static let objectScheme = "s3://"

    private static let extensions: Set<String> = [
        "json", "jsonl", "ndjson", "txt", "csv", "tsv", "yaml", "yml", "xml", "bin", "zip", "b64", "png", "jpg", "pdf",
    ]

    /// The file that a bare word names; nil for other words.
    ///
    /// These are the AWS CLI's `file://e.json` and `fileb://e.json`, `./e.json`, `e.json`, and `-` for standard input.
    static func name(in word: String) -> String? {
        if word == "-" { return word }
        if let file = url(word) { return file }
        if word.hasPrefix("./") || word.hasPrefix("../") || word.hasPrefix("/") || word.hasPrefix("~/") { return word }
        guard let dot = word.lastIndex(of: ".") else { return nil }
        return extensions.contains(word[word.index(after: dot)...].lowercased()) ? word : nil
    }

    /// The file in a `file://` or `fileb://` URL.
    static func url(_ text: String) -> String? {
        for prefix in ["file://", "fileb://"] where text.hasPrefix(prefix) && text.utf8.count > prefix.utf8.count {
            return String(text.dropFirst(prefix.count))
        }
        return nil
    }
}

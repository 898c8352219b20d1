// SPDX-License-Identifier: GPL-3.0-or-later

extension CompletionRequest {
    /// Those of `items` that begin with the typed word, in its place. `quotes`: they are texts, and get the quotes that
    /// they need; otherwise they stand as they are.
    func named(_ items: [Candidate], _ word: PartialWord, quotes: Bool) -> Candidates {
        guard word.isReplaceable, quotes || word.quote == nil else { return Candidates(start: cursor) }
        return Candidates(
            start: word.start,
            items: items.filter { $0.text.hasPrefix(word.text) }.map { item in
                quotes ? quoted(item, as: word.quote) : item
            })
    }

    /// Files that begin with the typed path; `prefix` is typed before the path, as the `@` of a body.
    func files(_ word: PartialWord, _ world: CompletionWorld, after prefix: String) -> Candidates {
        // `@"my file.json"`: the quote begins behind the sign.
        let quotedStart = word.quote.map { _ in prefix.utf8.count } ?? 0
        guard word.isReplaceable || quotedStart > 0, word.text.hasPrefix(prefix) else {
            return Candidates(start: cursor)
        }
        let path = word.text.dropFirst(prefix.count)
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        let name = path.dropFirst(folder.count)
        let items = world.files(folder).filter { file in
            file.name.hasPrefix(name) && (name.hasPrefix(".") || !file.name.hasPrefix("."))
        }.sorted { $0.name < $1.name }.map { file in
            Candidate(
                folder + file.name + (file.isFolder ? "/" : ""), display: file.name + (file.isFolder ? "/" : ""),
                suffix: file.isFolder ? "" : " ")
        }
        return Candidates(
            start: word.start + prefix.utf8.count, items: items.map { quoted($0, as: word.quote) })
    }

    /// `item` as a word of the language; `quote` is the one that was typed before it. The quote is closed when the item
    /// is the only choice, which `suffix` is for; a folder's stays open.
    private func quoted(_ item: Candidate, as quote: UInt8?) -> Candidate {
        guard quote != nil || Self.needsQuotes(item.text) else { return item }
        var item = item
        item.display = item.display ?? item.text
        let isLiteral = quote == UInt8(ascii: "'") && !item.text.contains("'")
        let sign = isLiteral ? "'" : "\""
        item.text = sign + (isLiteral ? item.text : Self.escaped(item.text))
        item.suffix = item.suffix.isEmpty ? "" : sign + item.suffix
        return item
    }

    private static func needsQuotes(_ text: String) -> Bool {
        text.contains("<<") || text.first.map { "#-[".contains($0) } == true
            || text.utf8.contains { $0.isWhiteSpace || Array("'\"`{}();|>\\".utf8).contains($0) }
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("<<", with: "\\<<")
    }
}

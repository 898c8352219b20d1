// SPDX-License-Identifier: GPL-3.0-or-later

extension Parser {
    /// `| program …` and `> file`, where they follow.
    mutating func parseTail() throws(Diagnostic) -> Tail {
        let programs = try parsePrograms()
        try skipBlank()
        guard lexer.isAt(">") else { return programs.isEmpty ? .none : Tail(programs: programs, redirect: nil) }
        return Tail(programs: programs, redirect: try parseRedirect())
    }

    mutating func parsePrograms() throws(Diagnostic) -> [Program] {
        var programs: [Program] = []
        while true {
            try skipBlank()
            guard lexer.isAt("|") else { return programs }
            programs.append(try parseProgram())
        }
    }

    private mutating func parseProgram() throws(Diagnostic) -> Program {
        let pipe = lexer.offset..<lexer.offset + 1
        if lexer.starts(with: "||") { throw fault(.systemShell(.or), at: pipe.lowerBound..<pipe.upperBound + 1) }
        lexer.offset += 1
        try skipBlank(newlines: true)
        meetEnd { .program($0) }
        if lexer.isAtEnd { throw fault(.unclosed(.pipe), at: pipe) }
        var words: [Word] = []
        cursor?.context = .program
        defer { cursor?.context = .none }
        while !lexer.isAtEndOfArguments {
            words.append(try parseWord(.program))
            try skipBlank()
            meetEnd { .program($0) }
        }
        guard let first = words.first, let last = words.last else { throw expected(.program) }
        return Program(words: words, range: first.range.lowerBound..<last.range.upperBound)
    }

    private mutating func parseRedirect() throws(Diagnostic) -> Redirect {
        let start = lexer.offset
        let appends = lexer.starts(with: ">>")
        lexer.offset += appends ? 2 : 1
        if lexer.isAt("&") { throw fault(.systemShell(.descriptor), at: start..<lexer.offset + 1) }
        try skipBlank()
        meetEnd { .file($0) }
        guard !lexer.isAtBoundary else { throw expected(.fileName) }
        cursor?.context = .file
        defer { cursor?.context = .none }
        let file = try parseWord()
        let range = start..<lexer.offset
        try skipBlank()
        guard lexer.isAtEndOfArguments, !lexer.isAt("|"), !lexer.isAt(">") else { throw fault(.afterRedirect) }
        return Redirect(appends: appends, file: file, range: range)
    }
}

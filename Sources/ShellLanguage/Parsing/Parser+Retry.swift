// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JSON

extension Parser {
    mutating func parseRetry() throws(Diagnostic) -> Retry {
        _ = lexer.take(keyword: "retry")
        try skipBlank()
        let times = try parseCount()
        try skipBlank()
        offer(.every)
        guard lexer.take(keyword: "every") else { throw expected(.keyword(.every)) }
        let pause = try parsePause()
        try skipBlank()
        offer(.backoff, .up)
        let backoff = lexer.take(keyword: "backoff") ? try parseFactor() : nil
        try skipBlank()
        offer(.up)
        var longest: Amount<Duration>?
        if lexer.take(keyword: "up") {
            try skipBlank()
            offer(.to)
            guard lexer.take(keyword: "to") else { throw expected(.keyword(.to)) }
            longest = try parsePause()
        }
        return Retry(
            times: times, pause: pause, backoff: backoff, longestPause: longest, body: try parseBlock(of: .retry))
    }

    /// A whole number from 1, or `<<expr>>`.
    mutating func parseCount() throws(Diagnostic) -> Amount<Int> {
        if lexer.starts(with: "<<") { return .computed(try parseInterpolation()) }
        let range = headRange()
        guard let count = Int(lexer.text(range)), count >= 1 else { throw expected(.count) }
        lexer.offset = range.upperBound
        return .literal(count)
    }

    private mutating func parsePause() throws(Diagnostic) -> Amount<Duration> {
        try skipBlank()
        if lexer.starts(with: "<<") { return .computed(try parseInterpolation()) }
        let range = headRange()
        guard let duration = Duration(lamsh: lexer.text(range)) else { throw expected(.duration) }
        lexer.offset = range.upperBound
        return .literal(duration)
    }

    private mutating func parseFactor() throws(Diagnostic) -> Amount<JSONNumber> {
        try skipBlank()
        if lexer.starts(with: "<<") { return .computed(try parseInterpolation()) }
        let range = headRange()
        guard let factor = JSONNumber(parsing: lexer.text(range)), factor.double >= 1 else { throw expected(.factor) }
        lexer.offset = range.upperBound
        return .literal(factor)
    }

    /// The characters of a word in the head of a control statement.
    private func headRange() -> SourceRange {
        var end = lexer
        while !end.isAtBoundary, !end.isAt("{") { end.offset += 1 }
        return lexer.offset..<end.offset
    }

    mutating func parseTry() throws(Diagnostic) -> Try {
        let keyword = lexer.nameRange()
        _ = lexer.take(keyword: "try")
        let body = try parseBlock(of: .try)
        var handler: Try.Catch?
        if try takeContinuation(.catch, or: .finally) {
            try skipBlank()
            let name = lexer.isAt("{") ? nil : try parseName(for: .error)
            handler = Try.Catch(name: name, body: try parseBlock(of: .catch))
        }
        let cleanup = try takeContinuation(.finally) ? try parseBlock(of: .finally) : nil
        // Of a block that is still open nobody knows what follows it.
        if handler == nil, cleanup == nil, !isSomethingOpen { record(fault(.tryAlone(layout), at: keyword)) }
        return Try(body: body, handler: handler, cleanup: cleanup)
    }
}

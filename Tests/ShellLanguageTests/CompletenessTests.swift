// SPDX-License-Identifier: GPL-3.0-or-later

import ShellLanguage
import Testing

/// Whether a typed line is whole, and what is open when it is not.
@Suite struct CompletenessTests {
    @Test(arguments: [
        "", "  ", "# comment", "list", "list;", "x = {\"a\": 1}", "if <<a>> { list }",
        "if <<a>> { list } else { list }",
        "print 'a\nb'", "x = [1,\n2]", "list |\nwc", "list \\\n --limit 1", "!echo '", "unknown words here",
        "print \"\"\"\na\n\"\"\"",
        "def f(a,\n b) { list }", "if <<a>> {\nlist\n}",
    ]) func `a whole text is complete`(_ text: String) {
        #expect(Parser.completeness(of: text) == .complete)
    }

    @Test(arguments: [
        ("if <<a>> {", OpenConstruct.block), ("if <<a>> {\n list\n", .block),
        ("for x in <<xs>> { print {\"a\": 1}", .block),
        ("x = {", .object), ("x = {\"a\": [1, 2], ", .object), ("x = [", .array), ("x = {\"a\": [", .array),
        ("x = <<a", .interpolation), ("x[<<a", .interpolation), ("x = <<a == '>>'", .interpolation),
        ("print \"a <<b", .interpolation),
        ("x = {\"a\": <<b", .interpolation), ("print 'a", .singleQuote), ("if <<a>> { print 'a", .singleQuote),
        ("print \"a", .doubleQuote), ("print \"a\\", .doubleQuote), ("x = \"\"\"", .textBlock),
        ("x = \"\"\"\na\"", .textBlock),
        ("list |", .pipe), ("list | wc |  ", .pipe), ("x = list |", .pipe), ("list \\", .backslash),
        ("list\\", .backslash),
        ("!echo \\", .backslash), ("def f(a,", .parameters), ("def f(", .parameters), ("try { list } catch {", .block),
        ("try {", .block), ("try {\n list\n", .block), ("try { retry 3 every 1s {", .block),
        ("try { print \"a", .doubleQuote),
    ]) func `what is open asks for another line`(_ text: String, _ open: OpenConstruct) {
        #expect(Parser.completeness(of: text) == .incomplete(open: open))
    }

    @Test(arguments: [
        "}", "x =", "x = {\"a\": \"b", "x = {\"a\" 1", "print a && b", "if <<a>>", "else { list }", "x = {,",
        "print <<a b>> {",
        "list > ", "cat <<EOF", "try { list }", "for x of <<xs>> {",
    ]) func `what another line cannot cure is invalid`(_ text: String) {
        #expect(Parser.completeness(of: text) == .invalid)
    }

    @Test func `every open construct has a symbol for the continuation prompt`() {
        let all: [OpenConstruct] = [
            .block, .object, .array, .parameters, .interpolation, .singleQuote, .doubleQuote, .textBlock, .pipe,
            .backslash,
        ]
        #expect(all.map(\.symbol) == ["{", "{", "[", "(", "<<", "'", "\"", "\"\"\"", "|", "\\"])
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a text isn't valid in the language.
package enum SyntaxFault: Sendable, Equatable {
    // The text as a whole
    case notUTF8
    case unclosed(OpenConstruct)
    case nestedTooDeep(limit: Int)

    // Words, quotes and templates
    case emptyExpression
    /// `<<` inside `<< >>`.
    case nestedInterpolation
    case systemShell(SystemShellSyntax)
    case unknownEscape(String)
    case loneSurrogate
    case json(JSONFault)
    case bracketAsText(String)
    case missingSpace(before: String)
    case missingSpaceAfterValue
    case missingSpaceAfterJSON
    case missingSpaceAfterOption(String)
    case lookAlike(LookAlike)
    case pastedPrompt(String)
    /// How other shells join two lines.
    case foreignContinuation(String)
    /// How other languages begin a comment.
    case foreignComment(String)
    /// A tip: `:=` for `=`.
    case colonEquals
    /// A tip: `["key"]` for `."key"`.
    case bracketedKey(String)

    // Statements
    case expected(Expectation, found: String)
    case blockOnNextLine(Keyword)
    case strayBracket(String)
    case notAStatement(String)
    case notARightSide(String)
    case comparisonOutside
    case compoundAssignment(String, String)
    case afterStatement(String)
    case afterRedirect
    case tailAfterBlock
    case redirectOfAssignment
    case historyExpansion
    case interpolationInShell
    case emptyShellLine

    // Names
    case readOnlyName(String)
    case repeatedName(String)
    case keywordAsName(String)
    case repeatedDefinition(String)
    case repeatedTest(String)
    case memberNeedsQuotes(String)
    case dashInName(String)
    case notAnIndex(String)
    case underscoreTakesCommand
    case testNameNotLiteral

    // Places
    case strayKeyword(Keyword, Layout)
    case tryAlone(Layout)
    case onlyAtTop(Keyword)
    case outsideLoop(Keyword)
    case returnOutside(Layout)
    case inParallel(String)
}

/// Why a template isn't JSON.
package enum JSONFault: Sendable, Equatable {
    case trailingComma
    case missingComma(closing: String)
    case missingColon
    case keyNotQuoted(String)
    case singleQuote
    case comment
    case textBlock
    case newlineInString
    case controlCharacter(UInt8)
    case notAValue(String)
}

/// Syntax of the system shell that lamsh doesn't have.
package enum SystemShellSyntax: Sendable, Equatable {
    case and
    case or
    case background
    case input
    case hereDocument(String)
    case descriptor
    case backquote
    case substitution
    /// `'\''` within a text.
    case apostrophe
}

/// What a grammar rule expects next.
package enum Expectation: Sendable, Equatable {
    case keyword(Keyword)
    case block(of: Keyword)
    case condition(of: Keyword)
    case name(NameRole)
    case memberName
    case equalsSign
    case closingIndex
    case rightSide
    case sequence
    case count
    case duration
    /// A duration of more than 0, for what's named so.
    case positiveDuration(of: String)
    case factor
    case watchOption
    case watchedStatement
    case parameters
    case endOfParameters
    case defaultValue
    case testName
    case program
    case fileName
}

/// What a name is for.
package enum NameRole: String, Sendable {
    case variable = "a variable"
    case loopVariable = "a loop variable"
    case parameter = "a parameter"
    case error = "the error"
    case secret = "a secret"
    case definition = "a `def`"
    case alias = "an alias"
}

// SPDX-License-Identifier: GPL-3.0-or-later

import CReadline
import Synchronization
public import Terminal
import Waiting

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// How lines are decorated.
public struct LineLook: Sendable {
    public var palette: Palette
    public var decorator: Decorator

    public init(palette: Palette, decorator: @escaping Decorator) {
        self.palette = palette
        self.decorator = decorator
    }
}

/// Draws decorations over what Readline draws: passes its bytes on, follows them in a model of the screen, and paints
/// when Readline waits for a key.
final class LineOverlay: Sendable {
    private struct Line: Equatable {
        var text: [UInt8]
        var point: Int
    }

    private struct State {
        var look: LineLook?
        var screen: TerminalScreen?
        /// What the last decoration was made for.
        var decorated: Line?
        var decoration = Decoration.none
    }

    private let state = Mutex(State())

    private static let width: TerminalScreen.Width = { Int(lamsh_readline_width($0.value)) }

    /// A line begins in the first column.
    func begin(_ look: LineLook?) {
        state.withLock { state in
            state = State()
            guard look != nil, lamsh_readline_terminal_has_ansi() != 0, TerminalMode(of: STDIN_FILENO)?.isSlow != true
            else { return }
            state.look = look
            state.screen = Self.emptyScreen
        }
    }

    /// Something else wrote to the terminal, so what it shows isn't known.
    func restart() {
        state.withLock { state in
            if state.screen != nil { state.screen = Self.emptyScreen }
        }
    }

    private static var emptyScreen: TerminalScreen {
        let columns = TerminalSize(descriptor: STDIN_FILENO)?.columns ?? Int(lamsh_readline_columns())
        return TerminalScreen(columns: columns, width: width)
    }

    /// What Readline draws.
    func write(_ bytes: [UInt8]) {
        let output = state.withLock { state -> [UInt8] in
            let withdrawal = TerminalScreen.leavesLine(bytes) ? Self.withdraw(&state) : []
            state.screen?.apply(bytes)
            return withdrawal + bytes
        }
        writeBytes(output, to: STDOUT_FILENO)
    }

    /// Removes the suggestion and the hint before something else is drawn.
    func leave() {
        let output = state.withLock { Self.withdraw(&$0) }
        if !output.isEmpty { writeBytes(output, to: STDOUT_FILENO) }
    }

    private static func withdraw(_ state: inout State) -> [UInt8] {
        guard let look = state.look, var screen = state.screen else { return [] }
        let output = LinePainter.withdraw(from: &screen, palette: look.palette)
        state.screen = screen
        return output
    }

    /// The terminal has another size, and Readline is about to draw the line anew.
    func resize() {
        guard let size = TerminalSize(descriptor: STDIN_FILENO) else { return }
        let output = state.withLock { state -> [UInt8] in
            guard let screen = state.screen else { return [] }
            let hasAsides = !Self.withdraw(&state).isEmpty
            state.screen = screen.resized(to: size.columns)
            // The terminal may have wrapped rows anew. What's erased of the line is drawn again.
            return hasAsides ? Array("\u{1B}[0m\u{1B}[J".utf8) : []
        }
        if !output.isEmpty { writeBytes(output, to: STDOUT_FILENO) }
    }

    /// Readline waits for a key: paints what isn't there yet.
    func paint() {
        guard let (look, known) = state.withLock({ state in state.look.map { ($0, state.decorated) } }),
            let height = TerminalSize(descriptor: STDIN_FILENO)?.rows,
            let line = unsafe lamsh_readline_line(), let prompt = unsafe lamsh_readline_prompt(),
            let mode = unsafe lamsh_readline_mode()
        else { return }
        let text = unsafe String(cString: line)
        let now = Line(text: Array(text.utf8), point: Int(lamsh_readline_point()))
        let isAsking = lamsh_readline_is_asking() != 0
        // Made outside of the lock, because it's the caller's code.
        let made = known == now ? nil : look.decorator(text, now.point)
        let (shownPrompt, shownMode) = unsafe (String(cString: prompt), String(cString: mode))
        let output = state.withLock { state -> [UInt8] in
            guard var screen = state.screen else { return [] }
            if let made { (state.decorated, state.decoration) = (now, made) }
            let layout = LineLayout(
                prompt: Self.lastLine(of: shownPrompt, after: isAsking ? "" : shownMode), line: now.text,
                point: now.point, columns: screen.columns, width: Self.width)
            var decoration = state.decoration
            if isAsking { (decoration.suggestion, decoration.hint) = ("", []) }
            defer { state.screen = screen }
            return LinePainter.paint(decoration, on: layout, &screen, height: height, palette: look.palette)
        }
        if !output.isEmpty { writeBytes(output, to: STDOUT_FILENO) }
    }

    private static func lastLine(of prompt: String, after mode: String) -> String {
        guard let newline = prompt.lastIndex(of: "\n") else { return mode + prompt }
        return mode + prompt[prompt.index(after: newline)...]
    }

    /// The suggestion for the line as it is; nil if there's none.
    func suggestion(forWord isWord: Bool) -> String? {
        guard let line = unsafe lamsh_readline_line() else { return nil }
        let text = unsafe Array(String(cString: line).utf8)
        let suggestion = state.withLock { $0.decorated?.text == text ? $0.decoration.suggestion : "" }
        guard !suggestion.isEmpty else { return nil }
        return isWord ? Self.firstWord(of: suggestion) : suggestion
    }

    /// Through the end of the first word: letters and digits, and what comes before them.
    private static func firstWord(of text: String) -> String {
        let blanks = text.prefix { !$0.isLetter && !$0.isNumber }
        let word = text[blanks.endIndex...].prefix { $0.isLetter || $0.isNumber }
        return String(blanks + word)
    }
}

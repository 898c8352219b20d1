// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Terminal
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

@Suite struct CapabilitiesTests {
    private func capabilities(_ environment: [String: String], isTerminal: Bool = true) -> Capabilities {
        Capabilities(isTerminal: isTerminal, size: nil, environment: EnvironmentVariables(environment))
    }

    @Test(arguments: [
        (["TERM": "xterm-256color"], true, true),
        (["TERM": "xterm-256color"], false, false),
        (["TERM": "dumb"], true, false),
        (["TERM": ""], true, false),
        ([:], true, false),
        (["TERM": "xterm", "NO_COLOR": "1"], true, false),
        (["TERM": "xterm", "NO_COLOR": ""], true, true),
        (["FORCE_COLOR": "1"], false, true),
        (["FORCE_COLOR": "1", "TERM": "dumb"], true, true),
        (["FORCE_COLOR": "1", "NO_COLOR": "1"], true, false),
    ])
    func `colour depends on the stream and the environment`(
        environment: [String: String], isTerminal: Bool, hasColor: Bool
    ) {
        #expect(capabilities(environment, isTerminal: isTerminal).hasColor == hasColor)
    }

    @Test func `a terminal that doesn't report its size has 80 columns and 24 rows`() {
        let plain = capabilities(["TERM": "xterm"])
        #expect((plain.width, plain.height) == (80, 24))
        let told = capabilities(["TERM": "xterm", "COLUMNS": "132", "LINES": "50"])
        #expect((told.width, told.height) == (132, 50))
        #expect(capabilities(["COLUMNS": "-3"]).width == 80)
    }

    @Test func `a terminal's own size overrides COLUMNS`() {
        let size = TerminalSize(columns: 40, rows: 10)
        let capabilities = Capabilities(isTerminal: true, size: size, environment: ["COLUMNS": "132"])
        #expect((capabilities.width, capabilities.height) == (40, 10))
    }

    @Test func `without a terminal there's no width, whatever COLUMNS says`() {
        #expect(capabilities(["COLUMNS": "132"], isTerminal: false).width == nil)
    }
}

@Suite struct PaletteTests {
    @Test(arguments: Style.allCases, [Background.unknown, .dark, .light])
    func `a plain palette changes nothing, the others reset the style`(style: Style, background: Background) {
        #expect(Palette.plain(style, "text") == "text")
        let painted = Palette.colored(on: background)(style, "text")
        #expect(painted.hasPrefix("\u{1B}[") && painted.hasSuffix("mtext\u{1B}[0m"))
        #expect(DisplayWidth.of(painted) == 4)
    }

    @Test(arguments: [
        ("0;15", "", "90"), ("15;0", "XTerm(379)", "2"), ("", "", "2"), ("", "XTerm(379)", "90"),
    ])
    func `what's said aside is grey where faint text may look like typed text`(
        background: String, xterm: String, parameters: String
    ) {
        var environment = ["TERM": "xterm", "COLORFGBG": background]
        if !xterm.isEmpty { environment["XTERM_VERSION"] = xterm }
        let capabilities = Capabilities(
            isTerminal: true, size: nil, environment: EnvironmentVariables(environment))
        #expect(capabilities.palette(.suggestion, "x") == "\u{1B}[\(parameters)mx\u{1B}[0m")
        #expect(capabilities.palette(.due, "x") == "\u{1B}[\(parameters);4mx\u{1B}[0m")
    }
}

@Suite struct BackgroundTests {
    @Test(arguments: [
        ("15;0", Background.dark), ("0;15", .light), ("0;default;15", .light), ("7;8", .dark), ("0;7", .light),
        ("15;default", .unknown), ("15", .unknown), ("0;16", .unknown), ("", .unknown),
    ])
    func `the background is the last value in COLORFGBG`(setting: String, background: Background) {
        #expect(Background(environment: ["COLORFGBG": setting]) == background)
        #expect(Capabilities(isTerminal: true, size: nil, environment: ["COLORFGBG": setting]).background == background)
    }

    @Test func `without COLORFGBG it's unknown`() { #expect(Background(environment: [:]) == .unknown) }

    @Test func `an assumed background takes precedence until it's withdrawn`() {
        let capabilities = Capabilities(isTerminal: true, hasColor: true, background: .dark)
        let output = Output(descriptor: -1, capabilities: capabilities, brokenPipe: .isIgnored)
        let dark = output.palette(.key, "k")
        output.assume(.light)
        #expect(output.palette(.key, "k") != dark)
        #expect(output.capabilities.background == .light)
        output.assume(nil)
        #expect(output.palette(.key, "k") == dark)
    }
}

@Suite struct OutputTests {
    @Test func `lines arrive in order`() throws {
        var ends: [CInt] = [-1, -1]
        try #require(unsafe pipe(&ends) == 0)
        let output = Output(descriptor: ends[1], capabilities: .plain, brokenPipe: .isIgnored)
        output.write("a")
        output.writeLine("ö")
        output.write([0, 255])
        close(ends[1])
        var buffer = [UInt8](repeating: 0, count: 100)
        let count = unsafe read(ends[0], &buffer, buffer.count)
        #expect(Array(buffer.prefix(max(count, 0))) == Array("aö\n".utf8) + [0, 255])
        #expect(output.failureCode == nil)
        close(ends[0])
    }

    @Test func `a full disk is remembered`() throws {
        let full = unsafe open("/dev/full", O_WRONLY)
        try #require(full >= 0)
        defer { close(full) }
        let output = Output(descriptor: full, capabilities: .plain, brokenPipe: .endsProcess)
        output.writeLine("text")
        #expect(output.failureCode == ENOSPC)
    }

    @Test func `a broken pipe that should be ignored isn't a failure`() throws {
        _ = signal(SIGPIPE, SIG_IGN)
        var ends: [CInt] = [-1, -1]
        try #require(unsafe pipe(&ends) == 0)
        close(ends[0])
        defer { close(ends[1]) }
        let output = Output(descriptor: ends[1], capabilities: .plain, brokenPipe: .isIgnored)
        output.writeLine("text")
        #expect(output.failureCode == nil)
    }
}

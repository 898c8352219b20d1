// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import ShellRuntime
import Testing

struct BrowserTests {
    private static let display: EnvironmentVariables = ["DISPLAY": ":0"]

    @Test(arguments: [
        ([:], false, nil), (["DISPLAY": ":0"], false, "xdg-open"),
        (["WAYLAND_DISPLAY": "wayland-0"], false, "xdg-open"),
        (["DISPLAY": ""], false, nil), (["SSH_TTY": "/dev/pts/0"], false, nil),
        (["SSH_TTY": "/dev/pts/0", "DISPLAY": "localhost:10.0"], false, "xdg-open"),
        (["WSL_DISTRO_NAME": "Debian"], false, "wslview"), ([:], true, "open"),
        (["SSH_CONNECTION": "1.2.3.4"], true, nil), (["BROWSER": "firefox"], false, "firefox"),
        (["BROWSER": "firefox", "SSH_TTY": "/dev/pts/0"], false, "firefox"),
        (["BROWSER": "w3m:/usr/bin/lynx", "DISPLAY": ":0"], false, "xdg-open"), (["BROWSER": ""], true, "open"),
    ])
    func `the browser is the user's, else the desktop's`(
        variables: [String: String], isMac: Bool, program: String?
    ) {
        let browser = Browser(EnvironmentVariables(variables), isMac: isMac, isInstalled: { _ in true })
        #expect(browser?.command.first == program)
    }

    @Test func `programs that aren't installed are skipped`() {
        let variables: EnvironmentVariables = ["BROWSER": "chromium:firefox -new", "DISPLAY": ":0"]
        #expect(Browser(variables, isMac: false) { $0 == "firefox" }?.command == ["firefox", "-new"])
        #expect(Browser(Self.display, isMac: false) { _ in false } == nil)
    }

    @Test(arguments: [
        ("firefox", ["firefox", "https://a/?b=c"]), ("b --app=%s -x", ["b", "--app=https://a/?b=c", "-x"]),
    ])
    func `the address is the last argument, or replaces %s`(setting: String, words: [String]) throws {
        let browser = try #require(Browser(["BROWSER": setting], isMac: false) { _ in true })
        #expect(browser.words(for: "https://a/?b=c") == words)
    }
}

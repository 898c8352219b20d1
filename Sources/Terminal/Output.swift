// SPDX-License-Identifier: GPL-3.0-or-later

/// A stream that the shell writes to; thread-safe, each call's bytes stay together.
///
/// When the reader of standard output is gone (`lamsh … | head -1`) the process ends quietly by SIGPIPE, as jq and
/// grep do; a shell sees status 141. Standard error that nobody reads is no reason to stop.
public final class Output: Sendable {
    public let capabilities: Capabilities

    public static func standardOutput(environment: [String: String]) -> Output { fatalError() }
    public static func standardError(environment: [String: String]) -> Output { fatalError() }

    init(capabilities: Capabilities) { self.capabilities = capabilities }

    public func write(_ bytes: [UInt8]) { fatalError() }
    public func write(_ text: String) { fatalError() }
    /// The text and a newline.
    public func writeLine(_ text: String) { fatalError() }

    public var palette: Palette { capabilities.palette }

    /// The first failed write, an `errno` (a full disk, say). A program checks it once at its end and fails.
    public var failureCode: CInt? { fatalError() }
}

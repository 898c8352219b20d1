// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What one stream can show; each stream is judged by itself.
public struct Capabilities: Sendable, Equatable {
    public var isTerminal: Bool
    public var hasColor: Bool
    /// Columns, or nil off a terminal.
    public var width: Int?

    public init(isTerminal: Bool, hasColor: Bool, width: Int?) {
        self.isTerminal = isTerminal
        self.hasColor = hasColor
        self.width = width
    }

    public var palette: Palette { hasColor ? .standard : .plain }
}

extension Capabilities {
    /// Looks at `descriptor` and at `NO_COLOR`, `FORCE_COLOR`, `TERM` and `COLUMNS` of `environment`.
    ///
    /// NO_COLOR (https://no-color.org) wins over FORCE_COLOR (https://force-color.org); both count when not empty.
    public init(descriptor: CInt, environment: [String: String]) { fatalError() }
}

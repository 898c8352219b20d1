// SPDX-License-Identifier: GPL-3.0-or-later

public import Base

/// The background of a terminal, as far as it's known.
public enum Background: Sendable, Equatable {
    case unknown, dark, light

    /// Reads `COLORFGBG`, which rxvt, Konsole and others set: the numbers of the foreground and the background colour,
    /// for example `15;0` or `0;default;15`. Of the 16 colours, 0 to 6 and 8 are dark (vim's rule).
    public init(environment: EnvironmentVariables) {
        let fields = environment["COLORFGBG"]?.split(separator: ";") ?? []
        guard fields.count > 1, let number = fields.last.flatMap({ Int($0) }), (0...15).contains(number) else {
            self = .unknown
            return
        }
        self = number <= 6 || number == 8 ? .dark : .light
    }
}

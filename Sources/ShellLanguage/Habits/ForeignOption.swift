// SPDX-License-Identifier: GPL-3.0-or-later

/// An option that other tools have for the same command, but that isn't needed here.
package struct ForeignOption: Sendable {
    /// Without dashes.
    package let name: String
    package let takesValue: Bool
    /// What to do instead, as a hint.
    package let advice: String

    package init(_ name: String, takesValue: Bool = true, _ advice: String) {
        self.name = name
        self.takesValue = takesValue
        self.advice = advice
    }
}

/// What to say about an option that a command doesn't have.
package enum OptionAdvice: Sendable, Equatable {
    case none
    /// A known option with a similar spelling.
    case nearest(String)
    /// The option's name here, with its dashes.
    case named(String)
    /// It's an operand here.
    case operand(String)
    case other(String)
}

extension Parameter {
    /// Whether other tools call it `option`, which includes the dashes.
    func isCalled(_ option: String) -> Bool { foreignNames.contains { Self.dashed($0.name) == option } }

    /// The value of other tools' `option` that means the same as this flag; nil for any value.
    func foreignValue(of option: String) -> String? {
        foreignNames.first { Self.dashed($0.name) == option }?.value
    }

    private static func dashed(_ name: String) -> String { (name.utf8.count == 1 ? "-" : "--") + name }
}

// SPDX-License-Identifier: GPL-3.0-or-later

/// AWS's names of operations and members in the AWS CLI's spelling.
package enum OptionName {
    /// The option for a member. `--output` already selects a result's form, so `output` gets the AWS CLI's other name.
    package static func ofMember(_ name: String) -> String { name == "output" ? "task-output" : of(name) }

    /// `FunctionName` as `function-name`, `KMSKeyArn` as `kms-key-arn`: a dash before each capital that begins a word
    /// or follows a lower-case letter or a digit.
    package static func of(_ name: String) -> String {
        let letters = Array(name)
        var result = ""
        for (index, letter) in letters.enumerated() {
            let isSmallNext = index + 1 < letters.count && letters[index + 1].isLowercase
            if index > 0, letter.isUppercase, isSmallNext || !letters[index - 1].isUppercase { result += "-" }
            result += letter.lowercased()
        }
        return result
    }
}

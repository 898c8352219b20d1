// SPDX-License-Identifier: GPL-3.0-or-later

package import ShellLanguage

extension Message {
    package init(_ failure: Failure) {
        self.init(
            .error, kind: failure.kind.rawValue, type: failure.type, failure.message, at: failure.place,
            notes: failure.details, hint: failure.hint)
    }
}

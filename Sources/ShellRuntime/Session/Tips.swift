// SPDX-License-Identifier: GPL-3.0-or-later

package import Isolation

/// Which tips were shown. Each is shown once per run of a script, and only once ever at the prompt.
@SessionActor
package final class Tips {
    /// Whether earlier sessions count. They don't for scripts, whose output is the same in each run.
    package var outlivesSession = false
    private let host: Host
    private var given: Set<String> = []

    private static let stateName = "tips"

    init(host: Host) { self.host = host }

    /// Whether the tip of this name wasn't shown before; it now counts as shown.
    func isNew(_ tip: String) -> Bool {
        guard given.insert(tip).inserted else { return false }
        guard outlivesSession else { return true }
        let earlier = host.readState(Self.stateName).map { $0.split(separator: "\n").map(String.init) } ?? []
        guard !earlier.contains(tip) else { return false }
        host.writeState(Self.stateName, (earlier + [tip]).map { $0 + "\n" }.joined())
        return true
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later

package import Isolation

/// Which tips were given: each is given once, at the prompt once and for all.
@SessionActor
package final class Tips {
    /// Whether what was given in earlier sessions counts. Scripts say the same in each run.
    package var outlivesSession = false
    private let host: Host
    private var given: Set<String> = []

    private static let stateName = "tips"

    init(host: Host) { self.host = host }

    /// Whether `tip`, one line without data of the person's, was not given before; it counts as given now.
    func isNew(_ tip: String) -> Bool {
        guard given.insert(tip).inserted else { return false }
        guard outlivesSession else { return true }
        let earlier = host.readState(Self.stateName).map { $0.split(separator: "\n").map(String.init) } ?? []
        guard !earlier.contains(tip) else { return false }
        host.writeState(Self.stateName, (earlier + [tip]).map { $0 + "\n" }.joined())
        return true
    }
}

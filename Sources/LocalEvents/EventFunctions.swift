// SPDX-License-Identifier: GPL-3.0-or-later

package import LocalFunctions

/// What the queue needs to know about functions. It asks again each time, because code and settings may change while an
/// event waits.
package protocol EventFunctions: Sendable {
    /// The version that an event is for; nil if the function no longer exists.
    ///
    /// - Parameter chance: from 0 to 1, selects one of an alias's two versions.
    func function(named name: String, qualifier: String?, chance: Double) -> FunctionDefinition?
    /// nil if nothing was set for this function and qualifier.
    func eventInvokeSettings(of name: String, qualifier: String) -> EventInvokeSettings?
}

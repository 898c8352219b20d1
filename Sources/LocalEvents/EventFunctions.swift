// SPDX-License-Identifier: GPL-3.0-or-later

package import LocalFunctions

/// What the queue needs to know about functions. Each question is answered anew: code and settings may change while an
/// event waits.
package protocol EventFunctions: Sendable {
    /// The version that an event is for; nil when there's no such function any more.
    ///
    /// - Parameter chance: from 0 to 1, decides between the two versions of an alias.
    func function(named name: String, qualifier: String?, chance: Double) -> FunctionDefinition?
    /// nil when nothing was set for this function and qualifier.
    func eventInvokeSettings(of name: String, qualifier: String) -> EventInvokeSettings?
}

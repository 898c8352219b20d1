// SPDX-License-Identifier: GPL-3.0-or-later

/// The calls of Lambda's Extensions API (2020-01-01) and Telemetry API (2022-07-01).
package enum ExtensionsAPICall: Sendable, Hashable {
    case register
    case next
    case initialisationError
    case exitError
    case subscribe
}

extension ExtensionsAPICall {
    /// nil if it isn't one of these calls below `prefix`.
    package init?(method: String, path: String, prefix: String) {
        guard path.hasPrefix(prefix) else { return nil }
        switch (method, path.dropFirst(prefix.count)) {
        case ("POST", "/2020-01-01/extension/register"): self = .register
        case ("GET", "/2020-01-01/extension/event/next"): self = .next
        case ("POST", "/2020-01-01/extension/init/error"): self = .initialisationError
        case ("POST", "/2020-01-01/extension/exit/error"): self = .exitError
        case ("PUT", "/2022-07-01/telemetry"), ("PUT", "/2022-07-01/telemetry/"): self = .subscribe
        default: return nil
        }
    }
}

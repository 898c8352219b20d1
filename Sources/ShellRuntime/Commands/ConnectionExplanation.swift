// SPDX-License-Identifier: GPL-3.0-or-later

import AWSAccess
import Base
import JSON

extension CredentialChain.Step {
    /// The source and its result; never a secret.
    var json: JSONValue {
        switch outcome {
        case .notConfigured: row("not configured")
        case .found(let accessKeyId, let expiration):
            row("found", "access key \(accessKeyId)" + (expiration.map { ", until \($0.extendedFormat)" } ?? ""))
        case .unavailable(let reason): row("not available", reason)
        case .failed(let error): row("failed", error.message)
        }
    }

    private func row(_ outcome: String, _ detail: String? = nil) -> JSONValue {
        ["source": .string(source), "outcome": .string(outcome), "detail": detail.map(JSONValue.string) ?? .null]
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later

import Lambda
import ShellRuntime

struct AppConnector: Connector {
    let environment: [String: String]
    let notice: @Sendable (String) -> Void
    func open(_ target: ConnectionTarget) async throws(LambdaError) -> OpenedConnection {
        throw LambdaError(.usage, code: "x", message: "x")
    }
}

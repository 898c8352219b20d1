// SPDX-License-Identifier: GPL-3.0-or-later

import AWSAccess
import Base
import EventLoopExecution
import HTTPConnections
import HTTPMessages

/// The user's settings, and the transport that they configure: its proxies and certificates.
struct ConfiguredTransport {
    let settings: ProfileSettings
    private let transport: DirectTransport

    /// - Parameter ask: asks the user for the code of a second factor; nil if no user can answer.
    init(
        _ options: AWSConnection.Options, variables: EnvironmentVariables, executor: EventLoopExecutor,
        ask: (@Sendable (_ prompt: String) async -> String?)? = nil
    ) async throws(AWSSetupError) {
        var context = AmbientContext(variables: variables, http: NoTransport())
        context.programs = CredentialPrograms()
        context.ask = ask
        var settings = try await readingFiles { [context] () throws(AWSSetupError) in
            try options.settings(context: context)
        }
        let proxies: ProxyRules
        do throws(MalformedProxy) {
            proxies = try ProxyRules(variables: variables)
        } catch {
            throw .malformedSetting(
                name: error.variable, value: error.value,
                expected: "a proxy such as http://HOST:PORT or http://USER:PASSWORD@HOST:PORT")
        }
        transport = DirectTransport(
            executor: executor,
            caBundle: settings.setting(variable: "AWS_CA_BUNDLE", option: "ca_bundle").map(context.path),
            proxies: proxies)
        settings.context.http = transport
        self.settings = settings
    }

    func shutdown() async { await transport.shutdown() }
}

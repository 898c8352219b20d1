// SPDX-License-Identifier: GPL-3.0-or-later

package import AWSAccess
package import Base
package import EventLoopExecution
package import Lambda

/// Logging in to IAM Identity Center and out of it, with the user's settings.
package enum AWSLogin {
    /// Logs a person in to IAM Identity Center and saves the token.
    ///
    /// - Parameter show: called once if a person has to open a page.
    /// - Returns: the session, as users know it, and the seconds that its token lasts.
    package static func logIn(
        _ target: LoginTarget, variables: EnvironmentVariables, executor: EventLoopExecutor, trace: RequestTrace,
        show: @Sendable (DeviceAuthorization) async -> Void
    ) async throws(LambdaError) -> (session: String, lifetime: Int) {
        try await withSettings(target.profile, variables: variables, executor: executor, trace: trace) {
            (settings) async throws(AWSSetupError) in
            let login = try SSOLogin(target, settings: settings)
            return (login.session.title, try await login.run(show: show))
        }
    }

    /// Logs out of IAM Identity Center.
    ///
    /// - Parameter target: nil for all sessions.
    package static func logOut(
        _ target: LoginTarget?, variables: EnvironmentVariables, executor: EventLoopExecutor, trace: RequestTrace
    ) async throws(LambdaError) -> SSOLogout.Outcome {
        try await withSettings(target?.profile, variables: variables, executor: executor, trace: trace) {
            (settings) async throws(AWSSetupError) in try await SSOLogout(target, settings: settings).run()
        }
    }

    private static func withSettings<T: Sendable>(
        _ profile: String?, variables: EnvironmentVariables, executor: EventLoopExecutor, trace: RequestTrace,
        _ body: (ProfileSettings) async throws(AWSSetupError) -> T
    ) async throws(LambdaError) -> T {
        do throws(AWSSetupError) {
            let transport = try await ConfiguredTransport(
                AWSConnection.Options(.chain(profile: profile)), variables: variables, executor: executor)
            var settings = transport.settings
            settings.context.http = KeyTracingTransport(base: settings.context.http)
            let result = await RequestTrace.$ofSharedWork.withValue(trace) {
                [settings] () -> Result<T, AWSSetupError> in
                do throws(AWSSetupError) { return .success(try await body(settings)) } catch { return .failure(error) }
            }
            await transport.shutdown()
            return try result.get()
        } catch {
            throw LambdaError(error)
        }
    }
}

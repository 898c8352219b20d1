// SPDX-License-Identifier: GPL-3.0-or-later

import AWSAccess
import Base
import Isolation
import Lambda

extension Session {
    /// Logs in to IAM Identity Center, and says until when.
    ///
    /// - Parameter opensBrowser: false if the person opens the page themselves.
    func logIn(_ target: LoginTarget, opensBrowser: Bool) async throws(Stop) {
        let (console, openBrowser) = (console, host.openBrowser)
        let outcome: LoginOutcome
        do {
            outcome = try await connector.logIn(target, trace: trace) { authorization in
                let isOpened = opensBrowser ? await openBrowser(authorization.completeAddress) : false
                for line in authorization.instructions(isOpened: isOpened) { console.notice(line) }
            }
        } catch {
            throw Stop(error)
        }
        let lifetime = Duration.seconds(outcome.lifetime).readable
        console.notice("logged in to \(outcome.session); the session lasts \(lifetime)")
    }

    /// Opens a connection. At the prompt, a missing or expired session of IAM Identity Center is a question.
    func open(_ target: ConnectionTarget) async throws(Stop) -> OpenedConnection {
        do {
            return try await connector.open(target, trace: trace)
        } catch {
            guard isAtPrompt, let profile = error.loginProfile else { throw Stop(error) }
            switch await console.confirm("\(error.message). Log in now?") {
            case .interrupted: throw .interrupted
            case .given(false), .declined, .noOne: throw Stop(error)
            case .given(true): try await logIn(.profile(profile), opensBrowser: true)
            }
        }
        do { return try await connector.open(target, trace: trace) } catch { throw Stop(error) }
    }
}

extension DeviceAuthorization {
    /// What the person has to do, a line each.
    fileprivate func instructions(isOpened: Bool) -> [String] {
        let opening = isOpened ? "the log-in page opens in your browser" : "open this page to log in"
        var lines = ["\(opening); check that it shows the code \(userCode), and allow access:", "  \(completeAddress)"]
        if completeAddress != address { lines.append("on another device, open \(address) and enter the code") }
        return lines
    }
}

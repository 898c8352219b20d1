// SPDX-License-Identifier: GPL-3.0-or-later

package import AWSAccess
import AWSSigning
import HTTPMessages
import Lambda

/// Asks STS which identity the current keys belong to. It's only for a notice, so failures are ignored.
package struct CallerIdentity: Sendable {
    private let client: SignedClient
    private let timeout: Duration

    package init(client: SignedClient, timeout: Duration = .seconds(3)) {
        self.client = client
        self.timeout = timeout
    }

    /// The same, with requests traced by `trace`.
    func traced(by trace: RequestTrace) -> CallerIdentity {
        CallerIdentity(client: client.traced(by: trace), timeout: timeout)
    }

    /// The caller's ARN; nil if STS doesn't answer in time.
    package func arn() async -> String? {
        guard let keys = try? await client.credentials.credentials() else { return nil }
        let request = CallerIdentityOperation.request(
            endpoint: ServiceEndpoint(client.endpoint, isOfAWS: false), timeout: timeout)
        return await response(to: request, keys: keys).flatMap(CallerIdentityOperation.arn)
    }

    /// An idle connection may have been closed by the server in the moment in which it's used again.
    private func response(to request: HTTPRequest, keys: Credentials) async -> HTTPResponse? {
        do throws(TransportError) {
            return try await client.send(request, keys: keys)
        } catch {
            guard error.kind == .connectionClosed else { return nil }
            return try? await client.send(request, keys: keys)
        }
    }
}

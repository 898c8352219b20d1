// SPDX-License-Identifier: GPL-3.0-or-later

package import AWSAccess
import Lambda

/// Asks STS who the keys in use belong to. It is for a notice only: whatever goes wrong is no error.
package struct CallerIdentity: Sendable {
    private let client: SignedClient
    private let timeout: Duration

    package init(client: SignedClient, timeout: Duration = .seconds(3)) {
        self.client = client
        self.timeout = timeout
    }

    /// The same, shown by `trace`.
    func traced(by trace: RequestTrace) -> CallerIdentity {
        CallerIdentity(client: client.traced(by: trace), timeout: timeout)
    }

    /// The ARN of the caller; nil when STS does not tell in time.
    package func arn() async -> String? {
        guard let keys = try? await client.credentials.credentials() else { return nil }
        let request = CallerIdentityOperation.request(
            endpoint: ServiceEndpoint(client.endpoint, isOfAWS: false), timeout: timeout)
        guard let response = try? await client.send(request, keys: keys) else { return nil }
        return CallerIdentityOperation.arn(response)
    }
}

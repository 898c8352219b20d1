// SPDX-License-Identifier: GPL-3.0-or-later

package import Base

/// Why there is nothing to connect with: what is wrong in the configuration, the keys or the endpoint.
package enum AWSSetupError: Error, Sendable, Hashable {
    case unreadableFile(path: String, reason: String)
    case malformedFile(path: String, INISyntaxError)
    case unknownProfile(String, known: [String])
    /// Some of the keys are there, and some are not.
    case partialKeys(source: String, missing: String)
    /// No source had keys; the names of those that were asked, in order.
    case noCredentials(tried: [String])
    /// A source is configured and did not give keys.
    case sourceFailed(source: String, reason: String)
    /// A source that is asked without being configured is not there.
    case sourceUnavailable(source: String, reason: String)
    /// The task was cancelled before there were keys.
    case cancelled
    case expiredKeys(source: String, expiration: Timestamp)
    case noRegion
    case malformedRegion(String)
    case malformedEndpoint(String)
    case malformedSetting(name: String, value: String, expected: String)
    case customEndpointWithFIPS(String)
    case customEndpointWithDualStack(String)
    case noFIPSEndpoint(service: String, region: String)
}

// SPDX-License-Identifier: GPL-3.0-or-later

package import Base

/// Why no connection can be set up: an error in the configuration, the keys or the endpoint.
package enum AWSSetupError: Error, Sendable, Hashable {
    case unreadableFile(path: String, reason: String)
    case malformedFile(path: String, INISyntaxError)
    case unknownSection(UnknownSection)
    /// Some parts of the keys are set, others are missing.
    case partialKeys(source: String, missing: String)
    /// A source is configured, but not completely.
    case partialSource(String, missing: String)
    /// No source had keys. Lists the sources that were tried, in order.
    case noCredentials(tried: [String])
    /// A configured source couldn't provide keys.
    case sourceFailed(source: String, reason: String)
    /// A source that needs no configuration isn't available.
    case sourceUnavailable(source: String, reason: String)
    /// The task was cancelled before keys were found.
    case cancelled
    case expiredKeys(source: String, expiration: Timestamp)
    case malformedExpiration(source: String, MalformedExpiration)
    /// A profile's session of IAM Identity Center is missing or has ended.
    case loginRequired(profile: String, reason: String)
    /// A profile that doesn't use IAM Identity Center, and those that do.
    case noSession(profile: String, known: [String])
    case noRegion
    case malformedRegion(String)
    case malformedEndpoint(String)
    case malformedSetting(name: String, value: String, expected: String)
    case customEndpointWithFIPS(String)
    case customEndpointWithDualStack(String)
    case noFIPSEndpoint(service: String, region: String)
}

// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
package import AWSSigning
import Base
import JSON

/// The role of the EC2 instance that this program runs on.
package struct InstanceRoleSource: CredentialSource {
    package let name = "instance role"
    package let isInteractive = false
    package let isConfigured = true
    package let mayTellRegion = true
    package let renewal = KeyRenewal.asking
    private let metadata: InstanceMetadata
    private let context: AmbientContext
    /// The user requested this source: its failures are errors, not a reason to try the next source.
    private let isRequired: Bool

    package init(settings: ProfileSettings, isRequired: Bool = false) {
        metadata = InstanceMetadata(settings: settings)
        context = settings.context
        self.isRequired = isRequired
    }

    package func reread() -> any CredentialSource { self }

    package func load() async throws(AWSSetupError) -> Credentials? {
        do throws(InstanceMetadata.Failure) {
            let token = try await metadata.token()
            let folder = "iam/security-credentials/"
            let role = try await metadata.text(folder, token: token).split(separator: "\n").first.map(String.init) ?? ""
            let document = try await metadata.text(folder + PercentEncoding.encode(role), token: token)
            return try await credentials(document, role: role)
        } catch {
            throw givingUp(error)
        }
    }

    package func region() async -> String? {
        do throws(InstanceMetadata.Failure) {
            return try await metadata.text("placement/region", token: try await metadata.token())
        } catch {
            return nil
        }
    }

    private func credentials(_ document: String, role: String) async throws(InstanceMetadata.Failure) -> Credentials? {
        let json = try? JSONValue(parsing: document)
        guard let json, let accessKeyId = json["AccessKeyId"]?.string, let secret = json["SecretAccessKey"]?.string,
            let token = json["Token"]?.string, let expiration = json["Expiration"]
        else { throw .incompleteKeys(json?["Message"]?.string) }
        let time: Timestamp?
        do throws(MalformedExpiration) {
            time = try Expiration.time(expiration, at: "Expiration")
        } catch {
            throw .malformedExpiration(error)
        }
        return Credentials(
            accessKeyId: accessKeyId, secretAccessKey: Secret(secret), sessionToken: Secret(token),
            expiration: time.map(extended), source: "\(name) \(role)")
    }

    /// If the service returns keys that have (nearly) expired, it has trouble renewing them, and AWS accepts the old
    /// ones for longer. They're kept in use and requested again after some minutes.
    private func extended(_ expiration: Timestamp) -> Timestamp {
        let now = context.clock.now()
        let offset = RefreshWindow.longest + context.random(120...600)
        return now >= expiration.adding(seconds: -offset) ? now.adding(seconds: offset) : expiration
    }

    private func givingUp(_ failure: InstanceMetadata.Failure) -> AWSSetupError {
        let reason = failure.reason(endpoint: metadata.endpoint)
        return switch failure {
        case .malformedExpiration(let expiration): expiration.error(of: name)
        case .version1Disabled, .malformedEndpoint: .sourceFailed(source: name, reason: reason)
        case .disabled, .refused, .unreachable, .foreign, .notFound, .incompleteKeys:
            isRequired ? .sourceFailed(source: name, reason: reason) : .sourceUnavailable(source: name, reason: reason)
        }
    }
}

extension InstanceMetadata.Failure {
    fileprivate func reason(endpoint: String) -> String {
        switch self {
        case .disabled: "it's disabled by AWS_EC2_METADATA_DISABLED"
        case .version1Disabled: "\(endpoint) returned no IMDSv2 token, and IMDSv1 is disabled"
        case .malformedEndpoint(let text):
            "the endpoint of the instance metadata service, \"\(URLUser.hidden(in: text))\", isn't a valid URL"
        case .refused(let status): "\(endpoint) returned status \(status)"
        case .unreachable: "there's no instance metadata service at \(endpoint)"
        case .foreign(let page): "\(endpoint) \(page.reason)"
        case .notFound: "this instance has no role"
        case .incompleteKeys(let message?): "the role's keys aren't available: \(message)"
        case .malformedExpiration(let expiration): expiration.message
        case .incompleteKeys(nil): "the response from \(endpoint) contains no keys"
        }
    }
}

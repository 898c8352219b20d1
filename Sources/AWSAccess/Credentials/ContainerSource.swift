// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import HTTPMessages
package import AWSSigning
import JSON

/// The role of an ECS task, an EKS pod or anything else that sets AWS_CONTAINER_CREDENTIALS_….
package struct ContainerSource: CredentialSource {
    package let name = "container"
    package let isInteractive = false
    package let mayTellRegion = false
    package let renewal = KeyRenewal.asking
    private static let attempts = 3
    private let context: AmbientContext

    package init(context: AmbientContext) { self.context = context }

    package func reread() -> any CredentialSource { self }

    package func region() async -> String? { nil }

    package var isConfigured: Bool {
        context.variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") != nil
            || context.variable("AWS_CONTAINER_CREDENTIALS_FULL_URI") != nil
    }

    package func load() async throws(AWSSetupError) -> Credentials? {
        guard let endpoint = try endpoint() else { return nil }
        var fields = [HTTPField("Accept", "application/json")]
        if let authorization = try await authorization() {
            fields.append(HTTPField("Authorization", authorization.reveal()))
        }
        var request = HTTPRequest(
            method: "GET", endpoint: endpoint.origin, path: endpoint.path, fields: fields, timeout: .seconds(2))
        request.query = endpoint.query
        var reason = ""
        for attempt in 1...Self.attempts {
            switch await context.http.result(of: request) {
            case .success(let response) where response.status == 200:
                if let document = KeysDocument(response.body) { return try keys(document) }
                reason = ForeignPage(response)?.reason ?? "the response isn't JSON"
            case .success(let response): reason = "the response has status \(response.status)"
            case .failure(let error):
                reason = error.detail.isEmpty ? "there was no response" : "there was no response: \(error.detail)"
            }
            if attempt < Self.attempts { try? await context.sleep(.seconds(1)) }
        }
        throw .sourceFailed(source: name, reason: "\(endpoint.origin.url): \(reason)")
    }

    private func keys(_ document: KeysDocument) throws(AWSSetupError) -> Credentials {
        for member in ["Token", "Expiration"] where document[member]?.isNull ?? true {
            throw .partialKeys(source: name, missing: member)
        }
        return try document.credentials(tokenName: "Token", source: name)
    }

    private func endpoint() throws(AWSSetupError) -> (origin: Endpoint, path: String, query: String)? {
        let relative = context.variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI")
        let url: String
        if let relative {
            url = "http://169.254.170.2\(relative)"
        } else if let full = context.variable("AWS_CONTAINER_CREDENTIALS_FULL_URI") {
            url = full
        } else {
            return nil
        }
        let parts = url.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = Endpoint(parsing: String(parts.first ?? "")) else {
            throw .malformedSetting(name: "AWS_CONTAINER_CREDENTIALS_FULL_URI", value: url, expected: "a URL")
        }
        guard relative != nil || Self.isAllowed(whole) else {
            throw .sourceFailed(
                source: name,
                reason: "can't get keys over http from \(whole.host): use https, a loopback address or "
                    + "the address of a container service")
        }
        let origin = Endpoint(scheme: whole.scheme, host: whole.host, port: whole.port)
        let path = whole.basePath.isEmpty ? "/" : whole.basePath
        return (origin, path, parts.count > 1 ? String(parts[1]) : "")
    }

    private static func isAllowed(_ endpoint: Endpoint) -> Bool {
        endpoint.scheme == .https || endpoint.isLoopback
            || ["169.254.170.2", "169.254.170.23", "fd00:ec2::23"].contains(endpoint.host)
    }

    /// The file is read again each time, because it changes while the program runs.
    private func authorization() async throws(AWSSetupError) -> Secret? {
        var token = context.variable("AWS_CONTAINER_AUTHORIZATION_TOKEN")
        if let file = context.variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE") {
            let files = context.files
            token = try await readingFiles { () throws(AWSSetupError) in
                do throws(FileAccessError) {
                    return try files.read(file).map { String(decoding: $0, as: UTF8.self) }
                } catch {
                    throw .unreadableFile(path: file, reason: error.reason)
                }
            }
            if token == nil { throw .sourceFailed(source: name, reason: "the token file \(file) doesn't exist") }
        }
        guard let token else { return nil }
        guard !token.utf8.contains(where: { $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\n") }) else {
            throw .sourceFailed(source: name, reason: "the authorization token contains a line break")
        }
        return Secret(token)
    }
}

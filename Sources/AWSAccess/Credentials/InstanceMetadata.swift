// SPDX-License-Identifier: GPL-3.0-or-later

package import Base
package import HTTPMessages
import AWSSigning

/// The instance metadata service of EC2, version 2 with its rules for falling back to version 1.
package struct InstanceMetadata: Sendable {
    private let settings: ProfileSettings
    private var context: AmbientContext { settings.context }

    package init(settings: ProfileSettings) { self.settings = settings }

    /// Why a path returned nothing.
    package enum Failure: Error, Sendable, Hashable {
        case disabled
        case version1Disabled
        case malformedEndpoint(String)
        case refused(status: Int)
        case unreachable(TransportError.Kind)
        /// Something other than the metadata service answered.
        case foreign(ForeignPage)
        case notFound
        /// With the service's message, if there is one.
        case incompleteKeys(String?)
        case malformedExpiration(MalformedExpiration)
    }

    package var endpoint: String {
        if let endpoint = settings.setting(
            variable: "AWS_EC2_METADATA_SERVICE_ENDPOINT", option: "ec2_metadata_service_endpoint")
        {
            return endpoint
        }
        let mode = settings.setting(
            variable: "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", option: "ec2_metadata_service_endpoint_mode")
        return mode?.lowercased() == "ipv6" ? "http://[fd00:ec2::254]" : "http://169.254.169.254"
    }

    /// A token for version 2; nil if the service only has version 1, and version 1 is allowed.
    package func token() async throws(Failure) -> Secret? {
        if context.variable("AWS_EC2_METADATA_DISABLED")?.lowercased() == "true" { throw .disabled }
        let request = try request(
            "PUT", "/latest/api/token", fields: [HTTPField("x-aws-ec2-metadata-token-ttl-seconds", "21600")])
        var last = Failure.notFound
        for _ in 1...attempts {
            switch await context.http.result(of: request) {
            case .success(let response) where response.status == 200:
                if let page = ForeignPage(response) { throw .foreign(page) }
                return Secret(String(decoding: response.body, as: UTF8.self))
            case .success(let response) where [403, 404, 405].contains(response.status): return try version1()
            case .success(let response) where response.status == 400: throw .refused(status: 400)
            case .success(let response): last = .refused(status: response.status)
            // The token response may not cross a network hop, so a container sees a timeout although version 1 works.
            case .failure(let error) where error.kind == .timeout: return try version1()
            case .failure(let error): last = .unreachable(error.kind)
            }
        }
        throw last
    }

    /// The text at a path below `/latest/meta-data/`.
    package func text(_ path: String, token: Secret?) async throws(Failure) -> String {
        let fields = token.map { [HTTPField("x-aws-ec2-metadata-token", $0.reveal())] } ?? []
        let request = try request("GET", "/latest/meta-data/\(path)", fields: fields)
        var failure = Failure.notFound
        for _ in 1...attempts {
            switch await context.http.result(of: request) {
            case .success(let response) where response.status == 200 && !response.body.isEmpty:
                if let page = ForeignPage(response) { throw .foreign(page) }
                return String(decoding: response.body, as: UTF8.self)
            case .success(let response):
                failure = response.status == 404 ? .notFound : .refused(status: response.status)
            case .failure(let error): failure = .unreachable(error.kind)
            }
        }
        throw failure
    }

    private func version1() throws(Failure) -> Secret? {
        if settings.flag(variable: "AWS_EC2_METADATA_V1_DISABLED", option: "ec2_metadata_v1_disabled") {
            throw .version1Disabled
        }
        return nil
    }

    private func request(_ method: String, _ path: String, fields: [HTTPField]) throws(Failure) -> HTTPRequest {
        guard let endpoint = Endpoint(parsing: endpoint) else { throw .malformedEndpoint(endpoint) }
        return HTTPRequest(method: method, endpoint: endpoint, path: path, fields: fields, timeout: timeout)
    }

    private var timeout: Duration {
        .seconds(number(variable: "AWS_METADATA_SERVICE_TIMEOUT", option: "metadata_service_timeout") ?? 1)
    }

    private var attempts: Int {
        number(variable: "AWS_METADATA_SERVICE_NUM_ATTEMPTS", option: "metadata_service_num_attempts") ?? 1
    }

    private func number(variable: String, option: String) -> Int? {
        settings.setting(variable: variable, option: option).flatMap { Int($0) }.map { max($0, 1) }
    }
}

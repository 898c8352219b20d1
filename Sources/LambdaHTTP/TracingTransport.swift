// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import AWSAccess
import Base
import JSON
import Lambda

/// A transport that traces what passes through it, with secrets removed.
struct TracingTransport: HTTPTransport {
    private static let longestBody = 4_096
    private static let cut = "•••"

    private let base: any HTTPTransport
    private let trace: RequestTrace
    private let showsBodies: Bool

    /// - Parameter showsBodies: false if the bodies may contain keys; they aren't shown then.
    private init(_ base: any HTTPTransport, _ trace: RequestTrace, showsBodies: Bool) {
        self.base = base
        self.trace = trace
        self.showsBodies = showsBodies
    }

    /// `transport`, traced by `trace` and no other trace.
    static func showing(_ transport: any HTTPTransport, by trace: RequestTrace, showsBodies: Bool) -> TracingTransport {
        TracingTransport((transport as? TracingTransport)?.base ?? transport, trace, showsBodies: showsBodies)
    }

    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        guard trace.isOn else { return try await base.send(request) }
        trace.write("> \(request.method) \(Self.withoutSecrets(request.url))")
        let signed = request.fields.filter(Self.isSecret).map(\.value).filter { !$0.isEmpty }
        let given = request.secrets(nil)
        show(request.fields, request.body, mark: ">", hiding: given.map { signed + Self.spellings(of: $0) })
        let start = ContinuousClock.now
        do throws(TransportError) {
            let response = try await base.send(request)
            let milliseconds = Int((ContinuousClock.now - start) / .milliseconds(1))
            trace.write("< \(response.status) in \(milliseconds) ms")
            let secrets = given.flatMap { given in request.secrets(response).map { given + $0 } }
            show(response.fields, response.body, mark: "<", hiding: secrets.map { signed + Self.spellings(of: $0) })
            if response.stream != nil { trace.write("<   (a stream)") }
            return response
        } catch {
            trace.write("< no response: \(error.kind) \(error.detail)")
            throw error
        }
    }

    /// - Parameter secrets: texts that nothing is shown with: AWS repeats what was signed when a signature is wrong. nil
    ///   where they aren't known.
    private func show(_ fields: [HTTPField], _ body: [UInt8], mark: String, hiding secrets: [String]?) {
        for field in fields {
            let value = (secrets ?? []).reduce(field.value) { $0.replacing($1, with: Self.cut) }
            trace.write("\(mark)   \(field.name): \(Self.isSecret(field) ? Self.cut : value)")
        }
        guard !body.isEmpty else { return }
        guard showsBodies, let secrets else {
            return trace.write("\(mark)   (\(body.count) bytes, hidden because they contain keys)")
        }
        // Cut out before the rest is left out: a part of a secret is one, too.
        let whole = secrets.reduce(String(decoding: body, as: UTF8.self)) { $0.replacing($1, with: Self.cut) }
        let text = String(decoding: whole.utf8.prefix(Self.longestBody), as: UTF8.self)
        let rest = body.count > Self.longestBody ? " … (\(body.count) bytes)" : ""
        trace.write("\(mark)   \(Self.withoutSecrets(text))\(rest)")
    }

    /// Texts as JSON, XML and forms have them.
    private static func spellings(of texts: [String]) -> [String] {
        texts.flatMap { text in
            let json = JSONValue.string(text).description.dropFirst().dropLast()
            let xml = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            return [text, String(json), xml, PercentEncoding.encode(text)]
        }
    }

    private static let secretFields: Set<String> = [
        "authorization", "proxy-authorization", "x-amz-security-token", "x-amz-sso_bearer_token",
        "x-aws-ec2-metadata-token", "dpop", "cookie", "set-cookie",
    ]

    private static func isSecret(_ field: HTTPField) -> Bool { secretFields.contains(field.name.lowercased()) }

    /// `text` without the signatures and tokens of presigned URLs in it.
    private static func withoutSecrets(_ text: String) -> String {
        var result = text[...]
        for name in ["X-Amz-Security-Token=", "X-Amz-Signature=", "X-Amz-Credential="] where text.contains(name) {
            let parts = result.split(separator: name, omittingEmptySubsequences: false)
            result =
                (String(parts[0])
                + parts.dropFirst().map { part in
                    name + cut + part.drop { !"&\"\\ ".contains($0) }
                }.joined())[...]
        }
        return String(result)
    }
}

/// Traces the requests for keys, without their bodies, for the call that began to wait for the keys.
struct KeyTracingTransport: HTTPTransport {
    let base: any HTTPTransport

    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        guard let trace = RequestTrace.ofSharedWork, trace.isOn else { return try await base.send(request) }
        return try await TracingTransport.showing(base, by: trace, showsBodies: false).send(request)
    }
}

extension SignedClient {
    /// The same client, with requests and responses traced by `trace`.
    func traced(by trace: RequestTrace) -> SignedClient {
        over(TracingTransport.showing(transport, by: trace, showsBodies: true))
    }
}

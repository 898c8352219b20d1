// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages

/// The parsed value of the Authorization field.
package struct SigV4Authorization: Sendable, Hashable {
    package var accessKeyId: String
    package var scope: CredentialScope
    /// Lower case, sorted, joined with `;`.
    package var signedHeaders: String
    /// 64 lower-case hexadecimal digits.
    package var signature: String

    package var text: String {
        Self.text(
            Self.preamble(accessKeyId: accessKeyId, scope: scope), signedHeaders: signedHeaders, signature: signature)
    }

    /// The beginning of the field, up to the signed headers.
    static func preamble(accessKeyId: String, scope: CredentialScope) -> String {
        "\(SigningKey.algorithm) Credential=\(accessKeyId)/\(scope.text), SignedHeaders="
    }

    static func text(_ preamble: String, signedHeaders: String, signature: String) -> String {
        var text = preamble
        text.reserveCapacity(preamble.utf8.count + signedHeaders.utf8.count + 76)
        text += signedHeaders
        text += ", Signature="
        text += signature
        return text
    }
}

extension SigV4Authorization {
    /// Reads an Authorization field.
    package init(parsing text: String) throws(SignatureFailure) {
        // As bytes, because every request is parsed here.
        let algorithm = Substring(text.utf8.prefix { $0 != UInt8(ascii: " ") })
        guard algorithm == SigningKey.algorithm else { throw .unknownAlgorithm(String(algorithm)) }
        var parameters: [Substring: Substring] = [:]
        for part in text.utf8[algorithm.endIndex...].split(separator: UInt8(ascii: ",")) {
            let pair = Substring(part).trimmingSpaces.utf8.split(separator: UInt8(ascii: "="), maxSplits: 1)
            if pair.count == 2 { parameters[Substring(pair[0])] = Substring(pair[1]) }
        }
        try self.init { parameters[Substring($0)] }
    }

    /// Reads the query parameters of a presigned request.
    init(presigned parameters: [String: String]) throws(SignatureFailure) {
        let algorithm = parameters["X-Amz-Algorithm"] ?? ""
        guard algorithm == SigningKey.algorithm else { throw .unknownAlgorithm(algorithm) }
        try self.init { parameters["X-Amz-\($0)"]?[...] }
    }

    private init(_ parameter: (String) -> Substring?) throws(SignatureFailure) {
        let missing = ["Credential", "Signature", "SignedHeaders"].filter { parameter($0) == nil }
        guard missing.isEmpty, let credential = parameter("Credential"), let signature = parameter("Signature"),
            let signedHeaders = parameter("SignedHeaders")
        else { throw .incompleteAuthorization(missing: missing) }
        // An access key can contain a slash, but the four parts of the scope can't.
        let parts = credential.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .map(Substring.init)
        guard parts.count >= 5, parts[parts.count - 1] == CredentialScope.terminator else {
            throw .malformedCredential(String(credential))
        }
        accessKeyId = parts.dropLast(4).joined(separator: "/")
        scope = CredentialScope(
            date: String(parts[parts.count - 4]), region: String(parts[parts.count - 3]),
            service: String(parts[parts.count - 2]))
        self.signedHeaders = String(signedHeaders)
        self.signature = String(signature)
    }
}

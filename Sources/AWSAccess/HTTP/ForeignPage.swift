// SPDX-License-Identifier: GPL-3.0-or-later

package import HTTPMessages

/// A web page in place of a service's response, as proxies and captive portals send it.
package struct ForeignPage: Sendable, Hashable {
    /// In a sentence: "a web page (text/html): Welcome to …".
    package let description: String

    /// What the user can do about it.
    package static let hint =
        "a proxy or a captive portal may be in between: log in to the network in a browser, or check HTTPS_PROXY and "
        + "NO_PROXY"

    /// nil if the service may have sent the response.
    ///
    /// Functions and buckets return HTML, too, but each of AWS's responses has an ID. Some mocks of AWS send
    /// none and call everything HTML; what isn't HTML in them is accepted.
    package init?(_ response: HTTPResponse) {
        guard let type = Self.foreignType(response), !response.body.isEmpty else { return nil }
        let text = String(decoding: response.body.prefix(16_384), as: UTF8.self)
        guard text.drop(while: \.isWhitespace).hasPrefix("<") else { return nil }
        if text.hasPrefix("<?xml"), !text.lowercased().contains("<html") { return nil }
        self.init(type: type, text: text)
    }

    /// The same for a response that arrives in pieces; it's read as far as needed.
    package static func beginning(of response: HTTPResponse) async -> ForeignPage? {
        guard let stream = response.stream else { return ForeignPage(response) }
        guard let type = foreignType(response) else { return nil }
        var bytes: [UInt8] = []
        do {
            for try await piece in stream {
                bytes += piece
                if bytes.count >= 4_096 { break }
            }
        } catch {}
        return ForeignPage(type: type, text: String(decoding: bytes, as: UTF8.self))
    }

    private init(type: String, text: String) {
        let words = XMLText.firstWords(text).map { ": \($0)" } ?? ""
        description = "a web page (\(type))\(words)"
    }

    /// Why a source got no keys, in words that follow the name of the host.
    var reason: String { "returned \(description); \(Self.hint)" }

    /// The content type of HTML that isn't AWS's.
    private static func foreignType(_ response: HTTPResponse) -> String? {
        let marks = ["x-amzn-requestid", "x-amz-request-id", "x-amz-executed-version"]
        guard let field = response.fields.first(named: "content-type"),
            marks.allSatisfy({ response.fields.first(named: $0) == nil })
        else { return nil }
        let type = field.prefix { $0 != ";" }.lowercased().filter { $0 != " " }
        return type == "text/html" || type == "application/xhtml+xml" ? type : nil
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import LocalFunctions
import LocalHTTP

/// What a URL's cross-origin settings mean for one request.
struct CrossOriginRules: Sendable {
    private let settings: FunctionURLSettings.CrossOrigin
    private let request: LocalRequest

    /// nil if the settings don't concern the request: it has no origin, or none that's allowed.
    init?(_ settings: FunctionURLSettings.CrossOrigin?, for request: LocalRequest) {
        guard let settings, let origin = request.fields.first(named: "origin"),
            settings.allowOrigins?.contains(where: { $0 == "*" || $0 == origin }) ?? false
        else { return nil }
        self.settings = settings
        self.request = request
    }

    /// A browser asks whether a page may send a request. AWS answers that without the function.
    static func isPreflight(_ request: LocalRequest) -> Bool {
        request.method == "OPTIONS" && request.fields.first(named: "origin") != nil
            && request.fields.first(named: "access-control-request-method") != nil
    }

    /// Fields for the function's response; it may have such fields of its own, and AWS sends both.
    var responseFields: [HTTPField] {
        var fields = originFields
        if let names = settings.exposeHeaders, !names.isEmpty {
            fields.append(HTTPField("Access-Control-Expose-Headers", names.joined(separator: ",")))
        }
        return fields
    }

    var preflightFields: [HTTPField] {
        var fields = originFields
        if let methods = settings.allowMethods, !methods.isEmpty {
            fields.append(HTTPField("Access-Control-Allow-Methods", methods.joined(separator: ",")))
        }
        if let names = settings.allowHeaders, !names.isEmpty {
            fields.append(HTTPField("Access-Control-Allow-Headers", names.joined(separator: ",")))
        }
        if let age = settings.maxAge { fields.append(HTTPField("Access-Control-Max-Age", String(age))) }
        return fields
    }

    private var originFields: [HTTPField] {
        let isOpen = settings.allowOrigins?.contains("*") ?? false
        let origin = request.fields.first(named: "origin") ?? ""
        var fields = [HTTPField("Access-Control-Allow-Origin", isOpen ? "*" : origin)]
        if !isOpen { fields.append(HTTPField("Vary", "Origin")) }
        if settings.allowCredentials ?? false { fields.append(HTTPField("Access-Control-Allow-Credentials", "true")) }
        return fields
    }
}

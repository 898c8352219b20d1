// SPDX-License-Identifier: GPL-3.0-or-later

package import HTTPMessages
package import AWSAccess
package import AWSServices

/// What an error message needs to know about the failed call.
package struct CallContext: Sendable {
    /// What happens when the same request arrives twice.
    package enum Repetition: Sendable {
        /// Nothing: the request only reads.
        case harmless
        /// The change is made twice, or the second request is refused.
        case changesTwice
        /// A function runs twice.
        case runsTwice
    }

    package var service: ServiceFacts
    package var endpoint: Endpoint
    package var region: String
    package var repetition: Repetition
    package var timeout: Duration
    /// Where the keys that signed the request came from, and how to get others.
    package var keys: (source: String, renewal: KeyRenewal)?

    package init(
        service: ServiceFacts, endpoint: Endpoint, region: String, repetition: Repetition, timeout: Duration
    ) {
        self.service = service
        self.endpoint = endpoint
        self.region = region
        self.repetition = repetition
        self.timeout = timeout
    }

    var isInvocation: Bool { repetition == .runsTwice }
    var isOfLambda: Bool { service.name == "lambda" }
}

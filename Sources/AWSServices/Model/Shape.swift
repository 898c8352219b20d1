// SPDX-License-Identifier: GPL-3.0-or-later

/// A type of values in requests and responses: a scalar or a container. It refers to other shapes by their index in
/// `ServiceOperation.shapes`, so that a shape can be recursive.
package struct Shape: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        case string, integer, long, boolean, blob, float, double
        case timestamp(TimestampFormat?)
        case structure([ShapeMember])
        case list(ShapeMember)
        case map(key: ShapeMember, value: ShapeMember)
    }

    package enum TimestampFormat: String, Sendable {
        case iso8601
        case rfc822
        case unixTimestamp = "unixtimestamp"
    }

    package struct Traits: OptionSet, Sendable, Equatable {
        package let rawValue: UInt16
        package init(rawValue: UInt16) { self.rawValue = rawValue }

        /// The body of a request or a response as a stream.
        package static let streaming = Traits(rawValue: 1)
        /// A value that must not be shown or stored.
        package static let sensitive = Traits(rawValue: 1 << 1)
        /// A list or a map whose elements have no enclosing element in XML, and no index in a form.
        package static let flattened = Traits(rawValue: 1 << 2)
        package static let exception = Traits(rawValue: 1 << 3)
        /// An error caused by the service.
        package static let fault = Traits(rawValue: 1 << 4)
        /// An error caused by the sender.
        package static let senderFault = Traits(rawValue: 1 << 5)
        /// A structure in which exactly one member is set.
        package static let union = Traits(rawValue: 1 << 6)
        /// The type of an event stream's events.
        package static let event = Traits(rawValue: 1 << 7)
        package static let eventStream = Traits(rawValue: 1 << 8)
    }

    /// In AWS's model; empty for a scalar that only one member uses.
    package var name: String
    package var kind: Kind
    /// The limits of a number, a string's length in characters, a blob's length in bytes, or the number of elements.
    package var minimum: Double?
    package var maximum: Double?
    /// The values of an enumeration; newer ones may exist.
    package var values: [String] = []
    package var traits: Traits = []
    /// The member that's the whole body.
    package var payload: String?
    /// The XML element's name if the member doesn't set it.
    package var wireName: String?
    /// A namespace that its element declares, with its prefix.
    package var namespace: (prefix: String, uri: String)?
    /// Of an exception.
    package var status: Int?
    package var code: String?

    package init(name: String, kind: Kind) {
        self.name = name
        self.kind = kind
    }

    package var members: [ShapeMember] {
        guard case .structure(let members) = kind else { return [] }
        return members
    }

    package func member(named name: String) -> ShapeMember? { members.first { $0.name == name } }

    package static func == (a: Shape, b: Shape) -> Bool {
        a.name == b.name && a.kind == b.kind && a.minimum == b.minimum && a.maximum == b.maximum
            && a.values == b.values && a.traits == b.traits && a.payload == b.payload && a.wireName == b.wireName
            && a.namespace?.prefix == b.namespace?.prefix && a.namespace?.uri == b.namespace?.uri
            && a.status == b.status && a.code == b.code
    }
}

/// A structure's member, a list's element, or a map's key or value.
package struct ShapeMember: Sendable, Equatable {
    package enum Location: Sendable {
        /// In the body, in the protocol's format.
        case body
        /// A label in the path.
        case path
        case query
        case header
        /// A map whose keys follow a prefix in header names.
        case headers
        case status
    }

    package struct Traits: OptionSet, Sendable, Equatable {
        package let rawValue: UInt16
        package init(rawValue: UInt16) { self.rawValue = rawValue }

        package static let required = Traits(rawValue: 1)
        /// Set to a new UUID if the caller doesn't set it, so that a repeated request has no additional effect.
        package static let idempotencyToken = Traits(rawValue: 1 << 1)
        package static let flattened = Traits(rawValue: 1 << 2)
        package static let xmlAttribute = Traits(rawValue: 1 << 3)
        /// JSON, encoded as base64 in a header.
        package static let jsonValue = Traits(rawValue: 1 << 4)
        package static let hostLabel = Traits(rawValue: 1 << 5)
        package static let streaming = Traits(rawValue: 1 << 6)
        /// The payload of an event's message.
        package static let eventPayload = Traits(rawValue: 1 << 7)
        /// Its XML element declares the service's namespace.
        package static let namespaced = Traits(rawValue: 1 << 8)
    }

    /// In AWS's spelling; empty for elements, keys and values.
    package var name: String
    /// The index of its type in the operation's shapes.
    package var shape: Int
    package var location: Location
    /// The name in the request or the response if it isn't `name`.
    package var wireName: String?
    package var traits: Traits

    package var isRequired: Bool { traits.contains(.required) }
    package var isIdempotencyToken: Bool { traits.contains(.idempotencyToken) }
}

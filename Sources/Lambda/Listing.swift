// SPDX-License-Identifier: GPL-3.0-or-later

public import JSON

/// One page of a listing.
public struct ListRequest: Sendable {
    public enum Kind: Sendable, Equatable {
        case functions
        case versions(function: String)
        case aliases(function: String)
    }

    public var kind: Kind
    /// Where the page starts: `ListPage.nextMarker` of the page before.
    public var marker: String?
    /// At most this many elements; the service may give fewer.
    public var maxItems: Int?

    public init(_ kind: Kind, marker: String? = nil, maxItems: Int? = nil) {
        self.kind = kind
        self.marker = marker
        self.maxItems = maxItems
    }
}

public struct ListPage: Sendable {
    /// Objects with AWS's member names.
    public var items: [JSONValue]
    /// nil on the last page.
    public var nextMarker: String?

    public init(items: [JSONValue], nextMarker: String? = nil) {
        self.items = items
        self.nextMarker = nextMarker
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later

public import JSON

/// One page of a listing.
public struct ListRequest: Sendable, Equatable {
    /// An operation that answers in pages.
    public var call: OperationCall
    /// Where the page starts: `ListPage.nextMarker` of the page before.
    public var marker: String?
    /// At most this many elements; the service may give fewer.
    public var maxItems: Int?

    public init(_ call: OperationCall, marker: String? = nil, maxItems: Int? = nil) {
        self.call = call
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

    /// The page that an answer holds; nil when it holds none.
    public init?(_ value: JSONValue, member: String) {
        guard let items = value[member]?.array else { return nil }
        let marker = value["NextMarker"]?.string
        self.init(items: items, nextMarker: marker.flatMap { $0.isEmpty ? nil : $0 })
    }
}

extension LambdaService {
    /// One page of an operation that answers in pages.
    public func list(_ request: ListRequest) async throws(LambdaError) -> ListPage {
        var call = request.call
        if let marker = request.marker { call.members.set("Marker", .string(marker)) }
        if let maxItems = request.maxItems {
            call.members.set("MaxItems", .number(JSONNumber(min(max(maxItems, 1), 10_000))))
        }
        let answer = try await self.call(call)
        guard let page = ListPage(answer.value, member: call.operation.pageMember ?? "") else {
            throw LambdaError(
                .service, code: "UnreadableAnswer", message: "\(call.operation.name) did not answer with a page",
                status: answer.status, requestId: answer.requestId)
        }
        return page
    }

    /// Configuration, code location, tags and concurrency of a function (API operation GetFunction), with AWS's
    /// member names.
    public func describe(function: String, qualifier: String?) async throws(LambdaError) -> JSONValue {
        var call = OperationCall("GetFunction", ["FunctionName": .string(function)])
        if let qualifier { call.members.set("Qualifier", .string(qualifier)) }
        return try await self.call(call).value
    }
}

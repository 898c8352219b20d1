// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
package import JSON

/// One page of a list.
package struct ListRequest: Sendable, Equatable {
    /// A paginated operation.
    package var call: OperationCall
    /// Where the page starts: `ListPage.next` of the previous page.
    package var start: JSONObject?
    /// At most this many elements; the service may return fewer.
    package var maxItems: Int?

    package init(_ call: OperationCall, start: JSONObject? = nil, maxItems: Int? = nil) {
        self.call = call
        self.start = start
        self.maxItems = maxItems
    }
}

package struct ListPage: Sendable {
    /// Objects with AWS's member names.
    package var items: [JSONValue]
    /// The request's members for the next page; nil on the last page.
    package var next: JSONObject?

    package init(items: [JSONValue], next: JSONObject? = nil) {
        self.items = items
        self.next = next
    }
}

extension LambdaService {
    /// One page of a paginated operation with one type of elements.
    package func list(_ request: ListRequest) async throws(LambdaError) -> ListPage {
        var call = request.call
        for (name, value) in request.start ?? [:] { call.members.set(name, value) }
        let operation = call.operation
        if let maxItems = request.maxItems { call.setPageSize(maxItems) }
        let answer = try await self.call(call)
        guard let paging = operation.paging, let member = paging.results.first,
            let items = answer.value[member]?.array
        else {
            throw LambdaError(
                .service, code: "UnreadableAnswer", message: "\(operation.name) returned no page",
                status: answer.status, requestId: answer.requestId)
        }
        let next = paging.next(after: answer.value)
        if let next, next == request.start { throw LambdaError(repeatedPageOf: call, answer) }
        return ListPage(items: items, next: next)
    }

    /// The responses of all pages of a call, combined into one; a single response if it has no pages.
    ///
    /// - Parameter limit: the maximum number of elements, after which no page is read.
    package func everyPage(of call: OperationCall, limit: Int? = nil) async throws(LambdaError) -> OperationAnswer {
        var call = call
        if let limit, let size = call.operation.paging?.limit, call.members[size] == nil { call.setPageSize(limit) }
        var answer = try await self.call(call)
        guard let paging = call.operation.paging else { return answer }
        var pages = [answer.value]
        var seen: Set<String> = []
        while paging.count(in: pages) < limit ?? .max, let next = paging.next(after: pages[pages.count - 1]) {
            guard seen.insert(JSONValue.object(next).description).inserted else {
                throw LambdaError(repeatedPageOf: call, answer)
            }
            for (name, value) in next { call.members.set(name, value) }
            pages.append(try await self.call(call).value)
        }
        answer.value = paging.joined(pages, limit: limit)
        return answer
    }

    /// Configuration, code location, tags and concurrency of a function (API operation GetFunction), with AWS's
    /// member names.
    package func describe(function: String, qualifier: String?) async throws(LambdaError) -> JSONValue {
        var call = OperationCall("GetFunction", ["FunctionName": .string(function)])
        if let qualifier { call.members.set("Qualifier", .string(qualifier)) }
        return try await self.call(call).value
    }
}

extension OperationCall {
    /// Asks for that many elements per page, or as many as the service allows.
    fileprivate mutating func setPageSize(_ count: Int) {
        guard let name = operation.paging?.limit, let member = operation.inputMember(named: name) else { return }
        let most = operation.shape(of: member).maximum.map { Int($0) } ?? count
        members.set(name, .number(JSONNumber(min(max(count, 1), most))))
    }
}

extension LambdaError {
    fileprivate init(repeatedPageOf call: OperationCall, _ answer: OperationAnswer) {
        self.init(
            .service, code: "RepeatedPage",
            message: "\(call.operation.name) returned the same token for the next page twice", status: answer.status,
            requestId: answer.requestId)
    }
}

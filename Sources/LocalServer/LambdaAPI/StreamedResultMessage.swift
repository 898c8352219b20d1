// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices

/// A message in the event stream of InvokeWithResponseStream's response.
package struct StreamedResultMessage: Sendable, Hashable {
    /// Strings, in sending order.
    package var headers: [(name: String, value: String)] { event.headers }
    package var event: Event
    package var payload: [UInt8]

    package enum Event: Sendable, Hashable {
        case payloadChunk
        case invokeComplete

        fileprivate var headers: [(name: String, value: String)] {
            let (name, type) =
                switch self {
                case .payloadChunk: ("PayloadChunk", "application/octet-stream")
                case .invokeComplete: ("InvokeComplete", "application/json")
                }
            return [(":event-type", name), (":content-type", type), (":message-type", "event")]
        }
    }

    package init(_ event: Event, _ payload: [UInt8]) {
        self.event = event
        self.payload = payload
    }

    package var encoded: [UInt8] { EventStreamEncoder.encode(headers: headers, payload: payload) }
}

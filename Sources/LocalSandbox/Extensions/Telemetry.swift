// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import Base
import EventLoopExecution
import HTTPConnections
import NIOCore
import Synchronization

/// Sends a sandbox's telemetry to the extensions that subscribed to it.
final class Telemetry: Sendable {
    private let eventLoop: any EventLoop
    /// Milliseconds since the epoch.
    private let now: @Sendable () -> Int64
    private let deliveries: AsyncStream<Delivery>
    private let newDelivery: AsyncStream<Delivery>.Continuation
    private let shared: Mutex<Shared>

    private struct Shared {
        var subscribers: [Subscriber] = []
        /// Events from before extensions could subscribe; nil when they no longer can.
        var backlog: [(TelemetryEvent, at: Int64)]?
    }

    private struct Subscriber {
        var subscription: TelemetrySubscription
        var buffer: TelemetryBuffer
        var batches: AsyncStream<[UInt8]>.Continuation
        var timer: Scheduled<Void>?
    }

    /// The batches for one subscriber.
    private struct Delivery: Sendable {
        var destination: String
        var batches: AsyncStream<[UInt8]>
    }

    /// How long a subscriber may take to accept a batch.
    private static let timeout = Duration.seconds(5)

    /// - Parameter keepsBacklog: whether there may be subscribers.
    init(eventLoop: any EventLoop, keepsBacklog: Bool, now: @escaping @Sendable () -> Int64) {
        self.eventLoop = eventLoop
        self.now = now
        (deliveries, newDelivery) = AsyncStream.makeStream()
        shared = Mutex(Shared(backlog: keepsBacklog ? [] : nil))
    }

    /// Sends batches until `close` is called.
    func run() async {
        var deliveries = deliveries.makeAsyncIterator()
        // Most sandboxes have no subscriber, and need no connections.
        guard let first = await deliveries.next() else { return }
        let transport = DirectTransport(executor: EventLoopExecutor(eventLoop), proxies: .none)
        await withDiscardingTaskGroup { group in
            group.addTask { await Self.send(first, over: transport) }
            while let delivery = await deliveries.next() {
                group.addTask { await Self.send(delivery, over: transport) }
            }
        }
        await transport.shutdown()
    }

    private static func send(_ delivery: Delivery, over transport: DirectTransport) async {
        let (origin, path, query) = parts(of: delivery.destination)
        guard let endpoint = Endpoint(parsing: origin) else { return }
        for await batch in delivery.batches {
            let request = HTTPRequest(
                method: "POST", endpoint: endpoint, path: path, query: query,
                fields: [HTTPField("Content-Type", "application/json")], body: batch, timeout: timeout)
            // A subscriber that has ended or doesn't respond loses its events.
            _ = try? await transport.send(request)
        }
    }

    /// `http://HOST:PORT`, a path, and the query.
    private static func parts(of url: String) -> (origin: String, path: String, query: String) {
        let begin = url.firstRange(of: "://")?.upperBound ?? url.startIndex
        let end = url[begin...].firstIndex { $0 == "/" || $0 == "?" } ?? url.endIndex
        let target = url[end...].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let path = target.first.map(String.init) ?? ""
        return (String(url[..<end]), path.isEmpty ? "/" : path, target.count > 1 ? String(target[1]) : "")
    }

    func subscribe(_ name: String, _ subscription: TelemetrySubscription) {
        let (batches, input) = AsyncStream.makeStream(of: [UInt8].self)
        let backlog = shared.withLock { shared in
            shared.subscribers.append(
                Subscriber(
                    subscription: subscription, buffer: TelemetryBuffer(limits: subscription.buffering), batches: input)
            )
            let index = shared.subscribers.endIndex - 1
            for (event, time) in shared.backlog ?? [] { append(event, at: time, to: index, &shared) }
            return shared.backlog
        }
        newDelivery.yield(Delivery(destination: subscription.destination, batches: batches))
        if backlog != nil || !subscription.categories.isEmpty {
            publish(.subscription(name: name, subscription.categories))
        }
    }

    /// - Parameter event: only evaluated if there's a subscriber.
    func publish(_ event: @autoclosure () -> TelemetryEvent) {
        shared.withLock { shared in
            guard shared.backlog != nil || !shared.subscribers.isEmpty else { return }
            let (event, time) = (event(), now())
            shared.backlog?.append((event, time))
            for index in shared.subscribers.indices { append(event, at: time, to: index, &shared) }
        }
    }

    private func append(_ event: TelemetryEvent, at time: Int64, to index: Int, _ shared: inout Shared) {
        guard shared.subscribers[index].subscription.categories.contains(event.category) else { return }
        switch shared.subscribers[index].buffer.append(event.serialized(at: time)) {
        case .none: break
        case .send(let batch): shared.subscribers[index].batches.yield(batch)
        case .startTimer:
            let delay = TimeAmount.milliseconds(Int64(shared.subscribers[index].buffer.limits.timeout))
            shared.subscribers[index].timer?.cancel()
            shared.subscribers[index].timer = eventLoop.scheduleTask(in: delay) { [weak self] in self?.flush(index) }
        }
    }

    private func flush(_ index: Int) {
        shared.withLock { shared in
            if let batch = shared.subscribers[index].buffer.takeBatch() {
                shared.subscribers[index].batches.yield(batch)
            }
        }
    }

    /// Extensions can no longer subscribe.
    func endBacklog() { shared.withLock { $0.backlog = nil } }

    /// Sends the collected events.
    func flush() {
        for index in shared.withLock(\.subscribers.indices) { flush(index) }
    }

    func close() {
        flush()
        shared.withLock { shared in
            for subscriber in shared.subscribers {
                subscriber.timer?.cancel()
                subscriber.batches.finish()
            }
            shared.backlog = nil
        }
        newDelivery.finish()
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later

import HTTPMessages
import NIOCore

/// A response body on its way from a connection to its reader; a slow reader slows the connection down.
///
/// Used on the connection's event loop.
final class AnswerStream {
    /// In parts of the body, each at most as large as one read of a socket.
    private typealias Strategy = NIOAsyncSequenceProducerBackPressureStrategies.HighLowWatermark
    private typealias Producer = NIOThrowingAsyncSequenceProducer<[UInt8], any Error, Strategy, Demand>

    private let source: Producer.Source

    private init(_ source: Producer.Source) { self.source = source }

    /// - Returns: the producer for `connection`, and the sequence for the reader.
    static func make(
        for connection: HTTPConnection, on loop: any EventLoop
    ) -> (AnswerStream, any AsyncSequence<[UInt8], any Error> & Sendable) {
        let demand = Demand(loop)
        let producer = Producer.makeSequence(
            elementType: [UInt8].self, failureType: (any Error).self,
            backPressureStrategy: Strategy(lowWatermark: 4, highWatermark: 16), finishOnDeinit: true, delegate: demand)
        let stream = AnswerStream(producer.source)
        demand.serve(connection, stream)
        return (stream, producer.sequence)
    }

    /// False if the reader has enough for now.
    func yield(_ bytes: [UInt8]) -> Bool {
        switch source.yield(bytes) {
        case .produceMore: true
        // If the reader has stopped, it notifies the connection itself.
        case .stopProducing, .dropped: false
        }
    }

    func finish(_ error: TransportError?) {
        if let error { source.finish(error) } else { source.finish() }
    }
}

/// Forwards the reader's demand to the connection.
private final class Demand: NIOAsyncSequenceProducerDelegate {
    private let loop: any EventLoop
    private let ends: NIOLoopBoundBox<(connection: HTTPConnection, stream: AnswerStream)?>

    init(_ loop: any EventLoop) {
        self.loop = loop
        ends = NIOLoopBoundBox(nil, eventLoop: loop)
    }

    func serve(_ connection: HTTPConnection, _ stream: AnswerStream) { ends.value = (connection, stream) }

    func produceMore() {
        loop.execute { if let ends = self.ends.value { ends.connection.produceMore(of: ends.stream) } }
    }

    func didTerminate() {
        loop.execute {
            if let ends = self.ends.value { ends.connection.abandon(ends.stream) }
            self.ends.value = nil
        }
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later

import AWSAccess
import AWSServices
import Lambda
import Synchronization

/// The services that a connection reaches. Each is set up on its first call, and keeps its retry budget and the clock
/// skew it measured. Buckets of S3 may be in other regions, which have clients of their own.
struct ServiceClients: Sendable {
    typealias Open = @Sendable (ServiceFacts, _ region: String) throws(AWSSetupError) -> ServiceClient

    private let region: String
    private let open: Open
    private let opened = Opened()
    private var trace: RequestTrace?

    /// - Parameters:
    ///   - region: the connection's.
    ///   - open: creates the client of a service in a region.
    init(region: String, open: @escaping Open) {
        self.region = region
        self.open = open
    }

    /// The same, with requests traced by `trace`.
    func traced(by trace: RequestTrace) -> ServiceClients {
        var clients = self
        clients.trace = trace
        return clients
    }

    /// - Parameter bucket: the bucket of an S3 request, which may be in another region.
    func client(of service: ServiceFacts, bucket: String? = nil) throws(LambdaError) -> ServiceClient {
        let client: ServiceClient
        do throws(AWSSetupError) {
            let region = bucket.flatMap(opened.region) ?? region
            client = try opened.client(of: service, in: region, open)
        } catch {
            throw LambdaError(error)
        }
        return trace.map(client.traced) ?? client
    }

    /// Keeps the region of a bucket. False if that's where its requests were sent already.
    func learn(_ region: String, of bucket: String) -> Bool {
        guard opened.region(of: bucket) ?? self.region != region else { return false }
        opened.learn(region, of: bucket)
        return true
    }
}

private final class Opened: Sendable {
    private struct Key: Hashable {
        var service: String
        var region: String
    }

    private let clients = Mutex<[Key: ServiceClient]>([:])
    private let regions = Mutex<[String: String]>([:])

    func region(of bucket: String) -> String? { regions.withLock { $0[bucket] } }

    func learn(_ region: String, of bucket: String) { regions.withLock { $0[bucket] = region } }

    func client(
        of service: ServiceFacts, in region: String, _ open: ServiceClients.Open
    ) throws(AWSSetupError) -> ServiceClient {
        let key = Key(service: service.name, region: region)
        let result = clients.withLock { clients -> Result<ServiceClient, AWSSetupError> in
            if let client = clients[key] { return .success(client) }
            do throws(AWSSetupError) {
                let client = try open(service, region)
                clients[key] = client
                return .success(client)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}

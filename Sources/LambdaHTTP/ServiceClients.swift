// SPDX-License-Identifier: GPL-3.0-or-later

import AWSAccess
import AWSServices
import Lambda
import Synchronization

/// The services that a connection reaches. Each is set up on its first call, and keeps its retry budget and the clock
/// skew it measured.
struct ServiceClients: Sendable {
    private let open: @Sendable (ServiceFacts) throws(AWSSetupError) -> ServiceClient
    private let opened = Opened()
    private var trace: RequestTrace?

    /// - Parameter open: creates the client of a service.
    init(open: @escaping @Sendable (ServiceFacts) throws(AWSSetupError) -> ServiceClient) { self.open = open }

    /// The same, with requests traced by `trace`.
    func traced(by trace: RequestTrace) -> ServiceClients {
        var clients = self
        clients.trace = trace
        return clients
    }

    func client(of service: ServiceFacts) throws(LambdaError) -> ServiceClient {
        let client: ServiceClient
        do throws(AWSSetupError) {
            client = try opened.client(of: service, open)
        } catch {
            throw LambdaError(error)
        }
        return trace.map(client.traced) ?? client
    }
}

private final class Opened: Sendable {
    private let clients = Mutex<[String: ServiceClient]>([:])

    func client(
        of service: ServiceFacts, _ open: (ServiceFacts) throws(AWSSetupError) -> ServiceClient
    ) throws(AWSSetupError) -> ServiceClient {
        let result = clients.withLock { clients -> Result<ServiceClient, AWSSetupError> in
            if let client = clients[service.name] { return .success(client) }
            do throws(AWSSetupError) {
                let client = try open(service)
                clients[service.name] = client
                return .success(client)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}

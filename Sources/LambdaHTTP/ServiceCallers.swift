// SPDX-License-Identifier: GPL-3.0-or-later

import AWSCore
import AWSServices
import Lambda
import Synchronization

/// The services that one connection reaches. Each is set up when it's first called, and keeps its retry budget and what
/// it learnt of the clock.
struct ServiceCallers: Sendable {
    private let open: @Sendable (ServiceFacts) throws(AWSSetupError) -> Caller
    private let opened = Opened()
    private var trace: RequestTrace?

    /// - Parameter open: what calls a service.
    init(open: @escaping @Sendable (ServiceFacts) throws(AWSSetupError) -> Caller) { self.open = open }

    /// The same, with requests that are shown by `trace`.
    func traced(by trace: RequestTrace) -> ServiceCallers {
        var callers = self
        callers.trace = trace
        return callers
    }

    func caller(of service: ServiceFacts) throws(LambdaError) -> Caller {
        let caller: Caller
        do throws(AWSSetupError) {
            caller = try opened.caller(of: service, open)
        } catch {
            throw LambdaError(error)
        }
        return trace.map(caller.traced) ?? caller
    }
}

private final class Opened: Sendable {
    private let callers = Mutex<[String: Caller]>([:])

    func caller(
        of service: ServiceFacts, _ open: (ServiceFacts) throws(AWSSetupError) -> Caller
    ) throws(AWSSetupError) -> Caller {
        let result = callers.withLock { callers -> Result<Caller, AWSSetupError> in
            if let caller = callers[service.name] { return .success(caller) }
            do throws(AWSSetupError) {
                let caller = try open(service)
                callers[service.name] = caller
                return .success(caller)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}

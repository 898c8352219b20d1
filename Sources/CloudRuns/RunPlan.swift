// SPDX-License-Identifier: GPL-3.0-or-later

package import JSON

/// What a run needs to know about its function.
package struct RunFunction: Sendable, Equatable {
    package let arn: String
    /// In seconds.
    package let timeout: Int
    /// Whether its invocations are durable executions, which have a name and run once under it.
    package let isDurable: Bool

    package init(arn: String, timeout: Int, isDurable: Bool) {
        self.arn = arn
        self.timeout = timeout
        self.isDurable = isDurable
    }

    /// Reads the response of `GetFunctionConfiguration`; nil if it isn't one.
    package init?(configuration: JSONValue) {
        guard let arn = configuration["FunctionArn"]?.string else { return nil }
        self.init(
            arn: arn, timeout: configuration["Timeout"]?.int ?? 3,
            isDurable: configuration["DurableConfig"].map { !$0.isNull } ?? false)
    }

    var partition: String { ResourceARN(arn)?.partition ?? "aws" }
}

/// How a batch is run in the cloud: the mode and everything that follows from it. Its limits have been checked.
package struct RunPlan: Sendable, Equatable {
    package let function: RunFunction
    package let mode: RunMode
    /// How many calls run at the same time, at most.
    package let concurrency: Int
    /// How many rows a workflow calls at the same time; 1 in mode `once`.
    package let callsPerWorkflow: Int
    /// How many rows a workflow has at most; 1 in mode `once`.
    package let rowsPerWorkflow: Int
    /// How many times a failed row is called again.
    package let retries: Int
    /// After how many failed rows the run stops; nil: never.
    package let stopAfter: Int?
    /// Seconds that a call may take.
    package let callTimeout: Int
    /// Whether each row names a version or an alias.
    package let hasQualifiers: Bool
    /// Whether each row has a client context.
    package let hasContexts: Bool

    /// - Parameters:
    ///   - concurrency: how many calls run at the same time, at most.
    ///   - timeout: seconds that a call may take; nil: as long as the function may run.
    package init(
        _ function: RunFunction, mode: RunMode, concurrency: Int, retries: Int = 0, stopAfter: Int? = nil,
        timeout: Int? = nil, hasQualifiers: Bool = false, hasContexts: Bool = false
    ) throws(PlanFault) {
        self.function = function
        self.mode = mode
        self.concurrency = concurrency
        self.retries = retries
        self.stopAfter = stopAfter
        self.hasQualifiers = hasQualifiers
        self.hasContexts = hasContexts
        callTimeout = timeout ?? function.timeout + RunLimits.answerSeconds
        guard (1...RunLimits.concurrency).contains(concurrency) else { throw .concurrency(concurrency) }
        if function.isDurable, retries > 0 { throw .retriesOfDurable }
        switch mode {
        case .once:
            if function.isDurable, stopAfter != nil { throw .stopAfterOfDurable }
            callsPerWorkflow = 1
            rowsPerWorkflow = 1
        case .cheap:
            if stopAfter != nil { throw .stopAfterInCheap }
            let available = RunLimits.expressSeconds - RunLimits.reservedSeconds
            // Each row may be called several times, one after the other.
            let rounds = available / (callTimeout * (retries + 1))
            guard rounds > 0 else { throw .tooSlowForCheap(seconds: callTimeout * (retries + 1), most: available) }
            callsPerWorkflow = min(RunLimits.batchConcurrency, concurrency)
            rowsPerWorkflow = min(RunLimits.batchRows, rounds * callsPerWorkflow)
        }
    }

    /// The same batch in another mode.
    package func changed(to mode: RunMode) throws(PlanFault) -> RunPlan {
        try RunPlan(
            function, mode: mode, concurrency: concurrency, retries: retries, stopAfter: stopAfter,
            timeout: callTimeout, hasQualifiers: hasQualifiers, hasContexts: hasContexts)
    }

    /// Whether rows that were uploaded for `other` can be run with this plan.
    package func hasSameRows(as other: RunPlan) -> Bool {
        function.arn == other.function.arn && function.isDurable == other.function.isDurable && mode == other.mode
            && hasQualifiers == other.hasQualifiers
            && hasContexts == other.hasContexts
    }

    /// How many workflows run at the same time.
    package var workflows: Int { workflows(for: concurrency) }

    /// How many workflows make so many calls at the same time, at most.
    package func workflows(for calls: Int) -> Int { max(1, calls / callsPerWorkflow) }

    /// The most bytes that the line of one row may have.
    package var mostRowBytes: Int {
        switch mode {
        case .once: RunLimits.payload
        // One row fits into a batch even if it's the only one.
        case .cheap: RunLimits.batchBytes
        }
    }

    /// How often a row is sent at most if the function fails.
    var attempts: Int { retries + 1 }
}

/// Why a run doesn't fit a mode.
package enum PlanFault: Error, Sendable, Equatable {
    case concurrency(Int)
    case tooSlowForCheap(seconds: Int, most: Int)
    case stopAfterInCheap
    case stopAfterOfDurable
    case retriesOfDurable

    package var message: String {
        switch self {
        case .concurrency(let number): "`--concurrency` must be from 1 to 10,000, but this is \(number)"
        case .tooSlowForCheap(let seconds, let most):
            "`--mode cheap` can't be used: a row can take \(seconds) s, and a batch of rows must end within \(most) s"
        case .stopAfterInCheap: "`--stop-after` can't be used with `--mode cheap`: it can't count failed rows in time"
        case .stopAfterOfDurable:
            "`--stop-after` can't be used with a durable function in the cloud: Step Functions can't count its errors"
        case .retriesOfDurable:
            "`--retry` can't be used with a durable function in the cloud: a second call would return the first result"
        }
    }

    package var hint: String {
        switch self {
        case .concurrency: "Step Functions runs 10,000 calls of one batch at the same time"
        case .tooSlowForCheap: "use `--mode once`, or set a shorter `--timeout`"
        case .stopAfterInCheap: "use `--mode once`, or leave out `--stop-after`"
        case .stopAfterOfDurable: "leave out `--stop-after`"
        case .retriesOfDurable: "leave out `--retry`"
        }
    }
}

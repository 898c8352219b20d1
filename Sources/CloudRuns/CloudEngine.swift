// SPDX-License-Identifier: GPL-3.0-or-later

package import Batch
package import Lambda

/// A run whose rows are uploaded, ready to be given to an engine.
package struct PreparedRun: Sendable, Equatable {
    /// The name of its state machine.
    package let machine: String
    package let function: String
    /// What the engine will do, in its own language.
    package let definition: [UInt8]
    /// The name of the execution: a hash of the work.
    package let name: String
    package let role: String
    package let place: RunPlace

    package init(
        machine: String, function: String, definition: [UInt8], name: String, role: String, place: RunPlace
    ) {
        self.machine = machine
        self.function = function
        self.definition = definition
        self.name = name
        self.role = role
        self.place = place
    }
}

/// How an engine names a run.
package struct RunReference: Sendable, Equatable {
    /// The state machine.
    package let machine: String
    /// The execution.
    package let execution: String

    package init(machine: String, execution: String) {
        self.machine = machine
        self.execution = execution
    }
}

/// What runs the rows of a batch in the cloud: a port. Each method may be repeated after a lost response, and then
/// changes nothing a second time.
package protocol CloudEngine: Sendable {
    /// Makes what the run needs.
    func prepare(_ run: PreparedRun) async throws(LambdaError) -> RunReference
    func start(_ run: RunReference) async throws(LambdaError)
    func poll(_ run: RunReference) async throws(LambdaError) -> RunStatus
    /// Ends the run; calls that are under way end on their own.
    func stop(_ run: RunReference) async throws(LambdaError)
    /// Runs the rows of an ended run that have failed or weren't started.
    ///
    /// - Parameter token: the same for each repetition.
    func retryRest(_ run: RunReference, token: String) async throws(LambdaError)
    /// Passes on one outcome for each row of an ended run that has one, those of earlier attempts included. Throws
    /// `UnreadableResults`, and what `take` throws.
    ///
    /// - Returns: which rows have one.
    func collect(_ run: RunRecord, _ take: (RowOutcome) async throws -> Void) async throws -> RunCoverage
    /// Changes how many workflows run at the same time.
    func setConcurrency(_ workflows: Int, of run: RunReference) async throws(LambdaError)
    /// Deletes what `prepare` made.
    func remove(_ run: RunReference) async throws(LambdaError)
    /// What an error means for the run.
    func meaning(of error: LambdaError, in step: RunStep) -> StepFault
}

/// A step of a run that the engine carries out.
package enum RunStep: Sendable, Hashable {
    case prepare, start, poll, stop, retryRest
}

/// What a failed step means.
package enum StepFault: Sendable, Equatable {
    /// The service has too much to do.
    case throttled
    /// There's no response, so the step may have been carried out.
    case lost
    /// Something that was just made isn't known everywhere yet.
    case notKnownYet
    /// The run doesn't exist any longer.
    case gone
    /// The run has ended, and can't be continued.
    case spent
    /// It won't succeed later.
    case refused
}

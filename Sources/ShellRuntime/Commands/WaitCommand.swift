// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Isolation
import JSON
import Lambda
import ShellLanguage

/// `wait function FN STATE`
struct WaitCommand: BuiltinCommand {
    enum State: String, CaseIterable {
        case exists, active, updated
    }

    private static let state = Parameter(
        "STATE", .choice(of: State.self), .required,
        help: "exists: after CreateFunction; active: it can be invoked; updated: its last update is in effect")
    private static let limit = Parameter("limit", .duration, default: "5m", help: "how long to wait")
    private static let function = CommandSignature.Subcommand(
        "function", summary: "until a function has a state", operands: [CommonParameters.function, state])

    private static let pause = Duration.seconds(1)
    private static let defaultLimit = Duration.seconds(300)

    let signature = CommandSignature(
        "wait", group: CommandGroup.functions, summary: "wait until a function exists, is active or is updated",
        options: [limit, CommonParameters.qualifier, CommonParameters.on], subcommands: [function],
        examples: [
            .init("wait function echo active", "fails if it becomes Failed, or after 5 minutes"),
            .init("wait function echo updated --limit 1m", "after changing its code or configuration"),
        ], foreignOptions: CommonParameters.foreign)

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        let session = arguments.session
        let function = try arguments.text(required: CommonParameters.function)
        let state: State = try arguments.choice(Self.state) ?? .active
        let limit = try arguments.duration(Self.limit) ?? Self.defaultLimit
        let qualifier = try arguments.text(CommonParameters.qualifier)
        let service = try await session.connection(named: try arguments.text(CommonParameters.on)).service
        var call = OperationCall("GetFunctionConfiguration", ["FunctionName": .string(function)])
        if let qualifier { call.members.set("Qualifier", .string(qualifier)) }
        let start = ContinuousClock.now
        try await arguments.withProgress("waiting for \(function)") { progress throws(Stop) in
            while true {
                let found = try await configuration(call, mayBeMissing: state == .exists, service)
                if try found.map({ value throws(Stop) in try Self.isReached(state, value, function) }) ?? false {
                    return
                }
                let waited = ContinuousClock.now - start
                guard waited + Self.pause <= limit else {
                    throw .failed(
                        .timeout, "`\(function)` still isn't \(Self.wording(state)) after \(limit.lamshText)",
                        hint: "`--limit` sets how long to wait; `describe \(function)` shows its state")
                }
                progress.update("waiting for \(function): \(waited.components.seconds) s")
                try await session.sleep(for: Self.pause)
            }
        }
        return .nothing
    }

    /// nil if there's no function, and that's what is waited for.
    private func configuration(
        _ call: OperationCall, mayBeMissing: Bool, _ service: any LambdaService
    ) async throws(Stop) -> JSONValue? {
        do throws(LambdaError) {
            return try await service.call(call).value
        } catch {
            if mayBeMissing, error.status == 404 { return nil }
            throw Stop(error)
        }
    }

    private static func isReached(_ state: State, _ found: JSONValue, _ function: String) throws(Stop) -> Bool {
        let (member, reason, goal) =
            switch state {
            case .exists: ("", "", "")
            case .active: ("State", "StateReason", "Active")
            case .updated: ("LastUpdateStatus", "LastUpdateStatusReason", "Successful")
            }
        guard state != .exists else { return true }
        let value = found[member]?.string
        guard value != "Failed" else {
            let why = found[reason]?.string.map { ": \($0)" } ?? ""
            throw .failed(.service, "\(member) of `\(function)` is Failed\(why)", type: "Failed")
        }
        return value == goal
    }

    private static func wording(_ state: State) -> String {
        switch state {
        case .exists: "there"
        case .active: "active"
        case .updated: "updated"
        }
    }
}

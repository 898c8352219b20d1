// SPDX-License-Identifier: GPL-3.0-or-later

import CloudRuns
import Isolation
import JSON
import Lambda
import ObjectStorage
import ShellLanguage

/// `batches setup`: the role that Step Functions takes on for runs.
@SessionActor
struct RoleSetup {
    private nonisolated static let bucket = Parameter("bucket", .text, .required, help: "bucket for rows and results")
    private nonisolated static let prefix = Parameter(
        "prefix", .text, help: "limit the role to keys that begin with this")
    private nonisolated static let functions = Parameter(
        "function", .functionName, .variadic(minimum: 0), help: "limit the role to these functions; default: all")
    private nonisolated static let print = Parameter(
        "print", .flag, help: "only show the role, as a CloudFormation template")

    nonisolated static let signature = CommandSignature.Subcommand(
        "setup", summary: "create the role that Step Functions needs for runs, or update it",
        options: [bucket, prefix, functions, print])

    private let arguments: CommandArguments
    private let connection: Connection

    init(_ arguments: CommandArguments, _ connection: Connection) {
        self.arguments = arguments
        self.connection = connection
    }

    func run() async throws(Stop) -> CommandResult {
        let place = try place()
        let caller = await connection.caller
        let permissions = RunPermissions(
            bucket: place.bucket, prefix: place.key, partition: caller?.partition ?? "aws",
            account: caller?.account ?? "*",
            region: connection.opened.region ?? "*", functions: try arguments.texts(Self.functions))
        if arguments.has(Self.print) { return .value(permissions.template) }
        try CloudOptions.refuseLocal(connection)
        try await arguments.confirm("create the role \(RunPermissions.roleName)", on: connection)
        let service = connection.service
        let role = try await arguments.withProgress("creating the role") { _ throws(Stop) in
            do throws(LambdaError) {
                return try await RoleCreation(service).create(permissions)
            } catch {
                throw stop(error)
            }
        }
        arguments.console.notice(
            "to start runs, you need these permissions: "
                + RunPermissions.callerActions.joined(separator: ", "))
        return CommandResult(value: Value(["role": .string(role)]), view: .card, isResult: true)
    }

    private func place() throws(Stop) -> ObjectAddress {
        let (bucket, prefix) = (try arguments.text(Self.bucket) ?? "", try arguments.text(Self.prefix) ?? "")
        do throws(AddressFault) {
            let place = try ObjectAddress(parsingPrefix: "\(ObjectAddress.scheme)\(bucket)/\(prefix)")
            guard place.bucket == bucket else { throw AddressFault.invalidBucket(bucket) }
            return place
        } catch {
            throw .failed(.usage, error.message, hint: error.hint)
        }
    }

    private func stop(_ error: LambdaError) -> Stop {
        guard case .failed(var failure) = Stop(error) else { return Stop(error) }
        let print = String(arguments.interpreter.source.text(in: arguments.callRange)) + " --print"
        failure.details.append("an administrator can create the role with the template that `\(print)` shows")
        return .failed(failure)
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import CloudRuns
import Isolation
import ObjectStorage
import ShellLanguage

/// The options of `invoke --each` that belong to `--in-cloud`.
enum CloudOptions {
    static let inCloud = Parameter(
        "in-cloud", .name(.objectFolder),
        help: "with --each: run the rows in AWS, with Step Functions; s3://BUCKET/PREFIX is for rows and results")
    static let role = Parameter(
        "role", .text, help: "with --in-cloud: ARN of the role for Step Functions; `batches setup` creates one")
    static let mode = Parameter(
        "mode", .choice(of: RunMode.self), default: RunMode.once.rawValue,
        help: "with --in-cloud: once calls each row once; cheap costs a hundredth, but can call a row twice")
    static let detach = Parameter(
        "detach", .flag, help: "with --in-cloud: don't wait; `batches` follows the run and fetches its results")

    static let all = [inCloud, role, mode, detach]
    private static let dependent = [role, mode, detach]

    /// Throws kind `usage` if one of them is used without `--in-cloud`.
    @SessionActor static func refuseWithoutCloud(_ arguments: CommandArguments) throws(Stop) {
        for option in dependent where arguments.has(option) {
            throw .failed(
                .usage, "`--\(option.name)` needs `--in-cloud`", hint: "`help invoke` shows how to use --in-cloud")
        }
    }

    /// Throws kind `usage` for the embedded Lambda, which has no Step Functions.
    static func refuseLocal(_ connection: Connection) throws(Stop) {
        guard connection.opened.kind == .local else { return }
        throw .failed(
            .usage, "`\(connection.name)` is the embedded Lambda, which has no Step Functions",
            hint: "connect to AWS; without `--in-cloud`, `--each` runs the rows here")
    }

    /// Bytes after which an object with rows ends. The tests set a smaller one, since they can't upload gigabytes.
    static func objectSize(_ host: Host) -> Int {
        host.environment["LAMSH_BATCH_OBJECT_BYTES"].flatMap { Int($0) } ?? RunLimits.objectSize
    }

    /// The argument of `--in-cloud`, `s3://BUCKET/PREFIX`; throws kind `usage` for anything else.
    @SessionActor static func place(_ arguments: CommandArguments) throws(Stop) -> ObjectAddress {
        let text = try arguments.text(inCloud) ?? ""
        let address: ObjectAddress
        do throws(AddressFault) {
            address = try ObjectAddress(parsingPrefix: text)
        } catch {
            throw .failed(.usage, error.message, hint: error.hint)
        }
        guard RunTags.fits(RunPlace(bucket: address.bucket, prefix: address.key, id: .example)) else {
            throw .failed(
                .usage, "`\(text)` is too long: a tag of the state machine names the place, and has 256 characters",
                hint: "use a shorter prefix; letters outside ASCII count as six")
        }
        return address
    }
}

extension Stop {
    init(_ fault: PlanFault) { self = .failed(.usage, fault.message, hint: fault.hint) }
}

// SPDX-License-Identifier: GPL-3.0-or-later

package import JSON

/// An execution of rows: the first one has all rows of the run, later ones those that the one before left.
package struct RunAttempt: Sendable, Equatable {
    /// Rows that were uploaded for it.
    package var rows: Int
    /// The ETags of the complete objects with rows.
    package var objects: [String]
    /// The version of the only object with rows; nil if its bucket has no versions.
    package var version: String?
    /// Rows that had failed when it began. They aren't in it.
    package var failedBefore: Int
    /// Whether its state machine is being made, or was, and the response was lost: then its plan can't change any longer.
    package var isBeingMade = false
    /// nil until the state machine is there.
    package var reference: RunReference?

    package init(rows: Int = 0, objects: [String] = [], version: String? = nil, failedBefore: Int = 0) {
        self.rows = rows
        self.objects = objects
        self.version = version
        self.failedBefore = failedBefore
    }

    var json: JSONValue {
        [
            "rows": number(rows), "objects": .array(objects.map(JSONValue.string)),
            "version": version.map(JSONValue.string) ?? .null, "failedBefore": number(failedBefore),
            "machine": reference.map { .string($0.machine) } ?? .null,
            "execution": reference.map { .string($0.execution) } ?? .null, "beingMade": .bool(isBeingMade),
        ]
    }

    init(_ json: JSONValue) {
        self.init(
            rows: json["rows"]?.int ?? 0, objects: (json["objects"]?.array ?? []).compactMap(\.string),
            version: json["version"]?.string, failedBefore: json["failedBefore"]?.int ?? 0)
        isBeingMade = json["beingMade"]?.bool ?? false
        if let machine = json["machine"]?.string, let execution = json["execution"]?.string {
            reference = RunReference(machine: machine, execution: execution)
        }
    }
}

/// What lamsh remembers about a run: in its state folder, and with the rows, for other machines.
package struct RunRecord: Sendable, Equatable {
    package let id: RunID
    /// It can change until the state machine is made.
    package var plan: RunPlan
    package let place: RunPlace
    package let role: String
    /// Where the run is: only a connection to that region can reach it.
    package var region: String? { (machineARN ?? ResourceARN(plan.function.arn))?.region }
    /// nil until there's a state machine: the function can be in another account.
    package var account: String? { machineARN?.account }
    private var machineARN: ResourceARN? {
        attempts.lazy.compactMap(\.reference).first.flatMap { ResourceARN($0.machine) }
    }
    /// In milliseconds since 1970.
    package let created: Int
    /// A hash of what determines the rows; a statement with the same work and `--resume` continues the run.
    package let work: String
    /// Rows that weren't uploaded, since their arguments couldn't be evaluated.
    package var refused = 0
    /// All attempts but the current one, oldest first.
    package private(set) var earlier: [RunAttempt] = []
    /// The current attempt.
    package var attempt = RunAttempt()
    /// Where an interrupted upload continues, in the form of what uploads; null if it can't.
    package var upload: JSONValue = .null
    /// Whether all rows of the first attempt are uploaded.
    package var isUploaded = false
    /// Whether the results were fetched after its end.
    package var isCollected = false

    /// What the engine gets; the same each time for the same uploaded rows.
    package var prepared: PreparedRun {
        let definition = RunDefinition(
            plan, at: place, attempt: attemptNumber, objects: attempt.objects.count, version: attempt.version
        ).json.serialized()
        return PreparedRun(
            machine: id.machine(of: attemptNumber), function: plan.function.arn, definition: definition,
            name: RunName.execution(of: id, work: work, attempt: attemptNumber), role: role, place: place)
    }

    /// From 1.
    package var attemptNumber: Int { earlier.count + 1 }
    /// Oldest first.
    package var attempts: [RunAttempt] { earlier + [attempt] }

    /// Rows that were uploaded.
    package var rows: Int { (earlier.first ?? attempt).rows }

    /// The newest attempt that was started; nil if none was.
    package var started: RunReference? { attempts.last { $0.reference != nil }?.reference }

    /// Begins an attempt to run the rest.
    package mutating func begin(_ next: RunAttempt) {
        earlier.append(attempt)
        attempt = next
        isCollected = false
    }

    /// Rows that are done, those of earlier attempts included.
    ///
    /// - Parameter counts: of the current attempt.
    package func done(_ counts: RowCounts?) -> Int { rows - attempt.rows + (counts?.done ?? 0) }

    /// Rows that have failed, those of earlier attempts included; nil until they're known.
    ///
    /// - Parameter counts: of the current attempt.
    package func failed(_ counts: RowCounts?) -> Int? {
        counts.map { attempt.failedBefore + $0.failed + $0.timedOut }
    }

    package init(id: RunID, plan: RunPlan, place: RunPlace, role: String, created: Int, work: String) {
        self.id = id
        self.plan = plan
        self.place = place
        self.role = role
        self.created = created
        self.work = work
    }

    package var json: JSONValue {
        [
            "id": .string(id.text), "plan": plan.json, "bucket": .string(place.bucket),
            "folder": .string(place.folder), "role": .string(role), "created": number(created),
            "work": .string(work), "refused": number(refused), "attempts": .array(attempts.map(\.json)),
            "upload": upload,
            "uploaded": .bool(isUploaded), "collected": .bool(isCollected),
        ]
    }

    /// nil if it isn't the JSON of a record.
    package init?(_ json: JSONValue) {
        guard let id = json["id"]?.string.flatMap(RunID.init(_:)), let plan = json["plan"].flatMap(RunPlan.init(json:)),
            let bucket = json["bucket"]?.string, let folder = json["folder"]?.string,
            let role = json["role"]?.string, let created = json["created"]?.int, let work = json["work"]?.string
        else { return nil }
        self.init(
            id: id, plan: plan, place: RunPlace(bucket: bucket, folder: folder), role: role, created: created,
            work: work)
        refused = json["refused"]?.int ?? 0
        let attempts = (json["attempts"]?.array ?? []).map(RunAttempt.init)
        attempt = attempts.last ?? RunAttempt()
        earlier = Array(attempts.dropLast())
        upload = json["upload"] ?? .null
        isUploaded = json["uploaded"]?.bool ?? false
        isCollected = json["collected"]?.bool ?? false
    }
}

extension RunPlan {
    var json: JSONValue {
        [
            "function": .string(function.arn), "timeout": number(function.timeout),
            "durable": .bool(function.isDurable), "mode": .string(mode.rawValue), "concurrency": number(concurrency),
            "retries": number(retries), "stopAfter": stopAfter.map(number) ?? .null,
            "callTimeout": number(callTimeout), "qualifiers": .bool(hasQualifiers), "contexts": .bool(hasContexts),
        ]
    }

    /// nil if it isn't the JSON of a plan.
    init?(json: JSONValue) {
        guard let arn = json["function"]?.string, let timeout = json["timeout"]?.int,
            let mode = json["mode"]?.string.flatMap(RunMode.init(rawValue:)),
            let concurrency = json["concurrency"]?.int
        else { return nil }
        try? self.init(
            RunFunction(arn: arn, timeout: timeout, isDurable: json["durable"]?.bool ?? false), mode: mode,
            concurrency: concurrency, retries: json["retries"]?.int ?? 0, stopAfter: json["stopAfter"]?.int,
            timeout: json["callTimeout"]?.int, hasQualifiers: json["qualifiers"]?.bool ?? false,
            hasContexts: json["contexts"]?.bool ?? false)
    }
}

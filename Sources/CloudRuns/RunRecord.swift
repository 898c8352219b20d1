// SPDX-License-Identifier: GPL-3.0-or-later

package import JSON

/// What lamsh remembers about a run: in its state folder, and with the rows, for other machines.
package struct RunRecord: Sendable, Equatable {
    package let id: RunID
    package let plan: RunPlan
    package let place: RunPlace
    package let role: String
    /// The account and region, as the function's ARN names them; only a connection there can reach the run.
    package var region: String { plan.function.arn.split(separator: ":").dropFirst(3).first.map(String.init) ?? "" }
    /// In milliseconds since 1970.
    package let created: Int
    /// A hash of the statement and its source; the same statement with `--resume` continues the run.
    package let work: String
    /// Rows that were uploaded.
    package var rows = 0
    /// Rows that weren't, since their arguments couldn't be evaluated.
    package var refused = 0
    /// The ETags of the complete objects with rows.
    package var objects: [String] = []
    /// The version of the only object with rows; nil if its bucket has no versions.
    package var version: String?
    /// nil until the state machine is there.
    package var reference: RunReference?
    /// Where an interrupted upload continues, in the form of what uploads; null if it can't.
    package var upload: JSONValue = .null
    /// Whether all rows are uploaded.
    package var isUploaded = false
    /// Whether the results were fetched after its end.
    package var isCollected = false

    /// What the engine gets; the same each time for the same uploaded rows.
    package var prepared: PreparedRun {
        let definition = RunDefinition(plan, at: place, objects: objects.count, version: version).json.serialized()
        return PreparedRun(
            id: id, function: plan.function.arn, definition: definition,
            name: RunName.execution(of: id, definition: definition, rows: objects), role: role, place: place)
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
            "work": .string(work), "rows": number(rows), "refused": number(refused),
            "objects": .array(objects.map(JSONValue.string)),
            "version": version.map(JSONValue.string) ?? .null,
            "machine": reference.map { .string($0.machine) } ?? .null,
            "execution": reference.map { .string($0.execution) } ?? .null, "upload": upload,
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
        rows = json["rows"]?.int ?? 0
        refused = json["refused"]?.int ?? 0
        objects = (json["objects"]?.array ?? []).compactMap(\.string)
        version = json["version"]?.string
        if let machine = json["machine"]?.string, let execution = json["execution"]?.string {
            reference = RunReference(machine: machine, execution: execution)
        }
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

// SPDX-License-Identifier: GPL-3.0-or-later

import CloudRuns
import JSON
import Testing

struct RunPlanTests {
    private func plan(
        _ mode: RunMode, timeout: Int = 3, concurrency: Int = 64, retries: Int = 0, stopAfter: Int? = nil,
        durable: Bool = false
    ) throws -> RunPlan {
        try RunPlan(
            RunFunction(arn: "arn:aws:lambda:eu-west-1:123456789012:function:f", timeout: timeout, isDurable: durable),
            mode: mode, concurrency: concurrency, retries: retries, stopAfter: stopAfter)
    }

    @Test func `mode once gives each row a workflow of its own`() throws {
        let plan = try plan(.once, concurrency: 1_000)
        #expect(plan.workflows == 1_000)
        #expect(plan.rowsPerWorkflow == 1)
        #expect(plan.mostRowBytes == 262_144)
    }

    @Test(arguments: [(3, 100), (20, 90), (50, 40), (200, 10), (260, 10)])
    func `mode cheap makes batches that end in time even if each call takes as long as it may`(
        timeout: Int, rows: Int
    ) throws {
        let plan = try plan(.cheap, timeout: timeout)
        #expect(plan.rowsPerWorkflow == rows)
        let rounds = (rows + plan.callsPerWorkflow - 1) / plan.callsPerWorkflow
        #expect(rounds * plan.callTimeout <= 270)
    }

    @Test(arguments: [(1, 1, 1), (7, 1, 7), (64, 6, 10), (1_000, 100, 10), (10_000, 1_000, 10)])
    func `calls at the same time never exceed the concurrency`(concurrency: Int, workflows: Int, calls: Int) throws {
        let plan = try plan(.cheap, concurrency: concurrency)
        #expect(plan.workflows == workflows)
        #expect(plan.callsPerWorkflow == calls)
    }

    @Test func `a function that can take longer than a batch is refused in mode cheap`() throws {
        #expect(throws: PlanFault.tooSlowForCheap(seconds: 310, most: 270)) { try plan(.cheap, timeout: 300) }
        #expect(throws: PlanFault.tooSlowForCheap(seconds: 440, most: 270)) {
            try plan(.cheap, timeout: 100, retries: 3)
        }
        _ = try plan(.once, timeout: 900)
    }

    @Test func `what a mode can't do is refused`() {
        #expect(throws: PlanFault.stopAfterInCheap) { try plan(.cheap, stopAfter: 1) }
        #expect(throws: PlanFault.stopAfterOfDurable) { try plan(.once, stopAfter: 1, durable: true) }
        #expect(throws: PlanFault.retriesOfDurable) { try plan(.cheap, retries: 1, durable: true) }
        #expect(throws: PlanFault.concurrency(10_001)) { try plan(.once, concurrency: 10_001) }
    }
}

struct RunDefinitionTests {
    private func definition(
        _ mode: RunMode, retries: Int = 0, stopAfter: Int? = nil, durable: Bool = false, objects: Int = 1
    ) throws -> JSONValue {
        let function = RunFunction(
            arn: "arn:aws-cn:lambda:cn-north-1:123456789012:function:f", timeout: 3, isDurable: durable)
        let plan = try RunPlan(function, mode: mode, concurrency: 64, retries: retries, stopAfter: stopAfter)
        let place = RunPlace(bucket: "b", folder: "p/lamsh-0")
        return RunDefinition(plan, at: place, objects: objects, version: "v1").json
    }

    private func call(_ definition: JSONValue) -> JSONValue? {
        let processor = definition["States"]?["Rows"]?["ItemProcessor"]?["States"]
        return processor?["Call"] ?? processor?["Batch"]?["ItemProcessor"]?["States"]?["Call"]
    }

    @Test func `a failed row doesn't fail the run unless it has to stop`() throws {
        #expect(try definition(.once)["States"]?["Rows"]?["ToleratedFailurePercentage"] == 100)
        #expect(try definition(.once, stopAfter: 5)["States"]?["Rows"]?["ToleratedFailureCount"] == 4)
    }

    @Test func `mode once only repeats calls that the service refused`() throws {
        let retriers = try call(definition(.once))?["Retry"]?.array
        #expect(retriers?.count == 1)
        #expect(retriers?[0]["ErrorEquals"]?.array?.contains("Lambda.ServiceException") == false)
        let cheap = try call(definition(.cheap))?["Retry"]?.array
        #expect(cheap?[0]["ErrorEquals"]?.array?.contains("Lambda.ServiceException") == true)
    }

    @Test(arguments: RunMode.allCases)
    func `a function's error is only repeated if it was asked for`(mode: RunMode) throws {
        let last = try call(definition(mode, retries: 3))?["Retry"]?.array?.last
        #expect(last?["ErrorEquals"] == ["States.ALL"])
        #expect(last?["MaxAttempts"] == 3)
    }

    @Test func `several objects are read as one list`() throws {
        let reader = try definition(.cheap, objects: 2)["States"]?["Rows"]?["ItemReader"]
        #expect(reader?["ReaderConfig"]?["Transformation"] == "LOAD_AND_FLATTEN")
        #expect(reader?["Parameters"]?["Prefix"] == "p/lamsh-0/rows/")
        let one = try definition(.cheap)["States"]?["Rows"]?["ItemReader"]
        #expect(one?["Parameters"]?["Key"] == "p/lamsh-0/rows/00000.jsonl")
        #expect(one?["Parameters"]?["VersionId"] == "v1")
    }

    @Test func `resources are those of the function's partition`() throws {
        #expect(try call(definition(.once))?["Resource"] == "arn:aws-cn:states:::lambda:invoke")
    }

    @Test func `a durable function gets the name of its execution from the row`() throws {
        let call = try call(definition(.cheap, durable: true))
        #expect(call?["Resource"] == "arn:aws-cn:states:::aws-sdk:lambda:invoke")
        #expect(call?["Parameters"]?["DurableExecutionName.$"] == "$.name")
    }

    @Test func `a record comes back from its JSON`() throws {
        let function = RunFunction(arn: "arn:aws:lambda:eu-west-1:123456789012:function:f", timeout: 3, isDurable: true)
        let plan = try RunPlan(function, mode: .cheap, concurrency: 100, timeout: 20, hasQualifiers: true)
        var random = SystemRandomNumberGenerator()
        let id = RunID(random: &random)
        var record = RunRecord(
            id: id, plan: plan, place: RunPlace(bucket: "b", prefix: "p/", id: id), role: "r", created: 5, work: "w")
        record.attempt = RunAttempt(rows: 3, objects: ["e"], version: "v")
        #expect(record.account == nil && record.started == nil)
        record.attempt.isBeingMade = true
        #expect(RunRecord(record.json) == record)
        let machine = "arn:aws:states:eu-west-1:210987654321:stateMachine:lamsh-0123456789ab"
        record.attempt.reference = RunReference(machine: machine, execution: "e")
        #expect(RunRecord(record.json) == record)
        #expect(record.region == "eu-west-1" && record.account == "210987654321")
        record.begin(RunAttempt(rows: 1, objects: ["f"], failedBefore: 1))
        #expect(RunRecord(record.json) == record)
        #expect(record.rows == 3 && record.done(nil) == 2 && record.prepared.machine == "\(id.name)-2")
        #expect(RunID(machine: record.prepared.machine) == id)
        #expect(RunRecord(["id": "x"]) == nil)
    }
}

struct RunPaceTests {
    private func status(_ state: RunStatus.State, done: Int, continuations: Int = 0) -> RunStatus {
        var counts = RowCounts(pending: 1_000)
        counts.succeeded = done
        var status = RunStatus(state, rows: counts)
        status.started = 10_000
        status.continuations = continuations
        return status
    }

    @Test func `the rate is that since the start, and the rest takes as long at that rate`() throws {
        let pace = try #require(status(.running, done: 200).pace(now: 14_000))
        #expect(pace.rate == 50 && pace.left == 16)
    }

    @Test func `there's no rate before the first row, after the end, and after a continuation`() {
        #expect(status(.running, done: 0).pace(now: 14_000) == nil)
        #expect(status(.running, done: 200).pace(now: 10_000) == nil)
        #expect(status(.succeeded, done: 200).pace(now: 14_000) == nil)
        #expect(status(.running, done: 200, continuations: 1).pace(now: 14_000) == nil)
    }
}

struct RunNameTests {
    private var id: RunID { get throws { try #require(RunID("0123456789ab")) } }

    @Test func `the same work has the same name, other work another one`() throws {
        let id = try id
        let name = RunName.execution(of: id, work: "a", attempt: 1)
        #expect(name == RunName.execution(of: id, work: "a", attempt: 1))
        #expect(name != RunName.execution(of: id, work: "b", attempt: 1))
        #expect(name != RunName.execution(of: id, work: "a", attempt: 2))
        #expect(name.utf8.count <= 80)
    }

    @Test func `a durable execution is named after its row's key`() throws {
        let id = try id
        #expect(DurableName.of(key: Array(#""A-1""#.utf8), text: "A-1", id: id, index: 3) == "A-1")
        #expect(DurableName.of(key: nil, text: nil, id: id, index: 3) == "lamsh-0123456789ab-3")
        let other = DurableName.of(key: Array(#""a b""#.utf8), text: "a b", id: id, index: 3)
        #expect(other.hasPrefix("key-") && other.utf8.count <= 64)
    }

    @Test(arguments: ["", "0123456789a", "0123456789abc", "0123456789aB", "../../etc/x"])
    func `what isn't the identifier of a run is refused`(text: String) { #expect(RunID(text) == nil) }
}

struct RunEstimateTests {
    private func estimate(_ mode: RunMode, rows: Int, timeout: Int = 3, concurrency: Int, call: Double) throws
        -> RunEstimate
    {
        let function = RunFunction(arn: "arn:aws:lambda:us-east-1:1:function:f", timeout: timeout, isDurable: false)
        return RunEstimate(try RunPlan(function, mode: mode, concurrency: concurrency), rows: rows, call: call)
    }

    /// 10,000 batches of 100 rows, 10 at a time: 10 rounds of 0.1 s are 1 s, so
    /// 10,000 × ($0.000001 + 1 s × 0.0625 GB × $0.00001667) = $0.01 + $0.01041875.
    @Test func `a million rows in mode cheap cost two cents`() throws {
        let estimate = try estimate(.cheap, rows: 1_000_000, concurrency: 1_000, call: 0.1)
        #expect(abs(estimate.price.lowerBound - 0.020_418_75) < 1e-9)
        #expect(estimate.text == "$0.02, about 1 min 40 s")
    }

    /// 1,000,000 batches of 100 rows that take 1 s a call, 10 at a time: 10 s each, so
    /// $1 + 10,000,000 s × 0.0625 GB × $0.00001667 = $1 + $10.41875. That's 174 gigabyte-hours: the first price applies.
    @Test func `a hundred million rows of a second in mode cheap cost 11 dollars`() throws {
        let estimate = try estimate(.cheap, rows: 100_000_000, concurrency: 10_000, call: 1)
        #expect(abs(estimate.price.lowerBound - 11.418_75) < 1e-6)
        #expect(estimate.text == "$11.42, about 2 h 46 min")
    }

    /// 100,000,000 batches of one row that takes 250 s: 25,000,000,000 s × 0.0625 GB = 434,027.78 gigabyte-hours.
    /// 1,000 h cost $60.012, the next 4,000 h $119.952, the rest 429,027.78 × 3,600 × $0.00000456 = $7,042.92.
    /// Each batch has 10 rows at the same time, so it's a tenth of that many batches.
    @Test func `the price of memory falls with its amount`() throws {
        let estimate = try estimate(.cheap, rows: 1_000_000_000, timeout: 255, concurrency: 10_000, call: 250)
        #expect(abs(estimate.price.lowerBound - (100 + 60.012 + 119.952 + 7_042.920)) < 0.01)
    }

    /// $25 for a million transitions, and up to three a row.
    @Test func `a million rows in mode once cost 25 to 75 dollars`() throws {
        let estimate = try estimate(.once, rows: 1_000_000, concurrency: 10_000, call: 0.1)
        #expect(estimate.text == "$25.00 to $75.00, about 10 min")
    }

    /// The table of the manual's chapter. For 1,000,000 rows of 10 s in batches of 100, 10 at a time: 10,000 batches of
    /// 100 s are 62,500 GB-s, so $0.01 + 62,500 × $0.00001667 = $1.05. For 100,000,000: 1,736.11 gigabyte-hours, so
    /// $1 + 1,000 × 3,600 × $0.00001667 + 736.11 × 3,600 × $0.00000833 = $1 + $60.01 + $22.07.
    @Test(arguments: [
        (RunMode.once, 10_000, 0.1, "$0.25 to $0.75, about 6 s"), (.cheap, 10_000, 0.1, "less than $0.01, about 1 s"),
        (.once, 1_000_000, 0.1, "$25.00 to $75.00, about 10 min"), (.cheap, 1_000_000, 0.1, "$0.02, about 10 s"),
        (.once, 1_000_000, 10, "$25.00 to $75.00, about 16 min 40 s"),
        (.cheap, 1_000_000, 10, "$1.05, about 16 min 40 s"),
        (.once, 100_000_000, 0.1, "$2500.00 to $7500.00, about 16 h 40 min"),
        (.cheap, 100_000_000, 0.1, "$2.04, about 16 min 40 s"),
        (.once, 100_000_000, 10, "$2500.00 to $7500.00, about 1 d 3 h"),
        (.cheap, 100_000_000, 10, "$83.09, about 1 d 3 h"),
    ])
    func `the manual's prices are those of the estimate`(mode: RunMode, rows: Int, call: Double, text: String) throws {
        #expect(try estimate(mode, rows: rows, concurrency: 10_000, call: call).text == text)
    }
}

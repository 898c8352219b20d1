// SPDX-License-Identifier: GPL-3.0-or-later

import Batch
import Testing
import TestSupport

/// The batch engine in virtual time: responses, throttles, every kind of error, cancellations, stop requests, late
/// reads, failing disks, process deaths at any action, and resumed runs, each schedule from a seed.
///
/// The rules, whatever happens: each row gets exactly one outcome; a row that may have run is in the table until its
/// outcome is on disk; a row that ran twice is marked unless a retry was requested; uncertain rows don't run again if
/// they should be skipped; the cap and the pace are kept; memory stays bounded; the run ends.
@Suite struct BatchScheduleTests {
    static let schedules = 100_000
    private static let parts = 8

    @Test(arguments: 0..<parts) func `the rules hold for every schedule`(part: Int) async throws {
        for seed in stride(from: part, to: Self.schedules, by: Self.parts) {
            do {
                try await Self.run(seed: UInt64(seed))
            } catch {
                Issue.record("seed \(seed): \(error)")
                return
            }
        }
    }

    /// Each fault breaks a rule in one of the first schedules, which shows that the rules detect faults.
    @Test(arguments: Mutation.allCases) func `a machine with a fault breaks a rule`(mutation: Mutation) async {
        for seed in 0..<10_000 {
            do { try await Self.run(seed: UInt64(seed), mutation) } catch { return }
        }
        Issue.record("no schedule shows the fault")
    }

    /// Runs a batch from its first process to the one that completes it.
    private static func run(seed: UInt64, _ mutation: Mutation? = nil) async throws {
        var random = SeededNumbers(seed: seed)
        let world = World(rows: 1 + random.below(9), usesKeys: random.chance(0.3), random: random)
        var limits = BatchLimits()
        limits.concurrency = 1 + random.below(5)
        limits.retries = random.below(3)
        let stopAfter = random.chance(0.2) ? 1 + random.below(3) : nil
        let rate = random.chance(0.2) ? Rate("\(5 + random.below(60))/s") : nil
        var start = ContinuousClock.now
        for attempt in 0..<40 {
            let resumes = world.storage.bytes(World.path) != nil
            world.storage.repair()
            var weather = SimulatedProcess.Weather.calm
            limits.stopAfter = nil
            if attempt < random.below(5) {
                weather.crash = random.chance(0.5) ? 0.03 : 0
                weather.losesPages = random.chance(0.3)
                weather.cancel = random.chance(0.2) ? 0.5 : 0
                weather.stop = random.chance(0.2) ? 0.5 : 0
                weather.trouble = random.chance(0.7) ? 0.4 : 0
                weather.skipsUncertain = resumes && random.chance(0.2)
                limits.stopAfter = stopAfter
                if random.chance(0.3), let failure = MemoryStorage.Failure.allCases.randomElement(using: &random) {
                    world.storage.fail(at: 1 + random.below(40), failure)
                }
            }
            var process = SimulatedProcess(
                world: world, limits: limits, rate: rate, weather: weather, mutation: mutation, start: start)
            if try await process.run(resumes: resumes) == .complete {
                try world.checkEnd()
                return
            }
            start += .seconds(60)
        }
        throw Violation("the batch isn't complete after 40 processes")
    }
}

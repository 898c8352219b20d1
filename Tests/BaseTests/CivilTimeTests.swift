// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Testing
import TestSupport

struct CivilTimeTests {
    @Test func `every day of the years 1 to 9999 round-trips, in order`() throws {
        var expected = (year: 1, month: 1, day: 1)
        var milliseconds = CivilTime.range.lowerBound
        while milliseconds <= CivilTime.range.upperBound {
            let time = try #require(CivilTime(milliseconds: milliseconds))
            guard (time.year, time.month, time.day) == expected, time.milliseconds == milliseconds else {
                Issue.record("\(milliseconds) is \(time), not \(expected)")
                return
            }
            let next = CivilTime(year: time.year, month: time.month, day: time.day + 1)
            if next != nil {
                expected.day += 1
            } else {
                expected = time.month == 12 ? (time.year + 1, 1, 1) : (time.year, time.month + 1, 1)
            }
            milliseconds += 86_400_000
        }
        #expect(expected == (10_000, 1, 1))
    }

    @Test(arguments: [
        ("2026-01-02", "2026-01-02T00:00:00.000Z"), ("2026-01-02T03:04", "2026-01-02T03:04:00.000Z"),
        ("2026-01-02 03:04:05.6789", "2026-01-02T03:04:05.678Z"), ("20260102T030405Z", "2026-01-02T03:04:05.000Z"),
        ("2026-01-02T03:04:05.1+01:30", "2026-01-02T03:04:05.100+01:30"),
        ("2026-01-02T03:04-0330", "2026-01-02T03:04:00.000-03:30"),
    ])
    func `a date or a time is read and written with milliseconds`(text: String, written: String) {
        #expect(CivilTime(iso8601: text)?.iso8601 == written)
    }

    @Test(arguments: ["2025-02-29", "20260102", "2026-01", "2026-01-02T", "2026-01-02T03", "2026-01-02T03:04:05Z "])
    func `what isn't ISO 8601 isn't read`(text: String) { #expect(CivilTime(iso8601: text) == nil) }

    @Test func `an offset changes the fields but not the moment`() throws {
        let time = try #require(CivilTime(milliseconds: 0, offset: -90))
        #expect(time.iso8601 == "1969-12-31T22:30:00.000-01:30")
        #expect(time.timeOfDay == "22:30:00.000")
        #expect(time.milliseconds == 0)
    }

    @Test(arguments: [("1970-01-01", 4, 1), ("2024-12-31", 2, 366), ("0001-01-01", 1, 1), ("9999-12-31", 5, 365)])
    func `a day has a weekday and a day of the year`(text: String, weekday: Int, dayOfYear: Int) {
        #expect(CivilTime(iso8601: text)?.weekday == weekday)
        #expect(CivilTime(iso8601: text)?.dayOfYear == dayOfYear)
    }

    @Test(arguments: [
        ("Z", 0), ("z", 0), ("UTC", 0), ("+02:00", 120), ("-0330", -210), ("+05", 300), ("+23:59", 1439),
    ])
    func `an offset is read`(text: String, minutes: Int) { #expect(TimeZoneOffset.minutes(text) == minutes) }

    @Test(arguments: ["", "+", "+1", "+1:00", "+24:00", "+00:60", "+00:6", "02:00", "CET", "+02:00x"])
    func `what isn't an offset isn't read`(text: String) { #expect(TimeZoneOffset.minutes(text) == nil) }

    @Test(arguments: [Int.min, .max, CivilTime.range.lowerBound - 1, CivilTime.range.upperBound + 1])
    func `times outside the years 1 to 9999 are refused`(milliseconds: Int) {
        #expect(CivilTime(milliseconds: milliseconds) == nil)
    }

    @Test func `an offset can't lead outside those years`() {
        #expect(CivilTime(milliseconds: CivilTime.range.lowerBound, offset: -1) == nil)
        #expect(CivilTime(milliseconds: CivilTime.range.upperBound, offset: 1) == nil)
        #expect(CivilTime(milliseconds: 0, offset: .min + 1) == nil)
    }

    /// No text from a server or a file crashes the process, and what's read is written in the same way again.
    @Test(arguments: UInt64(1)...8) func `no text crashes`(seed: UInt64) throws {
        var random = SeededNumbers(seed: seed)
        let samples = [
            "Fri, 02 Jan 2026 03:04:05 GMT", "2026-01-02T03:04:05.678+01:30", "20260102T030405Z", "2026-01-02", "1.5h",
            "99999999999999999ms",
        ].map { Array($0.utf8) }
        let letters = Array("0123456789-+:.,TZ /GMTJanmsh\u{0}\u{7F}é".utf8) + [0xFF, 0x80]
        for _ in 0..<20_000 {
            var bytes = samples.randomElement(using: &random) ?? []
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                let place = Int.random(in: 0..<max(1, bytes.count), using: &random)
                let letter = letters.randomElement(using: &random) ?? 0
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes.insert(letter, at: min(place, bytes.count))
                case 1: if place < bytes.count { bytes[place] = letter }
                default: if place < bytes.count { bytes.remove(at: place) }
                }
            }
            let text = String(decoding: bytes, as: UTF8.self)
            if let moment = Timestamp(httpDate: text) { #expect(Timestamp(iso8601: moment.extendedFormat) == moment) }
            if let moment = Timestamp(iso8601: text) { #expect(Timestamp(iso8601: moment.basicFormat) == moment) }
            if let time = CivilTime(iso8601: text) { #expect(CivilTime(iso8601: time.iso8601) == time) }
            if let duration = Duration(lamsh: text) { #expect(duration >= .zero && !duration.lamshText.isEmpty) }
            _ = TimeZoneOffset.minutes(text)
            let number = Int(truncatingIfNeeded: random.next()) >> Int.random(in: 0..<64, using: &random)
            if let time = CivilTime(milliseconds: number) { #expect(time.milliseconds == number) }
            let moment = Timestamp(secondsSinceEpoch: number)
            #expect(Timestamp(iso8601: moment.extendedFormat) == moment)
            _ = CivilTime(
                year: number, month: number >> 5, day: number >> 11, hour: number >> 7, minute: number, second: number,
                millisecond: number, offset: number)
        }
    }
}

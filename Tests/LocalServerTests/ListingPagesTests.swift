// SPDX-License-Identifier: GPL-3.0-or-later

import LocalServer
import Testing

struct ListingPagesTests {
    private let names = (100..<220).map { "f\($0)" }

    @Test(arguments: [nil, 1, 7, 50, 10_000])
    func `pages contain each element once, in order`(size: Int?) throws {
        var seen: [String] = []
        var marker: String?
        repeat {
            let (range, next) = try ListingPages.page(of: names, .init(marker: marker, maxItems: size))
            #expect(range.count <= 50)
            seen += names[range]
            marker = next
        } while marker != nil
        #expect(seen == names)
    }

    @Test func `an element that's removed between pages doesn't hide another`() throws {
        let (first, next) = try ListingPages.page(of: names, .init(maxItems: 10))
        var fewer = names
        fewer.remove(at: first.upperBound - 1)
        let (second, _) = try ListingPages.page(of: fewer, .init(marker: next, maxItems: 10))
        #expect(fewer[second.lowerBound] == names[10])
    }

    @Test func `an invalid marker is refused`() {
        #expect(throws: APIFailure.invalidMarker) { try ListingPages.page(of: names, .init(marker: "§")) }
    }
}

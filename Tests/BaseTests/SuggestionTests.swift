// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import Testing

@Suite struct SuggestionTests {
    static let names = [
        "invoke", "list", "describe", "print", "set", "use", "unset", "connect", "connections", "--body",
    ]

    @Test(arguments: [
        ("invok", "invoke"), ("ivnoke", "invoke"), ("INVOKE", "invoke"), ("lst", "list"), ("pirnt", "print"),
        ("st", "set"),
        ("conect", "connect"), ("desc", "describe"), ("conn", "connect"), ("--bdy", "--body"),
    ]) func `the nearest name is found`(_ wrong: String, _ right: String) {
        #expect(Suggestion.nearest(to: wrong, among: SuggestionTests.names) == right)
    }

    @Test(arguments: ["frobnicate", "x", "zz", "", "日本語"]) func `nothing near is nothing`(_ wrong: String) {
        #expect(Suggestion.nearest(to: wrong, among: SuggestionTests.names) == nil)
    }

    @Test func `of equally near names the first of the alphabet is taken`() {
        #expect(Suggestion.nearest(to: "cot", among: ["cut", "cat", "bat"]) == "cat")
        #expect(Suggestion.nearest(to: "cot", among: ["cat", "cut"]) == "cat")
    }

    @Test(arguments: ["order-create", "ORDER_create"]) func `the same words in another order are near`(wrong: String) {
        #expect(Suggestion.nearest(to: wrong, among: ["create-order", "price-order"]) == "create-order")
        #expect(Suggestion.nearest(to: wrong, among: ["create-orders", "price-order"]) == nil)
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later

/// The sample functions, which are part of the binary.
package enum SampleFunctions {
    /// Their names and the content of their `handler.py`.
    private static let handlers: [(name: String, code: [UInt8])] = [
        ("create-order", PackageResources.create_order_py),
        ("echo", PackageResources.echo_py),
        ("flaky", PackageResources.flaky_py),
        ("logs", PackageResources.logs_py),
        ("price-order", PackageResources.price_order_py),
        ("reserve", PackageResources.reserve_py),
        ("ship-order", PackageResources.ship_order_py),
        ("slow", PackageResources.slow_py),
    ]

    /// Paths below a folder of functions, and their content.
    package static var files: [(path: String, content: [UInt8])] {
        handlers.flatMap { name, code in
            [("\(name)/handler.py", code), ("\(name)/\(FunctionFile.name)", settings(of: name))]
        }
    }

    private static func settings(of name: String) -> [UInt8] {
        let timeout = name == "slow" ? 900 : 30
        return Array(#"{"Handler": "handler.handler", "Timeout": \#(timeout)}"#.utf8)
    }
}

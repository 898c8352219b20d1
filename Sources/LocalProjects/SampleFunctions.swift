// SPDX-License-Identifier: GPL-3.0-or-later

/// The sample functions, which travel in the binary.
enum SampleFunctions {
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

    /// Writes them into a folder of functions and gives its path. Blocks.
    static func unpack(into folder: PrivateFolder) throws(LocalLambdaError) -> String {
        let functions = try folder.makeFolder("functions")
        for (name, code) in handlers {
            try folder.makeFolder("functions/\(name)")
            try folder.write(code, to: "functions/\(name)/handler.py")
            try folder.write(settings(of: name), to: "functions/\(name)/\(FunctionFile.name)")
        }
        return functions
    }

    private static func settings(of name: String) -> [UInt8] {
        let timeout = name == "slow" ? 900 : 30
        return Array(#"{"Handler": "handler.handler", "Timeout": \#(timeout)}"#.utf8)
    }
}

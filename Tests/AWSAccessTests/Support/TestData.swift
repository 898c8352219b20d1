// SPDX-License-Identifier: GPL-3.0-or-later

import AWSAccess
import FoundationEssentials

/// The location of test data that isn't part of the package.
enum TestData {
    static let packageRoot = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path(percentEncoded: false)

    /// The Signature Version 4 test suite that `scripts/fetch-test-data` fetches.
    static let signatureSuite: String? = existing(
        environment: "LAMSH_AWS4_TESTSUITE", otherwise: "\(packageRoot)/.build/aws4_testsuite")

    /// The folder of endpoint cases, one file per service, that `scripts/fetch-test-data` fetches.
    static let endpointCases: String? = existing(
        environment: "LAMSH_ENDPOINT_TESTS", otherwise: "\(packageRoot)/.build/botocore-test-data/endpoints")

    /// The cases of `aws login` that `scripts/fetch-test-data` fetches.
    static let loginCases: String? = existing(
        environment: "LAMSH_LOGIN_TESTS",
        otherwise: "\(packageRoot)/.build/botocore-test-data/login-provider-test-cases.json")

    /// A file in the reference folder next to the checkout.
    static func shared(_ path: String) -> String? {
        let root = ProcessInfo.processInfo.environment["LAMSH_SHARED"] ?? "\(packageRoot)/../shared"
        let file = "\(root)/\(path)"
        return FileManager.default.fileExists(atPath: file) ? file : nil
    }

    static func text(_ path: String) throws -> String {
        String(decoding: try bytes(path), as: UTF8.self)
    }

    static func bytes(_ path: String) throws -> [UInt8] {
        guard let bytes = try LocalFiles().read(path) else {
            throw FileAccessError(path: path, reason: "it is missing")
        }
        return bytes
    }

    private static func existing(environment name: String, otherwise path: String) -> String? {
        let path = ProcessInfo.processInfo.environment[name] ?? path
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later

/// What the name of an image says about the runtime that it contains.
struct BaseImage: Sendable, Hashable {
    /// One of AWS's base images for Lambda, whose entry point starts the runtime.
    let isAWSs: Bool
    private let language: String
    /// As in the tag; nil for `latest`.
    private let version: String?

    /// - Parameter name: for example `public.ecr.aws/lambda/python:3.12-arm64` or `node:22-slim`.
    init(_ name: String) {
        let withoutDigest = name.split(separator: "@").first ?? ""
        let last = withoutDigest.split(separator: "/").last ?? ""
        let parts = last.split(separator: ":", maxSplits: 1)
        var language = parts.first.map(String.init) ?? ""
        isAWSs =
            withoutDigest.hasPrefix("public.ecr.aws/lambda/") || withoutDigest.hasPrefix("amazon/aws-lambda-")
            || withoutDigest.contains(".dkr.ecr.") && language.hasPrefix("aws-lambda-")
        if language.hasPrefix("aws-lambda-") { language = String(language.dropFirst(11)) }
        self.language = ["node": "nodejs", "openjdk": "java", "amazoncorretto": "java"][language] ?? language
        version = parts.count > 1 ? String(parts[1]) : nil
    }

    /// AWS's name of the runtime in AWS's base image; nil if it's another image.
    var runtime: String? {
        guard language == "provided" else { return runtime(language) }
        return version.map { "provided.\($0.prefix { $0 != "-" && $0 != "." })" } ?? "provided"
    }

    /// AWS's name of the runtime for a language: in the image's version, if the image is about that language.
    func runtime(_ language: String) -> String? {
        let tag = self.language == language ? version : nil
        let numbers = (tag ?? "").prefix { $0.isNumber || $0 == "." }.split(separator: ".").map(String.init)
        switch language {
        case "python": return numbers.count > 1 ? "python\(numbers[0]).\(numbers[1])" : "python3"
        case "nodejs": return numbers.first.map { "nodejs\($0).x" } ?? "nodejs"
        case "ruby": return numbers.count > 1 ? "ruby\(numbers[0]).\(numbers[1])" : "ruby"
        case "java": return numbers.first.map { "java\($0)" } ?? "java"
        case "dotnet": return numbers.first.map { "dotnet\($0)" } ?? "dotnet"
        case "go": return "go1.x"
        default: return nil
        }
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import SystemPackage

/// AWS's runtime interface clients, if the project or the machine has them. Looking for them blocks.
enum RuntimeClients {
    // MARK: Node.js

    /// The program of the package aws-lambda-ric, among the function's modules or those of a layer; nil if it's not
    /// there, and lamsh's own client is used.
    static func node(for function: FunctionDefinition) -> String? {
        let folders = [function.folder] + function.settings.layers.reversed().map { $0 + "/nodejs" }
        return folders.lazy.flatMap { folder in
            ["index.mjs", "index.js"].map { "\(folder)/node_modules/aws-lambda-ric/bin/\($0)" }
        }.first { isFile($0) }
    }

    // MARK: Ruby

    static let ruby =
        "the gem aws_lambda_ric (gem install aws_lambda_ric, or add it to the Gemfile and run bundle install --path "
        + "vendor/bundle)"
    private static let rubyProgram = "aws_lambda_ric"

    /// The gem's program: the project's own, a layer's, or one next to the interpreter or in PATH; nil if there's none.
    static func ruby(
        for function: FunctionDefinition, _ ruby: LocatedInterpreter, _ interpreters: InterpreterSearch
    ) -> String? {
        gems(of: function).map { "\($0)/bin/\(rubyProgram)" }.first { isFile($0) }
            ?? interpreters.program(named: rubyProgram, of: ruby)
    }

    /// Folders with gems: the project's own, where Bundler puts them, and those of layers, as in AWS's GEM_PATH.
    static func gems(of function: FunctionDefinition) -> [String] {
        let places =
            [function.folder + "/vendor/bundle/ruby"] + function.settings.layers.reversed().map { $0 + "/ruby/gems" }
        return places.flatMap { place in names(in: place).sorted(by: >).map { "\(place)/\($0)" } }
    }

    // MARK: Java

    static let javaClass = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda"
    static let java =
        "aws-lambda-java-runtime-interface-client-….jar in lib/ of the function, in java/lib/ of a layer, or in the "
        + "repository of Maven or Gradle"
    private static let javaClient = "aws-lambda-java-runtime-interface-client"

    /// Java's class path, including the client's classes; nil if the client isn't installed.
    ///
    /// - Parameter home: the user's home folder, where Maven and Gradle keep what they downloaded.
    static func javaClassPath(for function: FunctionDefinition, home: String?) -> String? {
        let libraries = [function.folder + "/lib"] + function.settings.layers.reversed().map { $0 + "/java/lib" }
        let path = [function.folder] + libraries.map { $0 + "/*" }
        let hasClient = libraries.contains { folder in
            names(in: folder).contains { $0.hasPrefix(javaClient) && $0.hasSuffix(".jar") }
        }
        if hasClient { return path.joined(separator: ":") }
        let needed = [javaClient, "aws-lambda-java-serialization", "aws-lambda-java-core"]
        let downloaded = needed.compactMap { name in home.flatMap { downloadedJar(name, home: $0) } }
        return downloaded.count == needed.count ? (path + downloaded).joined(separator: ":") : nil
    }

    /// The newest version of one of AWS's libraries.
    private static func downloadedJar(_ name: String, home: String) -> String? {
        let maven = "\(home)/.m2/repository/com/amazonaws/\(name)"
        let gradle = "\(home)/.gradle/caches/modules-2/files-2.1/com.amazonaws/\(name)"
        let versions = Set(names(in: maven) + names(in: gradle)).compactMap { name in
            InterpreterVersion(name).map { (name: name, numbers: $0.numbers) }
        }
        let newest = versions.sorted { $1.numbers.lexicographicallyPrecedes($0.numbers) }
        return newest.lazy.compactMap { version in
            let file = "\(name)-\(version.name).jar"
            let folder = "\(gradle)/\(version.name)"
            let candidates = ["\(maven)/\(version.name)"] + names(in: folder).map { "\(folder)/\($0)" }
            return candidates.map { "\($0)/\(file)" }.first { isFile($0) }
        }.first
    }

    private static func names(in folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }

    private static func isFile(_ path: String) -> Bool { (try? FilePath(path).stat())?.type == .regular }
}

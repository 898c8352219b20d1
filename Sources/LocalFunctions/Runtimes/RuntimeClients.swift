// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import SystemPackage

/// AWS's runtime interface clients, if the user has installed them. Looking for them blocks.
enum RuntimeClients {
    /// The gem's program.
    static let rubyProgram = "aws_lambda_ric"
    static let ruby = "the gem aws_lambda_ric (gem install aws_lambda_ric)"
    static let javaClass = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda"
    static let java = "aws-lambda-java-runtime-interface-client-….jar in lib/ of the function or java/lib/ of a layer"

    /// The program of the package aws-lambda-ric, among the function's modules or those of a layer; nil if it's not
    /// there, and lamsh's own client is used.
    static func node(for function: FunctionDefinition) -> String? {
        let folders = [function.folder] + function.settings.layers.reversed().map { $0 + "/nodejs" }
        return folders.lazy.flatMap { folder in
            ["index.mjs", "index.js"].map { "\(folder)/node_modules/aws-lambda-ric/bin/\($0)" }
        }.first { isFile($0) }
    }

    /// Java's class path, including the client's classes; nil if the client isn't installed.
    static func javaClassPath(for function: FunctionDefinition) -> String? {
        let libraries = [function.folder + "/lib"] + function.settings.layers.reversed().map { $0 + "/java/lib" }
        let hasClient = libraries.contains { folder in
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            return names.contains {
                $0.hasPrefix("aws-lambda-java-runtime-interface-client") && $0.hasSuffix(".jar")
            }
        }
        return hasClient ? ([function.folder] + libraries.map { $0 + "/*" }).joined(separator: ":") : nil
    }

    private static func isFile(_ path: String) -> Bool { (try? FilePath(path).stat())?.type == .regular }
}

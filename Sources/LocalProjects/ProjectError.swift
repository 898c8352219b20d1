// SPDX-License-Identifier: GPL-3.0-or-later

/// Why no functions can be read from a path: facts only.
package enum ProjectError: Error, Sendable, Hashable {
    case folderUnreadable(path: String, reason: String)
    case templateUnreadable(path: String, reason: String)
    /// The file with values for dynamic references.
    case answersUnreadable(path: String, reason: String)
    /// Files of this type can't contain functions.
    case unknownKind(path: String)
    /// A file with settings: `samconfig`, `cdk.json`, `serverless.yml`, that of `--env-vars`.
    case settingsUnreadable(path: String, reason: String)
    case malformedOverrides(place: String, reason: String)
    /// An environment of `samconfig` was asked for, and there's no such file.
    case noConfiguration(folder: String)
    case noSuchEnvironment(path: String, name: String, known: [String])
    /// The CDK project has no output.
    case notSynthesized(output: String)
    /// A program that computes the description of a Serverless project.
    case serverlessProgram(path: String)
    /// A folder with nothing but a Terraform configuration.
    case terraform(path: String)
}

extension ProjectError: CustomStringConvertible {
    /// One sentence, with what to do about it.
    package var description: String {
        switch self {
        case .folderUnreadable(let path, let reason):
            "can't read the folder of functions \(path): \(reason)"
        case .templateUnreadable(let path, let reason):
            "can't read the template \(path): \(reason)"
        case .answersUnreadable(let path, let reason):
            "can't read the file of `--resolve`, \(path): \(reason)"
        case .unknownKind(let path):
            "\(path) isn't a folder of functions, a template (.yaml, .yml, .json) or a handler (.py, .js, "
                + ".mjs, .cjs)"
        case .settingsUnreadable(let path, let reason):
            "can't read \(path): \(reason)"
        case .malformedOverrides(let place, let reason):
            "\(place): \(reason)"
        case .noConfiguration(let folder):
            "`--config-env` needs a samconfig.toml, but \(folder) has none; pass its path with `--config-file`"
        case .noSuchEnvironment(let path, let name, let known):
            "\(path) has no environment `\(name)`; it has \(known.isEmpty ? "none" : known.joined(separator: ", "))"
        case .notSynthesized(let output):
            "the CDK project has no \(output) yet; run `cdk synth` first"
        case .serverlessProgram(let path):
            "\(path) is a program, which lamsh doesn't run; save its result with "
                + "`serverless print --format yaml > serverless-local.yml`, and use that file"
        case .terraform(let path):
            "\(path) is a Terraform configuration, which only Terraform can read; run `lamsh serve`, point the endpoints "
                + "of the AWS provider at it, and run `terraform apply` (the manual's page on local development shows the "
                + "provider block)"
        }
    }
}

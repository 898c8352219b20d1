// SPDX-License-Identifier: GPL-3.0-or-later

/// Why the function of a container image can't run without its image: facts only.
package enum ImageGap: Error, Sendable, Hashable {
    case noStage(String?)
    /// AWS's base images have the runtime; others need a runtime interface client as their entry point.
    case entryPoint([String])
    case noCommand
    /// The shell form of CMD or ENTRYPOINT.
    case shellForm(line: Int)
    /// The code in the image is built by another stage.
    case built(line: Int)
    /// The code is put together from several folders.
    case assembled(line: Int)
    case noCode
}

extension ImageGap: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noStage(let name): name.map { "there's no stage \($0)" } ?? "it has no FROM"
        case .entryPoint(let words):
            words.isEmpty
                ? "its base image isn't AWS's, and it has no ENTRYPOINT with AWS's runtime interface client"
                : "its entry point (\(words.joined(separator: " "))) isn't AWS's runtime interface client"
        case .noCommand: "it has no CMD, which names the handler; set ImageConfig.Command"
        case .shellForm(let line): "line \(line): write CMD and ENTRYPOINT as a list: CMD [\"app.handler\"]"
        case .built(let line): "line \(line): the code is built in another stage"
        case .assembled(let line): "line \(line): the code is copied from more than one place"
        case .noCode: "it doesn't copy any code from the context"
        }
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later

package import LocalFunctions
package import SystemPackage

/// The functions of a SAM or CloudFormation template and its nested stacks.
package struct DeploymentTemplate: Sendable {
    package let functions: [TemplateFunction]
    package let notices: [TemplateNotice]

    /// - Parameters:
    ///   - parameters: values for the template's parameters, which override their defaults.
    ///   - read: reads a file: the template, nested ones and included ones.
    package init(
        _ file: FilePath, parameters: [String: String] = [:], account: LocalAccount,
        answers: DynamicAnswers = DynamicAnswers(),
        read: @escaping (FilePath) throws(TemplateFault) -> [UInt8]
    ) throws(TemplateFault) {
        let shared = TemplateStack.Shared(read: read)
        let stack = file.removingLastComponent().lastComponent?.string ?? "stack"
        let root = try TemplateStack(
            file, title: file.lastComponent?.string ?? file.string, parameters: parameters,
            TemplateResolver.Surroundings(account: account, stack: stack, answers: answers), shared)
        functions = root.functions()
        notices = shared.notices.all
    }
}

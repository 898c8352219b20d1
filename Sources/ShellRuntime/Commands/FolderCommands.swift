// SPDX-License-Identifier: GPL-3.0-or-later

import Isolation
import ShellLanguage
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// `cd [DIR]`
struct CdCommand: BuiltinCommand {
    private static let folder = Parameter("DIR", .folder, help: "default: the home folder; - is the previous folder")

    let signature = CommandSignature(
        "cd", group: CommandGroup.shell, summary: "change the current folder",
        operands: [folder],
        examples: [
            .init("cd payloads", "relative paths now start there"), .init("cd -", "back to the previous folder"),
        ])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        let session = arguments.session
        let files = session.files
        let operand = try arguments.text(Self.folder)
        guard let path = try operand == "-" ? previous(session) : operand.map(files.expand) ?? files.home else {
            throw .failed(.usage, "can't change to the home folder: `HOME` isn't set")
        }
        let old = WorkingFolder.path
        guard unsafe chdir(path) == 0 else {
            throw .failed(.file, "can't change to `\(path)`: \(Errno(rawValue: errno))")
        }
        session.previousFolder = old
        if operand == "-" { arguments.console.notice(WorkingFolder.path) }
        return .nothing
    }

    @SessionActor private func previous(_ session: Session) throws(Stop) -> String {
        guard let previous = session.previousFolder else {
            throw .failed(.usage, "there's no previous folder: `cd` wasn't used in this session")
        }
        return previous
    }
}

/// `pwd`
struct PwdCommand: BuiltinCommand {
    let signature = CommandSignature(
        "pwd", group: CommandGroup.shell, summary: "print the current folder", givesValue: true,
        examples: [.init("pwd", "relative paths start there"), .init("folder = pwd", "as text")])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult { .text(WorkingFolder.path) }
}

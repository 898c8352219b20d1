// SPDX-License-Identifier: GPL-3.0-or-later

import LocalFunctions
import Synchronization
import SystemPackage

/// A project as it was found.
struct OpenedProject {
    var source: any FunctionSource
    /// What decides where the functions are, and what their settings are; files that don't exist count too.
    var files: [FilePath]
}

extension OpenedProject {
    /// With a file's values for environment variables.
    func withEnvironment(
        _ file: FilePath?, declaredOnly: Bool, _ notices: ProjectNotices
    ) throws(ProjectError) -> OpenedProject {
        guard let file else { return self }
        let value = try SettingsFile.read(file)
        var opened = self
        opened.files.append(file)
        do throws(EnvironmentOverrides.Fault) {
            opened.source = OverriddenEnvironment(
                source: source, overrides: try EnvironmentOverrides(value), declaredOnly: declaredOnly,
                file: file.lastComponent?.string ?? file.string, notices: notices)
        } catch {
            throw .settingsUnreadable(path: file.string, reason: error.description)
        }
        return opened
    }
}

/// A project that's opened again when a file that decides what it is has changed.
final class ReopenedProject: FunctionSource {
    private struct State {
        var project: OpenedProject
        var fingerprints: [FolderFingerprint]
        /// Why it couldn't be opened again.
        var fault: ProjectError?

        init(_ project: OpenedProject) {
            self.project = project
            fingerprints = project.files.map(FolderFingerprint.init(ofFile:))
        }
    }

    private let open: @Sendable () throws(ProjectError) -> OpenedProject
    private let notices: ProjectNotices
    private let state: Mutex<State>

    init(
        _ notices: ProjectNotices, open: @escaping @Sendable () throws(ProjectError) -> OpenedProject
    ) throws(ProjectError) {
        self.open = open
        self.notices = notices
        state = Mutex(State(try open()))
    }

    func checkReadable() throws(ProjectError) { try current().source.checkReadable() }

    func functions() throws(ProjectError) -> [FunctionDefinition] {
        try usable().functions()
    }

    func function(named name: String) -> FunctionDefinition? { usable().function(named: name) }

    private func usable() -> any FunctionSource {
        let (source, fault) = current()
        if let fault { notices.add("\(fault.description); the earlier settings are used until this is fixed") }
        return source
    }

    private func current() -> (source: any FunctionSource, fault: ProjectError?) {
        state.withLock { state in
            let fingerprints = state.project.files.map(FolderFingerprint.init(ofFile:))
            if fingerprints != state.fingerprints {
                do throws(ProjectError) {
                    let project = try open()
                    // While it can't be read, the earlier one says so, and goes on with what its files were.
                    if (try? project.source.checkReadable()) != nil { state = State(project) }
                } catch {
                    state.fingerprints = fingerprints
                    state.fault = error
                }
            }
            return (state.project.source, state.fault)
        }
    }
}

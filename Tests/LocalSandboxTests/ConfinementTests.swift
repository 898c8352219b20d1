// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import LocalFunctions
import LocalSandbox
import Testing

@Suite struct ConfinementTests {
    private let surroundings = RuntimeSurroundings(
        interpreters: InterpreterSearch(variables: [:], isStrict: false) { _ in }, clientFolder: "/tmp/lamsh/runtimes",
        pythonCache: "/tmp/lamsh/pycache")

    private func files(
        _ folder: String, layers: [String] = [], _ confinement: Confinement = .full
    ) -> SandboxFiles {
        var function = FunctionDefinition(
            name: "f", folder: folder, runtime: .python(name: "python3"), handler: "handler.handler")
        function.settings.layers = layers
        return SandboxFiles(of: function, in: "/tmp/lamsh/tmp/1", surroundings, confinement)
    }

    private func values(_ key: String, in settings: [String]) -> [String] {
        stride(from: 0, to: settings.count, by: 2).filter { settings[$0] == key }.map { settings[$0 + 1] }
    }

    @Test func `what a function needs of tmp stays visible, and nothing else`() {
        let files = files("/tmp/project/functions/f", layers: ["/tmp/layers/one", "/home/me/two"])
        let settings = files.settings(keeping: ["/tmp/venv/bin/python", "/usr/bin/python3", "handler", "/tmp"])
        #expect(values("keep", in: settings) == ["layers", "project", "venv"])
        #expect(values("temporary", in: settings) == ["/tmp/lamsh/tmp/1/tmp"])
        #expect(values("code", in: settings) == ["/tmp/project/functions/f"])
        #expect(values("layer", in: settings) == ["/tmp/layers/one", "/home/me/two"])
        #expect(files.temporaryVariable == nil)
    }

    @Test(arguments: ["/tmp", "/", "/tmp/"])
    func `code that contains tmp isn't confined`(folder: String) {
        let files = files(folder)
        #expect(!files.isConfined)
        #expect(files.settings(keeping: []) == ["report", "/tmp/lamsh/tmp/1", "directory", folder])
        #expect(files.temporaryVariable == "/tmp/lamsh/tmp/1/tmp")
    }

    @Test func `a folder whose name begins alike is confined`() {
        #expect(files("/tmpfiles/f").isConfined)
    }

    @Test func `a confined process finds layers in opt, and the runtimes where AWS has them`() {
        let files = files("/f", layers: ["/one", "/two/"])
        #expect(files.runtimes.layerFolders == ["/opt"])
        #expect(files.runtimes.clientFolder == "/var/runtime")
        #expect(files.inside("/one/extensions/x") == "/opt/extensions/x")
        #expect(files.inside("/two/bootstrap") == "/opt/bootstrap")
        #expect(files.inside("/oneself/x") == "/oneself/x")
        #expect(self.files("/f").runtimes.layerFolders == [])
    }

    @Test func `layers that are in opt already are found in their folders`() {
        let files = files("/f", layers: ["/opt/project/one", "/two"])
        #expect(files.isConfined)
        #expect(files.runtimes.layerFolders == ["/two", "/opt/project/one"])
        #expect(values("layer", in: files.settings(keeping: [])) == [])
    }

    @Test(arguments: [Confinement.withoutLayers(reason: "no"), .none(reason: "no")])
    func `without opt, layers are found in their folders, the last one first`(confinement: Confinement) {
        let files = files("/f", layers: ["/one", "/two"], confinement)
        #expect(files.runtimes.layerFolders == ["/two", "/one"])
        #expect(files.inside("/one/extensions/x") == "/one/extensions/x")
        #expect(values("layer", in: files.settings(keeping: [])) == [])
    }
}

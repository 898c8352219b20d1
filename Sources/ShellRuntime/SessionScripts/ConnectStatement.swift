// SPDX-License-Identifier: GPL-3.0-or-later

/// The statement that opens a connection like an open one, without secrets: `connect` asks for those.
struct ConnectStatement {
    let text: String

    /// - Parameters:
    ///   - folder: the current folder.
    ///   - start: the folder in which the statement will run.
    init(_ connection: Connection, folder: String, start: String) {
        var words = ["connect"]
        func add(_ option: String, _ value: String?) {
            if let value { words += ["--\(option)", LiteralText.word(value)] }
        }
        func addFile(_ option: String, _ path: String?) {
            add(option, path.map { Self.path($0, in: folder, start: start) })
        }
        switch connection.target {
        case .local(let options):
            words.append("local")
            if let path = options.path { words.append(LiteralText.word(Self.path(path, in: folder, start: start))) }
            for (name, value) in options.parameters.sorted(by: { $0.key < $1.key }) {
                add("parameter", "\(name)=\(value)")
            }
            for overrides in options.parameterOverrides { add("parameter-overrides", overrides) }
            addFile("env-vars", options.environmentFile)
            addFile("config-file", options.configurationFile)
            add("config-env", options.configurationEnvironment)
            addFile("resolve", options.resolveFile)
            add("account", options.account)
            if options.strictRuntimes { words.append("--strict-runtimes") }
            if options.installsPackages { words.append("--install") }
            if connection.name != "local" { add("name", connection.name) }
        case .aws(let options):
            if options.authentication != .default { add("auth", options.authentication.rawValue) }
            add("access-key", options.accessKey)
            add("profile", options.profile)
            add("role-arn", options.roleArn)
            add("region", options.region ?? connection.opened.region)
            add("endpoint", options.endpoint)
            if connection.name != options.profile ?? connection.opened.region { add("name", connection.name) }
        }
        if connection.isProtected { words.append("--protected") }
        text = words.joined(separator: " ")
    }

    /// A relative path, so that it leads to the same file from `start`.
    private static func path(_ path: String, in folder: String, start: String) -> String {
        path.hasPrefix("/") || folder == start ? path : "\(folder)/\(path)"
    }
}

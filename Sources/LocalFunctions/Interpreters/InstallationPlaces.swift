// SPDX-License-Identifier: GPL-3.0-or-later

import Base

/// Where version managers and package managers put interpreters.
struct InstallationPlaces: Sendable {
    struct Place: Sendable {
        var name: String
        /// Folders with programs, with at most one `*` for a part of a component.
        var patterns: [String]
    }

    /// Known to their users by these names.
    static func names(for language: InterpreterRequest.Language) -> String {
        let places = InstallationPlaces(variables: [:], managers: []).places(for: language).map(\.name)
        return "PATH, \(places.joined(separator: ", ")), /usr/local/bin and /usr/bin"
    }

    /// The user's environment.
    let variables: EnvironmentVariables
    /// The folders of version managers whose scripts are in PATH.
    let managers: [String]

    func places(for language: InterpreterRequest.Language) -> [Place] {
        switch language {
        case .python:
            [
                Place(
                    name: "pyenv", patterns: of(["PYENV_ROOT"], "~/.pyenv", "/versions/*/bin") + managed("/versions")),
                asdf("python"),
                mise("python"),
                Place(
                    name: "uv",
                    patterns: of(["UV_PYTHON_INSTALL_DIR"], "~/.local/share/uv/python", "/*/bin")
                        + of(["XDG_DATA_HOME"], nil, "/uv/python/*/bin")), homebrew("python@*"), opt(["python*"]),
            ]
        case .node:
            [
                Place(
                    name: "nvm",
                    patterns: of(["NVM_DIR"], "~/.nvm", "/versions/node/*/bin")
                        + of(["XDG_CONFIG_HOME"], "~/.config", "/nvm/versions/node/*/bin")),
                Place(
                    name: "fnm",
                    patterns: of(["FNM_DIR"], "~/.local/share/fnm", "/node-versions/*/installation/bin")
                        + of(["XDG_DATA_HOME"], nil, "/fnm/node-versions/*/installation/bin")
                        + of([], "~/.fnm", "/node-versions/*/installation/bin")
                        + of([], "~/Library/Application Support/fnm", "/node-versions/*/installation/bin")),
                Place(name: "volta", patterns: of(["VOLTA_HOME"], "~/.volta", "/tools/image/node/*/bin")),
                Place(name: "n", patterns: of(["N_PREFIX"], "/usr/local", "/n/versions/node/*/bin")), asdf("nodejs"),
                mise("node"), homebrew("node@*", "node"), opt(["node*"]),
            ]
        case .ruby:
            [
                Place(
                    name: "rbenv", patterns: of(["RBENV_ROOT"], "~/.rbenv", "/versions/*/bin") + managed("/versions")),
                Place(name: "RVM", patterns: of(["rvm_path"], "~/.rvm", "/rubies/*/bin")),
                Place(name: "chruby", patterns: of([], "~/.rubies", "/*/bin") + ["/opt/rubies/*/bin"]), asdf("ruby"),
                mise("ruby"), homebrew("ruby@*", "ruby"), opt(["ruby*"]),
            ]
        case .java:
            [
                Place(name: "SDKMAN", patterns: of(["SDKMAN_DIR"], "~/.sdkman", "/candidates/java/*/bin")),
                Place(
                    name: "/usr/lib/jvm",
                    patterns: ["/usr/lib/jvm/*/bin", "/Library/Java/JavaVirtualMachines/*/Contents/Home/bin"]),
                asdf("java"), mise("java"), homebrew("openjdk@*", "openjdk"), opt(["jdk*", "java*"]),
            ]
        case .dotnet:
            [
                Place(name: "~/.dotnet", patterns: of(["DOTNET_ROOT"], "~/.dotnet", "")),
                Place(
                    name: "/usr/share/dotnet",
                    patterns: ["/usr/share/dotnet", "/usr/lib/dotnet", "/usr/lib64/dotnet", "/usr/local/share/dotnet"]),
                mise("dotnet"), homebrew("dotnet@*", "dotnet"),
            ]
        }
    }

    private func asdf(_ plugin: String) -> Place {
        Place(
            name: "asdf",
            patterns: of(["ASDF_DATA_DIR"], "~/.asdf", "/installs/\(plugin)/*/bin") + managed("/installs/\(plugin)"))
    }

    private func mise(_ tool: String) -> Place {
        Place(
            name: "mise",
            patterns: of(["MISE_DATA_DIR"], "~/.local/share/mise", "/installs/\(tool)/*/bin")
                + of(["XDG_DATA_HOME"], nil, "/mise/installs/\(tool)/*/bin") + managed("/installs/\(tool)"))
    }

    /// Next to the scripts of a manager whose folder no variable names.
    private func managed(_ folder: String) -> [String] { managers.map { "\($0)\(folder)/*/bin" } }

    private func homebrew(_ formulas: String...) -> Place {
        let prefixes = ["/opt/homebrew", "/usr/local", "/home/linuxbrew/.linuxbrew"]
        return Place(
            name: "Homebrew",
            patterns: prefixes.flatMap { prefix in formulas.map { "\(prefix)/opt/\($0)/bin" } })
    }

    private func opt(_ names: [String]) -> Place { Place(name: "/opt", patterns: names.map { "/opt/\($0)/bin" }) }

    /// The folders that variables name, then the usual one.
    private func of(_ names: [String], _ usual: String?, _ rest: String) -> [String] {
        let home = variables["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let folders = names.compactMap { variables[$0] } + [usual].compactMap(\.self)
        return folders.compactMap { folder in
            guard folder.hasPrefix("~/") else { return folder.hasPrefix("/") ? folder + rest : nil }
            return home.map { $0 + folder.dropFirst() + rest }
        }
    }
}

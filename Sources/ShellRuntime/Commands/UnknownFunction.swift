// SPDX-License-Identifier: GPL-3.0-or-later

import Base
import JSON
import Lambda
import ShellLanguage

extension CommandArguments {
    /// Only the names of this many pages are compared, since an error must be fast.
    private static let mostPages = 10
    private static let mostSuggestions = 3

    /// The failure of a call for `function`. If it doesn't exist, suggests the closest names.
    ///
    /// If the user cancelled the call and the function may still be running, prints a notice.
    func stop(_ error: LambdaError, function: String, _ service: any LambdaService) async -> Stop {
        if error.kind == .cancelled, error.mayHaveRun {
            console.notice("`\(function)` may have run, or may still run: the request was already sent")
        }
        guard let missing = MissingFunction(error, asked: function) else { return Stop(error) }
        let names = await names(service)
        var failure = Failure(error)
        if let qualifier = missing.qualifier, names.contains(missing.name) {
            failure.hint =
                "`\(missing.name)` has no version or alias `\(qualifier)`: `list versions \(missing.name)` and "
                + "`list aliases \(missing.name)` show the existing ones"
            return .failed(failure)
        }
        let near = Suggestion.near(missing.name, among: names)
        failure.unknownName = UnknownName(name: missing.name, nearest: near.first)
        if !near.isEmpty { failure.hint = "did you mean \(Array(near.prefix(Self.mostSuggestions)).codeList("or"))?" }
        return .failed(failure)
    }

    private func names(_ service: any LambdaService) async -> [String] {
        var names: [String] = []
        var request = ListRequest(.functions)
        for _ in 0..<Self.mostPages {
            guard let page = try? await service.list(request) else { break }
            names += page.items.compactMap { $0["FunctionName"]?.string }
            request.start = page.next
            if request.start == nil { break }
        }
        return names
    }
}

/// What Lambda couldn't find.
private struct MissingFunction {
    var name: String
    /// nil if the function itself wasn't found.
    var qualifier: String?

    /// From `Function not found: arn:aws:lambda:REGION:ACCOUNT:function:NAME[:QUALIFIER]`; nil for other errors.
    init?(_ error: LambdaError, asked function: String) {
        guard error.code == "ResourceNotFoundException", error.message.hasPrefix("Function not found") else {
            return nil
        }
        guard let start = error.message.firstRange(of: ":function:")?.upperBound else {
            name = function
            return
        }
        let parts = error.message[start...].split(separator: ":")
        name = parts.first.map(String.init) ?? function
        if parts.count > 1, parts[1] != "$LATEST" { qualifier = String(parts[1]) }
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import Lambda
import ShellLanguage

extension CommandArguments {
    /// Names beyond these are not looked at: an error may not take long.
    private static let mostPages = 10

    /// The failure of a call about `function`; where there is none of that name, with the nearest one.
    ///
    /// A call that the user gave up says so where that does not end what it began.
    func stop(_ error: LambdaError, function: String, _ service: any LambdaService) async -> Stop {
        if error.kind == .cancelled, error.mayHaveRun {
            console.notice("`\(function)` may have run, or may still run: the request was sent before it was given up")
        }
        guard error.code == "ResourceNotFoundException", error.message.hasPrefix("Function not found"),
            !function.contains(":"), let nearest = await nearest(to: function, service)
        else { return Stop(error) }
        var error = error
        error.hint = "did you mean `\(nearest)`?"
        return Stop(error)
    }

    private func nearest(to function: String, _ service: any LambdaService) async -> String? {
        var names: [String] = []
        var request = ListRequest(.functions)
        for _ in 0..<Self.mostPages {
            guard let page = try? await service.list(request) else { break }
            names += page.items.compactMap { $0["FunctionName"]?.string }
            request.marker = page.nextMarker
            if request.marker == nil { break }
        }
        return Suggestion.nearest(to: function, among: names)
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import Lambda
import ShellLanguage

/// `list [functions|versions FN|aliases FN]`
struct ListCommand: BuiltinCommand {
    private static let limit = Parameter(
        "limit", .integer(1...1_000_000), help: "at most this many; without it every page is read")
    private static let function = Parameter("FN", .functionName, .required, help: "name or ARN of the function")

    let signature = CommandSignature(
        "list", aliases: ["ls"], group: CommandGroup.functions,
        summary: "list functions, or the versions or aliases of one",
        options: [
            Parameter("match", .glob, help: "only names that match a pattern with * and ?"),
            Parameter(
                "runtime", .name(.runtime), help: "only functions with this runtime, as python3.13 (* and ? allowed)"),
            Parameter(
                "sort", .text, help: "order by this member, as LastModified; --sort=-LastModified for descending order"),
            limit, CommonOptions.on,
        ] + CommonOptions.result,
        subcommands: [
            .init("functions", summary: "all functions (the default)"),
            .init("versions", summary: "the versions of a function", operands: [function]),
            .init("aliases", summary: "the aliases of a function", operands: [function]),
        ],
        givesValue: true,
        examples: [
            .init("list --match '*order*'", "functions by name"),
            .init("names = list --query '[].FunctionName'", "every name, kept in a variable"),
        ])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        let (kind, columns) = try listing(arguments)
        let match = try arguments.text("match").map(Glob.init)
        let runtime = try arguments.text("runtime").map(Glob.init)
        let sort = try arguments.text("sort")
        let limit = try arguments.integer("limit")
        let service = try await arguments.session.connection(named: try arguments.text("on")).service

        func isWanted(_ item: JSONValue) -> Bool {
            let name = item["FunctionName"]?.string ?? item["Name"]?.string ?? ""
            return match?.matches(name) ?? true && runtime?.matches(item["Runtime"]?.string ?? "") ?? true
        }
        var found = try await arguments.withProgress("listing") { progress throws(Stop) in
            var found: [JSONValue] = []
            var request = ListRequest(kind)
            repeat {
                let page: ListPage
                do throws(LambdaError) { page = try await service.list(request) } catch { throw Stop(error) }
                found += page.items.lazy.filter(isWanted)
                request.marker = page.nextMarker
                progress.update("listing", done: found.count)
                // Sorting needs all of them.
                if let limit, sort == nil, found.count >= limit { break }
            } while request.marker != nil
            return found
        }
        if let sort { found = sorted(found, by: sort) }
        if let limit { found = Array(found.prefix(limit)) }
        return .result(Value(.array(found)), view: .table(columns: columns))
    }

    @MainActor private func listing(_ arguments: CommandArguments) throws(Stop) -> (ListRequest.Kind, columns: [String])
    {
        switch arguments.subcommand {
        case "versions":
            (
                .versions(function: try arguments.required("FN")),
                ["Version", "Runtime", "MemorySize", "Timeout", "LastModified", "Description"]
            )
        case "aliases":
            (.aliases(function: try arguments.required("FN")), ["Name", "FunctionVersion", "Description"])
        default:
            (.functions, ["FunctionName", "Runtime", "MemorySize", "Timeout", "LastModified", "Description"])
        }
    }

    /// Numbers by size, other values by their text, elements without the member last.
    private func sorted(_ items: [JSONValue], by key: String) -> [JSONValue] {
        let descends = key.hasPrefix("-")
        let member = descends ? String(key.dropFirst()) : key
        return items.sorted { a, b in
            switch (a[member], b[member]) {
            case (nil, _): false
            case (_, nil): true
            case (.number(let x), .number(let y)): descends ? y < x : x < y
            case (.some(let x), .some(let y)):
                descends ? y.asText ?? "" < x.asText ?? "" : x.asText ?? "" < y.asText ?? ""
            }
        }
    }
}

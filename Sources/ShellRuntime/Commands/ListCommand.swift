// SPDX-License-Identifier: GPL-3.0-or-later

import AWSAccess
import AWSServices
import Base
import Isolation
import JSON
import Lambda
import ShellLanguage

/// `list [functions]`, `list versions FN`, `list tags FN`, …
struct ListCommand: BuiltinCommand {
    private static let match = Parameter("match", .glob, help: "only names that match a pattern with * and ?")
    private static let runtime = Parameter(
        "runtime", .name(.runtime), help: "only functions with this runtime, such as python3.13 (* and ? allowed)")
    private static let sort = Parameter(
        "sort", .name(.sortKey),
        help: "sort by this member, such as LastModified; --sort=-LastModified sorts in descending order"
    )
    /// How many members a hint lists.
    private static let shownMembers = 12
    private static let tags = CommandSignature.Subcommand(
        "tags", summary: "the tags of a function", operands: [CommonParameters.function])

    let signature = CommandSignature(
        "list", aliases: ["ls"], group: CommandGroup.functions,
        summary: "list functions, versions, aliases, URLs, tags, layers and more",
        options: [match, runtime, sort, CommonParameters.on] + CommonParameters.rows + CommonParameters.result,
        subcommands: .few(Listing.all.map(\.subcommand) + [tags]),
        givesValue: true,
        examples: [
            .init("list --match '*order*'", "functions by name"),
            .init("names = list --query '[].FunctionName'", "all names, in a variable"),
        ])

    func run(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        if arguments.subcommand == Self.tags.name { return try await tags(arguments) }
        let listing = Listing.all.first { $0.name == arguments.subcommand } ?? .functions
        let first = ListRequest(try listing.call(arguments))
        let match = try arguments.text(Self.match).map(Glob.init)
        let runtime = try arguments.text(Self.runtime).map(Glob.init)
        let sort = try arguments.text(Self.sort).map { text throws(Stop) in try order(text, of: listing) }
        let limit = try arguments.integer(CommonParameters.limit)
        let connection = try await arguments.session.connection(named: try arguments.text(CommonParameters.on))
        let service = connection.service

        func isWanted(_ item: JSONValue) -> Bool {
            match?.matches(listing.name(of: item)) ?? true
                && runtime?.matches(item["Runtime"]?.string ?? "") ?? true
        }
        var found = try await arguments.withProgress("listing") { progress throws(Stop) in
            var found: [JSONValue] = []
            var damage = ListDamage(listing: listing)
            defer { damage.notice.map(arguments.console.notice) }
            var request = first
            repeat {
                let page: ListPage
                do throws(LambdaError) { page = try await service.list(request) } catch { throw Stop(error) }
                found += damage.usable(page.items).lazy.filter(isWanted)
                request.start = page.next
                progress.update("listing", done: found.count)
                // Sorting needs all items.
                if let limit, sort == nil, found.count >= limit { break }
            } while request.start != nil
            return found
        }
        if let sort { found = sorted(found, by: sort) }
        if let limit { found = Array(found.prefix(limit)) }
        let links = listing.name == Listing.functions.name ? Self.pages(of: found, on: connection) : [:]
        return .result(Value(.array(found)), view: .table(columns: listing.columns, links: links))
    }

    /// The functions' pages in the console, by their names.
    @SessionActor private static func pages(of functions: [JSONValue], on connection: Connection) -> [String: String] {
        guard connection.opened.kind == .aws, let region = connection.opened.region else { return [:] }
        let pages = functions.compactMap { function -> (String, String)? in
            guard let name = function["FunctionName"]?.string, let reference = FunctionReference(parsing: name),
                let page = ConsolePage.address(of: reference, region: region, qualifier: nil)
            else { return nil }
            return (name, page)
        }
        return Dictionary(pages) { first, _ in first }
    }

    /// ListTags needs an ARN, so a function's name is looked up first.
    @SessionActor private func tags(_ arguments: CommandArguments) async throws(Stop) -> CommandResult {
        let function = try arguments.text(required: CommonParameters.function)
        let service = try await arguments.session.connection(named: try arguments.text(CommonParameters.on)).service
        do {
            var resource: JSONValue = .string(function)
            if !function.hasPrefix("arn:") {
                let found = try await service.call(OperationCall("GetFunction", ["FunctionName": resource]))
                resource = found.value["Configuration"]?["FunctionArn"] ?? resource
            }
            let answer = try await service.call(OperationCall("ListTags", ["Resource": resource]))
            return .result(Value(answer.value["Tags"] ?? [:]))
        } catch {
            throw Stop(error)
        }
    }

    /// The member to sort by, in any case, and the direction.
    @SessionActor private func order(
        _ text: String, of listing: Listing
    ) throws(Stop) -> (member: String, descends: Bool) {
        let descends = text.hasPrefix("-")
        let wanted = descends ? String(text.dropFirst()) : text
        let members = listing.members
        if let member = members.first(where: { $0.lowercased() == wanted.lowercased() }) { return (member, descends) }
        let what = listing.name.replacing("-", with: " ")
        throw .failed(
            Failure(
                unknown: wanted, among: members, "can't sort by `\(wanted)`: \(what) have no such member",
                hint: "members are \(members.prefix(Self.shownMembers).joined(separator: ", "))"
                    + (members.count > Self.shownMembers ? ", …" : "")))
    }

    /// Sorts numbers by value, other values by their text, and elements without the member last.
    private func sorted(_ items: [JSONValue], by order: (member: String, descends: Bool)) -> [JSONValue] {
        let (member, descends) = order
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

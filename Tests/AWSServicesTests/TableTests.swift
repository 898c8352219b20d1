// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import JSON
import Testing

struct TableTests {
    @Test(arguments: ServiceTable.all) func `every operation of every table can be read`(name: String) throws {
        let table = try #require(ServiceTable.named(name))
        #expect(table.facts.name == name)
        for operation in table.operationNames { #expect(table.operation(named: operation)?.name == operation) }
    }

    @Test func `an unknown operation or service returns nil`() {
        #expect(ServiceTable.lambda.operation(named: "NoSuchOperation") == nil)
        #expect(ServiceTable.named("no-such-service") == nil)
    }

    @Test(ServiceCases.areThere, arguments: ServiceCases.all)
    func `a table matches botocore's model`(cases: ServiceCases) {
        let facts = cases.table.facts
        var differences = Differences()
        differences.compare(facts.wireProtocol.rawValue, cases.json["protocol"]?.string, "protocol")
        differences.compare(facts.version, cases.json["version"]?.string, "version")
        differences.compare(facts.endpointPrefix, cases.json["endpointPrefix"]?.string, "endpoint prefix")
        differences.compare(facts.signingName, cases.json["signingName"]?.string, "signing name")
        differences.compare(facts.id, cases.json["serviceId"]?.string, "id")
        differences.compare(facts.endpointKey, cases.json["endpointKey"]?.string, "endpoint key")
        let theirs = cases.list("operations").map { $0.array?.compactMap(\.string) ?? [] }
        differences.compare(cases.table.operationNames.count, theirs.count, "operations")
        for (name, lines) in zip(cases.table.operationNames, theirs) {
            let ours = cases.table.operation(named: name)?.described ?? []
            differences.compare(ours.count, lines.count, "\(name): places")
            for (our, their) in zip(ours, lines) { differences.compare(our, their, name) }
        }
        differences.expectNone()
    }

    @Test func `operations that change nothing are known`() {
        func changing(_ service: ServiceTable, _ names: [String]) -> [String] {
            names.filter { service.operation(named: $0)?.isReading != true }
        }
        #expect(changing(.lambda, ["ListFunctions", "Invoke", "DeleteFunction"]) == ["Invoke", "DeleteFunction"])
        #expect(changing(.s3, ["HeadObject", "PutObject"]) == ["PutObject"])
        #expect(changing(.sqs, ["ListQueues", "ReceiveMessage"]) == ["ReceiveMessage"])
        #expect(changing(.states, ["GetActivityTask", "TestState"]) == ["GetActivityTask", "TestState"])
        #expect(
            changing(.logs, ["FilterLogEvents", "StartQuery", "TestMetricFilter", "CreateLogGroup"])
                == ["CreateLogGroup"])
    }
}

extension ServiceOperation {
    /// In the format of `scripts/service-cases` for botocore's operations: one line for each place that can have a
    /// value.
    fileprivate var described: [String] {
        var lines = ["\(name) \(method) \(path)\(query.isEmpty ? "" : "?\(query)") \(status)"]
        lines.append("errors " + errors.joined(separator: " "))
        if let input { describe(shapes[input], nil, "input", ancestors: [], to: &lines) }
        if let output { describe(shapes[output], nil, "output", ancestors: [], to: &lines) }
        if let paging {
            let inputs = paging.tokens.map(\.input).joined(separator: ",")
            let outputs = paging.tokens.map { $0.outputs.joined(separator: ";") }.joined(separator: ",")
            lines.append(
                "pages \(inputs) \(outputs) \(paging.results.joined(separator: ",")) \(paging.limit ?? "")"
                    + " \(paging.more ?? "")")
        }
        return lines
    }

    private func describe(
        _ shape: Shape, _ member: ShapeMember?, _ path: String, ancestors: [String], to lines: inout [String]
    ) {
        var facts = [path, shape.kind.described]
        switch member?.location {
        case .path: facts.append("location=uri")
        case .query: facts.append("location=querystring")
        case .header: facts.append("location=header")
        case .headers: facts.append("location=headers")
        case .status: facts.append("location=statusCode")
        case .body, nil: break
        }
        if let member {
            let name = wireName(member)
            // botocore only includes the names of elements, keys and values if they aren't the usual ones.
            if name != member.name { facts.append("name=\(name)") }
        } else if let name = path == "input" ? rootName ?? shape.wireName : shape.wireName {
            facts.append("name=\(name)")
        }
        if case .timestamp(let format?) = shape.kind { facts.append("timestampFormat=\(format.rawValue)") }
        if let payload = shape.payload { facts.append("payload=\(payload)") }
        let traits = member?.traits ?? []
        if member.map(isFlattened) ?? false { facts.append("flattened") }
        if traits.contains(.xmlAttribute) { facts.append("xmlAttribute") }
        if traits.contains(.eventPayload) { facts.append("eventpayload") }
        if traits.contains(.jsonValue) { facts.append("jsonvalue") }
        if traits.contains(.hostLabel) { facts.append("hostLabel") }
        if traits.contains(.streaming) || shape.traits.contains(.streaming) { facts.append("streaming") }
        if shape.traits.contains(.eventStream) { facts.append("eventstream") }
        if traits.contains(.required) { facts.append("required") }
        if traits.contains(.idempotencyToken) { facts.append("token") }
        if shape.traits.contains(.sensitive) { facts.append("sensitive") }
        if let minimum = shape.minimum { facts.append("min=\(minimum)") }
        if let maximum = shape.maximum { facts.append("max=\(maximum)") }
        if !shape.values.isEmpty { facts.append("enum=" + shape.values.joined(separator: "|")) }
        lines.append(facts.joined(separator: " "))
        guard shape.name.isEmpty || !ancestors.contains(shape.name) else { return }
        let ancestors = ancestors + [shape.name]
        switch shape.kind {
        case .structure(let members):
            for member in members {
                describe(self.shape(of: member), member, "\(path).\(member.name)", ancestors: ancestors, to: &lines)
            }
        case .list(let element):
            describe(self.shape(of: element), element, path + "[]", ancestors: ancestors, to: &lines)
        case .map(let key, let value):
            describe(self.shape(of: key), key, path + "<>", ancestors: ancestors, to: &lines)
            describe(self.shape(of: value), value, path + "{}", ancestors: ancestors, to: &lines)
        default: break
        }
    }
}

extension Shape.Kind {
    fileprivate var described: String {
        switch self {
        case .string: "string"
        case .integer: "integer"
        case .long: "long"
        case .boolean: "boolean"
        case .blob: "blob"
        case .float: "float"
        case .double: "double"
        case .timestamp: "timestamp"
        case .structure: "structure"
        case .list: "list"
        case .map: "map"
        }
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import ShellLanguage
import ShellRuntime
import Testing

/// The operations of `call`: their names, and the options for their members.
struct OperationCatalogueTests {
    private let catalogue = OperationCatalogue()
    private static let operations = ServiceTable.names.flatMap { name in
        ServiceTable.named(name).map { table in table.operationNames.map { (name, $0) } } ?? []
    }

    private func option(_ operation: ServiceOperation, _ path: String) -> String? {
        MemberOption.all(of: operation).first { $0.path.joined(separator: ".") == path }?.name
    }

    @Test(arguments: [
        ("ListFunctions", "ListFunctions"), ("list-functions", "ListFunctions"), ("LISTFUNCTIONS", "ListFunctions"),
        ("lambda:ListFunctions", "ListFunctions"), ("sqs:receive-message", "sqs:ReceiveMessage"),
        ("SQS:ReceiveMessage", "sqs:ReceiveMessage"), ("stepfunctions:StartExecution", "states:StartExecution"),
        ("s3api:get-object", "s3:GetObject"),
    ])
    func `an operation is found in any spelling`(text: String, name: String) {
        #expect(catalogue.subcommand(named: text)?.name == name)
    }

    @Test(arguments: ["ReceiveMessage", "sqs:ListFunctions", "sqs:", "nope:ListQueues", ":ListFunctions", ""])
    func `what isn't an operation isn't found`(text: String) { #expect(catalogue.subcommand(named: text) == nil) }

    @Test(arguments: [
        ("CreateFunction", "KMSKeyArn", "kms-key-arn"), ("GetEventSourceMapping", "UUID", "uuid"),
        ("UpdateFunctionCode", "S3Bucket", "s3-bucket"), ("AddPermission", "PrincipalOrgID", "principal-org-id"),
        ("CreateFunction", "Code.ZipFile", "zip-file"), ("PublishLayerVersion", "Content.ZipFile", "zip-file"),
        ("states:SendTaskSuccess", "output", "task-output"),
        ("s3:PutObject", "SSECustomerKeyMD5", "sse-customer-key-md5"),
    ])
    func `members are spelt as the AWS CLI does`(text: String, path: String, option: String) throws {
        let found = try #require(OperationCatalogue.operation(named: text))
        #expect(self.option(found.operation, path) == option)
    }

    @Test func `no two options of an operation have one name`() throws {
        let own = try #require(CommandRegistry.standard["call"]).signature.options.map(\.name) + ["help"]
        for (service, name) in Self.operations {
            let found = try #require(catalogue.subcommand(named: "\(service):\(name)"))
            let names = found.options.map(\.name) + own
            #expect(Set(names).count == names.count, "\(service):\(name)")
        }
    }

    @Test func `every member of every operation has an option`() throws {
        for (service, name) in Self.operations {
            let operation = try #require(ServiceTable.named(service)?.operation(named: name))
            let paths = Set(MemberOption.all(of: operation).filter { $0.path.count == 1 }.map { $0.path[0] })
            #expect(paths == Set(operation.inputMembers.map(\.name)), "\(service):\(name)")
        }
    }

    @Test func `a word that was begun is completed in its spelling`() {
        #expect(catalogue.entries(for: "list-fu").contains { $0.text == "list-functions" })
        #expect(catalogue.entries(for: "ListFu").contains { $0.text == "ListFunctions" })
        #expect(catalogue.entries(for: "sq").contains { $0.text == "sqs:" && $0.isPrefix })
        #expect(catalogue.entries(for: "sqs:Rec").contains { $0.text == "sqs:ReceiveMessage" && !$0.isPrefix })
        #expect(catalogue.entries(for: "s3api:get-ob").contains { $0.text == "s3api:get-object" })
        #expect(catalogue.entries(for: "nope:").isEmpty)
    }

    @Test func `groups have their operations`() {
        #expect(catalogue.group(nil)?.count == ServiceTable.lambda.operationNames.count)
        #expect(catalogue.group("sqs")?.count == ServiceTable.sqs.operationNames.count)
        #expect(catalogue.group("nope") == nil)
    }
}

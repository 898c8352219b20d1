// SPDX-License-Identifier: GPL-3.0-or-later

import JSON
import LocalFunctions
import LocalSandbox
import Testing

@Suite struct `A package that isn't installed` {
    private static let python = FunctionDefinition.Runtime.python(name: "python3.12")
    private static let node = FunctionDefinition.Runtime.node(name: "nodejs22.x")

    private static func error(_ message: String) -> [UInt8] {
        JSONValue.object(["errorType": "Runtime.ImportModuleError", "errorMessage": .string(message)]).serialized()
    }

    @Test(
        arguments: [
            (python, "Unable to import module 'app': No module named 'boto3'", "boto3"),
            (python, "No module named 'botocore.exceptions'", "botocore"),
            (
                node, "Error: Cannot find module '@aws-sdk/client-s3'\nRequire stack:\n- /f/index.js",
                "@aws-sdk/client-s3"
            ),
            (
                node, "Cannot find package '@aws-sdk/lib-dynamodb/dist/x' imported from /f/index.mjs",
                "@aws-sdk/lib-dynamodb"
            ),
            (node, "Cannot find module 'lodash/fp'", "lodash"),
            (node, "Cannot find module './util'", nil), (node, "Cannot find module '/opt/x'", nil),
            (node, "Cannot find module 'node:nothing'", nil), (node, "No module named 'boto3'", nil),
            (python, "out of stock", nil), (.provided(name: "provided.al2023"), "No module named 'boto3'", nil),
        ] as [(FunctionDefinition.Runtime, String, String?)])
    func `is recognised by the runtime's message`(runtime: FunctionDefinition.Runtime, message: String, name: String?) {
        #expect(MissingPackage(error: Self.error(message), of: runtime)?.name == name)
    }

    private static func explanation(
        _ runtime: FunctionDefinition.Runtime, _ name: String, _ listing: MissingPackage.Listing = .none
    ) -> String? {
        let message = runtime == python ? "No module named '\(name)'" : "Cannot find module '\(name)'"
        let package = MissingPackage(error: error(message), of: runtime)
        return package?.explanation(listing, interpreter: "/usr/bin/python3.12", folder: "/my project/it's")
    }

    @Test func `is explained with the command that installs it`() {
        #expect(
            Self.explanation(Self.python, "botocore")
                == "botocore is part of AWS's Python runtimes but isn't installed here: run "
                + "`/usr/bin/python3.12 -m pip install boto3`")
        #expect(
            Self.explanation(Self.python, "requests", .requirements(folder: "/f"))
                == "requests is in requirements.txt but isn't installed: use `--install`, or run "
                + "`/usr/bin/python3.12 -m pip install -r /f/requirements.txt`")
        #expect(
            Self.explanation(Self.node, "@aws-sdk/client-s3")
                == "@aws-sdk/client-s3 is part of AWS's Node.js runtimes but isn't installed here: run "
                + #"`npm install --prefix '/my project/it'\''s' @aws-sdk/client-s3`"#)
        #expect(
            Self.explanation(Self.node, "lodash", .packageFile(folder: "/f"))
                == "lodash is in package.json but isn't installed: use `--install`, or run `npm install --prefix /f`")
        #expect(
            Self.explanation(Self.node, "aws-sdk")?.hasPrefix(
                "aws-sdk isn't part of AWS's Node.js runtimes since nodejs18.x: use @aws-sdk/client-…, or run") == true)
        #expect(
            Self.explanation(.node(name: "nodejs16.x"), "aws-sdk")?.hasPrefix(
                "aws-sdk is part of AWS's Node.js runtimes up to nodejs16.x but isn't installed here") == true)
        #expect(Self.explanation(Self.python, "requests") == nil)
        #expect(Self.explanation(Self.node, "lodash") == nil)
    }

    @Test func `is explained at the end of the stack trace`() {
        func added(_ text: String) -> String {
            String(decoding: MissingPackage.adding("do this", to: Array(text.utf8)), as: UTF8.self)
        }
        #expect(added(#"{"errorMessage":"m","stackTrace":[]}"#) == #"{"errorMessage":"m","stackTrace":["do this"]}"#)
        #expect(added(#"{"trace":["a"],"n":1.0}"#) == #"{"trace":["a","do this"],"n":1.0}"#)
        #expect(added(#"{"errorMessage":"m"}"#) == #"{"errorMessage":"m","stackTrace":["do this"]}"#)
        #expect(added("[]") == "[]")
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later

import AWSServices
import FoundationEssentials
import JSON
package import LocalFunctions
package import SystemPackage

/// The destinations of event records: functions of this Lambda, and for everything else a file with one record per
/// line, because there are no queues, topics and buses here.
package struct EventDestinations: Sendable {
    /// JSON Lines: the destination and the message for it.
    let file: FilePath
    let account: LocalAccount

    package init(file: FilePath, account: LocalAccount) {
        self.file = file
        self.account = account
    }

    /// The function that an ARN names, if it belongs to this Lambda's account and region.
    func function(_ target: String) -> FunctionReference? {
        guard let reference = FunctionReference(parsing: target), reference.region == account.region,
            reference.account == account.id
        else { return nil }
        return reference
    }

    /// Appends a line. Blocks.
    func write(_ record: JSONValue, to target: String) throws {
        let line: JSONValue = ["destination": .string(target), "record": record]
        let descriptor = try FileDescriptor.open(
            file, .writeOnly, options: [.create, .append, .closeOnExec], permissions: .ownerReadWrite)
        _ = try descriptor.closeAfter { try descriptor.writeAll(line.serialized() + [UInt8(ascii: "\n")]) }
    }
}

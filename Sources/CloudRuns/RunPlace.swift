// SPDX-License-Identifier: GPL-3.0-or-later

/// Where a run keeps its objects: a folder of its own in a bucket.
package struct RunPlace: Sendable, Equatable {
    package let bucket: String
    /// Without a final slash.
    package let folder: String

    package init(bucket: String, folder: String) {
        self.bucket = bucket
        self.folder = folder
    }

    /// - Parameter prefix: of the keys of all runs; it may be empty or end with a slash.
    package init(bucket: String, prefix: String, id: RunID) {
        let folder = prefix.hasSuffix("/") ? String(prefix.dropLast()) : prefix
        self.init(bucket: bucket, folder: folder.isEmpty ? id.name : "\(folder)/\(id.name)")
    }

    /// Whether it's the folder that lamsh makes for the run.
    package func isFolder(of id: RunID) -> Bool { folder == id.name || folder.hasSuffix("/\(id.name)") }

    /// The folder, as an S3 address.
    package var text: String { "s3://\(bucket)/\(folder)" }
    /// The folder with the objects of an attempt's rows, and nothing else.
    ///
    /// - Parameter attempt: from 1.
    package func rows(of attempt: Int) -> String { "\(folder)/rows\(Self.suffix(attempt))/" }
    /// - Parameter number: from 0.
    package func rows(of attempt: Int, _ number: Int) -> String {
        let digits = String(number)
        return "\(rows(of: attempt))\(String(repeating: "0", count: max(0, 5 - digits.utf8.count)))\(digits).jsonl"
    }
    /// Results lines of the rows that weren't uploaded, because their arguments couldn't be evaluated.
    package var refused: String { "\(folder)/refused.jsonl" }
    /// What is known about the run, for other machines.
    package var record: String { "\(folder)/run.json" }
    /// Where Step Functions writes the results of an attempt.
    package func results(of attempt: Int) -> String { "\(folder)/results\(Self.suffix(attempt))" }

    /// What the names of an attempt end with: nothing for the first.
    static func suffix(_ attempt: Int) -> String { attempt == 1 ? "" : "-\(attempt)" }
}

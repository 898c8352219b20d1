// SPDX-License-Identifier: GPL-3.0-or-later

/// The functions of a folder, read again for each question so that changes are seen at once.
struct FunctionCatalogue: Sendable {
    let folder: FunctionFolder

    func all() async throws(LocalLambdaError) -> [FunctionDefinition] {
        try await Blocking.run { () throws(LocalLambdaError) in try folder.functions() }
    }

    func function(named name: String) async -> FunctionDefinition? {
        await Blocking.run { folder.function(named: name) }
    }
}

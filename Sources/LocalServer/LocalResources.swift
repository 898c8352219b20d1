// SPDX-License-Identifier: GPL-3.0-or-later

import LocalFunctions
import LocalSandbox
import NIOCore
import NIOPosix

/// What the embedded Lambda holds of the system: folders, a thread, descriptors. One owner, so that a start that fails
/// leaves as little behind as a server that ends.
struct LocalResources: Sendable {
    let folders: LocalFolders
    let processGuard: ProcessGuard
    let eventLoops: MultiThreadedEventLoopGroup

    /// Blocks.
    init(_ options: LocalLambdaOptions) throws(LocalLambdaError) {
        folders = try LocalFolders(options)
        do {
            processGuard = try ProcessGuard(folder: folders.own.path)
        } catch {
            folders.remove()
            throw .temporaryFolder(path: folders.own.path, reason: "\(error)")
        }
        eventLoops = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    }

    /// To be called once nothing runs on the event loops any more.
    func release() async {
        processGuard.close()
        try? await eventLoops.shutdownGracefully()
        await Blocking.run { folders.remove() }
    }
}

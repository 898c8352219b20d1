// SPDX-License-Identifier: GPL-3.0-or-later

import LocalFunctions
import LocalSandbox
import NIOCore
import NIOPosix

/// The embedded Lambda's system resources: folders, a thread, descriptors. They have one owner, so that a failed start
/// leaves as little behind as a finished server.
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

    /// Call it after the last task on the event loops has ended.
    func release() async {
        processGuard.close()
        try? await eventLoops.shutdownGracefully()
        await Blocking.run { folders.remove() }
    }
}

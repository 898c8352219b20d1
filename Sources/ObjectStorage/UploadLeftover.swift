// SPDX-License-Identifier: GPL-3.0-or-later

import Lambda

/// What S3 has of an upload that an earlier process didn't see the end of.
package enum UploadLeftover: Sendable, Equatable {
    /// The first parts of an unfinished upload.
    package struct Parts: Sendable, Equatable {
        /// S3's identifier of the upload.
        let upload: String
        let parts: [UploadedPart]
    }

    case parts(Parts)
    /// The object is complete: the process ended before it knew.
    case object(ObjectHead)
    /// Neither the recorded parts nor the object.
    case nothing

    package static func of(
        _ state: UploadState, in store: any WritableObjects
    ) async throws(ObjectFault) -> UploadLeftover {
        let found: [UploadedPart]
        do throws(LambdaError) {
            found = try await store.parts(of: state.upload, to: state.object)
        } catch {
            guard error.code == S3Code.noSuchUpload else { throw ObjectFault(error) }
            return try await object(state, store).map { .object($0) } ?? .nothing
        }
        // Later parts may be there as well; they're uploaded again.
        let parts = Array(found.prefix(state.parts))
        let areAllThere =
            parts.count == state.parts && parts.enumerated().allSatisfy { $0 + 1 == $1.number }
            && parts.reduce(0) { $0 + $1.size } == state.size
        return areAllThere ? .parts(Parts(upload: state.upload, parts: parts)) : .nothing
    }

    /// The object, if it's the one whose last part the state names.
    private static func object(
        _ state: UploadState, _ store: any WritableObjects
    ) async throws(ObjectFault) -> ObjectHead? {
        guard let crc32 = state.crc32 else { return nil }
        do throws(LambdaError) {
            guard let head = try await store.head(of: state.object) else { return nil }
            return head.size == state.size && head.crc32 == crc32 ? head : nil
        } catch {
            throw ObjectFault(error)
        }
    }
}

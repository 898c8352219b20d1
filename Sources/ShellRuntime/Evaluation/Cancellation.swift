// SPDX-License-Identifier: GPL-3.0-or-later

extension Session {
    /// Throws `.interrupted` if the task is cancelled meanwhile.
    func sleep(for duration: Duration) async throws(Stop) {
        do { try await host.sleep(duration) } catch { throw .interrupted }
    }
}

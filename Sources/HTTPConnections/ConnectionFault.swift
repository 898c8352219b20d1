// SPDX-License-Identifier: GPL-3.0-or-later

/// Connection failures that the network stack has no error for.
enum ConnectionFault: Error {
    case closedByServer
    case slowHandshake
}

// SPDX-License-Identifier: GPL-3.0-or-later

/// What goes wrong with a connection that the network stack has no error for.
enum ConnectionFault: Error {
    case closedByServer
    case slowHandshake
}

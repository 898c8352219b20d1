// SPDX-License-Identifier: GPL-3.0-or-later

// A function that returns its event: a `bootstrap` for tests and measurements.

var runtime = try LambdaRuntime.fromEnvironment()
try runtime.run { event in event.payload }

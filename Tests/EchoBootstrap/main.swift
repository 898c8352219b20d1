// SPDX-License-Identifier: GPL-3.0-or-later

// A function that gives back what it gets: a `bootstrap` for tests and measurements.

var runtime = try LambdaRuntime.fromEnvironment()
try runtime.run { event in event.payload }

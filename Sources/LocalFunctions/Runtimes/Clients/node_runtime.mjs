// SPDX-License-Identifier: GPL-3.0-or-later
//
// Runs a Node.js function behind Lambda's Runtime API (2018-06-01), as AWS's runtime of the same version does.
// usage: node node_runtime.mjs HANDLER, in the function's folder, with AWS_LAMBDA_RUNTIME_API set to HOST:PORT/TOKEN.

import { RuntimeAPI } from "./node_runtime_api.mjs";
import { promisesOnly } from "./node_runtime_version.mjs";

// The function sees the arguments that it would see on AWS.
const [name] = process.argv.splice(2);
const api = new RuntimeAPI(process.env.AWS_LAMBDA_RUNTIME_API);
if (promisesOnly) {
  const { start } = await import("./node_runtime_promises.mjs");
  // Isn't awaited: a process with nothing left to do ends with status 0, not 13.
  start(api, name);
} else {
  const { start } = await import("./node_runtime_callbacks.mjs");
  await start(api, name);
}

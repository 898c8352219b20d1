// SPDX-License-Identifier: GPL-3.0-or-later

import { Agent, request } from "node:http";
import { createConnection } from "node:net";
import { describe, InvalidStreamingOperation } from "./node_runtime_errors.mjs";
import { promisesOnly } from "./node_runtime_version.mjs";

const methods = [
  "cork", "destroy", "end", "uncork", "write", "addListener", "emit", "eventNames", "getMaxListeners", "listenerCount",
  "listeners", "off", "on", "once", "prependListener", "prependOnceListener", "rawListeners", "removeAllListeners",
  "removeListener", "setMaxListeners", "setContentType",
];
const properties = [
  "destroyed", "writable", "_onBeforeFirstWrite", "writableFinished", "writableObjectMode", "writableEnded",
  "writableNeedDrain", "writableHighWaterMark", "writableCorked", "writableLength",
];

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/**
 * Opens the response of an invocation. The request begins with the first bytes, after the handler has set their type.
 *
 * @returns `stream`, what the handler gets of it; `done`, which settles when the response is delivered; `fail`, which
 *   ends the response with an error and resolves when that's delivered, or can't be
 */
export function openResponse(invocation, highWaterMark) {
  agent.createConnection = (options, listener) => createConnection({ ...options, highWaterMark }, listener);
  const { headers, ...target } = invocation.responseRequest;
  let settle;
  const done = new Promise((succeed, fail) => (settle = { succeed, fail }));
  let isAnswered = false;
  const sent = request({
    ...target, agent,
    headers: {
      ...headers,
      "Content-Type": "application/octet-stream",
      "Lambda-Runtime-Function-Response-Mode": "streaming",
      Trailer: ["Lambda-Runtime-Function-Error-Type", "Lambda-Runtime-Function-Error-Body"],
      ...(promisesOnly ? { "Transfer-Encoding": "chunked" } : {}),
    },
  }, (answer) => {
    isAnswered = true;
    answer.on("aborted", (error) => {
      settle.fail(error);
      sent.destroy(error);
    });
    answer.on("end", settle.succeed);
    answer.resume();
  });
  sent.on("error", (error) => {
    settle.fail(error);
    sent.destroy(error);
    // On AWS, the process ends when a handler destroys its response.
    if (!isAnswered) Promise.reject(error);
  });

  let begun = false;
  sent.setContentType = (type) => {
    if (begun) throw new InvalidStreamingOperation("Cannot set content-type, too late.");
    sent.setHeader("Content-Type", type);
  };
  const write = sent.write.bind(sent);
  sent.write = (chunk, encoding, callback) => {
    const isData = typeof chunk === "string" || chunk instanceof Uint8Array;
    // `end` doesn't come through here, so a response without `write` has no prelude on AWS either.
    if (!begun) sent._onBeforeFirstWrite?.((bytes) => write(bytes));
    const result = write(isData ? chunk : JSON.stringify(chunk), encoding, callback);
    begun = true;
    return result;
  };
  if (!promisesOnly) {
    const end = sent.end.bind(sent);
    sent.end = (first) => void end(first);
  }

  return {
    stream: facade(sent), done,
    async fail(error) {
      const failure = describe(error);
      sent.addTrailers({
        "Lambda-Runtime-Function-Error-Type": failure.errorType,
        "Lambda-Runtime-Function-Error-Body": Buffer.from(JSON.stringify(failure)).toString("base64"),
      });
      sent.end();
      await done.catch(() => {});
    },
  };
}

/** A plain object with those members of the request that AWS shows. */
function facade(sent) {
  const stream = {};
  for (const name of methods) stream[name] = sent[name].bind(sent);
  for (const name of properties) {
    Object.defineProperty(stream, name, { get: () => sent[name], set: (value) => (sent[name] = value) });
  }
  return stream;
}

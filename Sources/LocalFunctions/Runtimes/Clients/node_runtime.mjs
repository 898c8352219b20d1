// SPDX-License-Identifier: GPL-3.0-or-later
//
// Runs a Node.js function behind Lambda's Runtime API (2018-06-01).
// usage: node node_runtime.mjs HANDLER, in the function's folder, with AWS_LAMBDA_RUNTIME_API set to HOST:PORT/TOKEN.

import { existsSync } from "node:fs";
import { Agent, request } from "node:http";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { PassThrough } from "node:stream";
import { pathToFileURL } from "node:url";
import { format } from "node:util";

const slash = process.env.AWS_LAMBDA_RUNTIME_API.indexOf("/");
const authority = slash < 0 ? process.env.AWS_LAMBDA_RUNTIME_API : process.env.AWS_LAMBDA_RUNTIME_API.slice(0, slash);
const base = `${slash < 0 ? "" : process.env.AWS_LAMBDA_RUNTIME_API.slice(slash)}/2018-06-01/runtime`;
const [host, port] = authority.split(":");
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const streamified = Symbol("streamified");
let requestId = "";

/** A failure that the runtime finds, with AWS's name for it. */
class Fault extends Error {
  constructor(name, message, stack) {
    super(message);
    this.name = name;
    if (stack) this.stack = stack;
  }
}

/** Gives status, headers and text of an answer. `body` is text, or a stream that is sent as it comes. */
function call(method, path, headers, body, trailers) {
  return new Promise((succeed, fail) => {
    const sent = request({ host, port, agent, method, path: base + path, headers }, (answer) => {
      const pieces = [];
      answer.on("data", (piece) => pieces.push(piece));
      answer.on("end", () =>
        succeed({ status: answer.statusCode, headers: answer.headers, text: Buffer.concat(pieces).toString() }));
    });
    sent.on("error", fail);
    if (typeof body === "string") {
      sent.setHeader("content-length", Buffer.byteLength(body));
      sent.end(body);
    } else if (body) {
      body.on("data", (piece) => sent.write(piece));
      body.on("end", () => {
        const fields = trailers?.();
        if (fields) sent.addTrailers(fields);
        sent.end();
      });
    } else {
      sent.end();
    }
  });
}

function describe(error) {
  if (!(error instanceof Error)) {
    return { errorType: typeof error, errorMessage: String(error), trace: [] };
  }
  return { errorType: error.name, errorMessage: error.message, trace: String(error.stack ?? "").split("\n") };
}

async function loadFile(root, path) {
  // Searched like `require` does, with the extensions of both module types.
  for (const extension of ["", ".js", ".mjs", ".cjs"]) {
    const file = resolve(root, path + extension);
    if (!existsSync(file)) continue;
    // `import` doesn't accept a file without an extension.
    return extension === "" ? createRequire(join(root, "/"))(file) : await import(pathToFileURL(file));
  }
  const error = new Error(`Cannot find module '${path}'`);
  error.code = "MODULE_NOT_FOUND";
  throw error;
}

/** The function that HANDLER, `folder/module.name.name`, names. */
async function load(handler) {
  const at = handler.lastIndexOf("/") + 1;
  const [file, ...names] = handler.slice(at).split(".");
  if (!file || names.length === 0 || names.includes("") || handler.includes("..")) {
    throw new Fault("Runtime.MalformedHandlerName", "Bad handler");
  }
  let module;
  try {
    module = await loadFile(process.cwd(), handler.slice(0, at) + file);
  } catch (error) {
    if (error instanceof SyntaxError) throw new Fault("Runtime.UserCodeSyntaxError", String(error), error.stack);
    if (["MODULE_NOT_FOUND", "ERR_MODULE_NOT_FOUND"].includes(error?.code)) {
      throw new Fault("Runtime.ImportModuleError", `Error: ${error.message}`, error.stack);
    }
    throw error;
  }
  const find = (root) => names.reduce((value, name) => value?.[name], root);
  // `import` turns a CommonJS module's exports into the default export.
  const found = find(module) ?? find(module.default);
  if (found === undefined) throw new Fault("Runtime.HandlerNotFound", `${handler} is undefined or not exported`);
  if (typeof found !== "function") throw new Fault("Runtime.HandlerNotFound", `${handler} is not a function`);
  return found;
}

function makeContext(headers) {
  const deadline = Number(headers["lambda-runtime-deadline-ms"]);
  const json = (name) => (headers[name] ? JSON.parse(headers[name]) : undefined);
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    awsRequestId: headers["lambda-runtime-aws-request-id"],
    invokedFunctionArn: headers["lambda-runtime-invoked-function-arn"],
    tenantId: headers["lambda-runtime-aws-tenant-id"],
    clientContext: json("lambda-runtime-client-context"),
    identity: json("lambda-runtime-cognito-identity"),
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

/** The result of a handler in any of its styles: a value, a promise, a callback, `context.done` and its kin. */
function run(handler, event, context) {
  return new Promise((succeed, fail) => {
    const done = (error, result) => (error ? fail(error) : succeed(result));
    context.done = done;
    context.succeed = succeed;
    context.fail = fail;
    const result = handler(event, context, done);
    if (typeof result?.then === "function") result.then(succeed, fail);
    else if (handler.length < 3 && result !== undefined) succeed(result);
    else if (handler.length < 2) succeed(result);
    else if (handler.length === 2 && handler.constructor.name !== "AsyncFunction") setImmediate(() => succeed(result));
  });
}

async function respond(handler, event, context, echoed) {
  if (handler[streamified]) return await stream(handler, event, context, echoed);
  const result = await run(handler, event, context);
  let body;
  try {
    body = JSON.stringify(result === undefined ? null : result) ?? "null";
  } catch (error) {
    throw new Fault("Runtime.MarshalError", `Unable to stringify response body: ${error.message}`, error.stack);
  }
  await call("POST", `/invocation/${requestId}/response`, { ...echoed, "content-type": "application/json" }, body);
}

async function stream(handler, event, context, echoed) {
  const output = new PassThrough();
  let type = "application/octet-stream";
  output.setContentType = (name) => (type = name);
  let failure;
  let answered;
  // The request starts with the first bytes, after the handler has set their type.
  const start = () => {
    answered ??= call(
      "POST", `/invocation/${requestId}/response`,
      {
        ...echoed, "content-type": type, "transfer-encoding": "chunked",
        "lambda-runtime-function-response-mode": "streaming",
        trailer: "Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body",
      },
      output, () => failure && {
        "Lambda-Runtime-Function-Error-Type": failure.errorType,
        "Lambda-Runtime-Function-Error-Body": Buffer.from(JSON.stringify(failure)).toString("base64"),
      });
  };
  output.once("readable", start);
  try {
    await handler(event, output, context);
  } catch (error) {
    failure = describe(error);
    console.error("Invoke Error", JSON.stringify(failure));
  }
  if (!output.writableEnded) output.end();
  start();
  await answered;
}

globalThis.awslambda = {
  streamifyResponse(handler) {
    handler[streamified] = true;
    return handler;
  },
  HttpResponseStream: {
    from(output, prelude) {
      output.setContentType("application/vnd.awslambda.http-integration-response");
      output.write(JSON.stringify(prelude));
      output.write(new Uint8Array(8));
      return output;
    },
  },
};

/** AWS's form of log lines. A line break within an entry is a carriage return, which keeps it one event. */
function setUpConsole() {
  const levels = { log: "INFO", info: "INFO", warn: "WARN", error: "ERROR", debug: "DEBUG", trace: "TRACE" };
  for (const [name, level] of Object.entries(levels)) {
    console[name] = (...values) => {
      const text = format(...values).replaceAll("\n", "\r");
      process.stdout.write(`${new Date().toISOString()}\t${requestId || "undefined"}\t${level}\t${text}\n`);
    };
  }
}

async function reportFailure(error, path, echoed = {}) {
  const failure = describe(error);
  console.error(path === "/init/error" ? "Uncaught Exception" : "Invoke Error", JSON.stringify(failure));
  await call(
    "POST", path,
    { ...echoed, "content-type": "application/json", "lambda-runtime-function-error-type": failure.errorType },
    JSON.stringify(failure));
}

let current = "/init/error";

async function main() {
  setUpConsole();
  for (const [event, name] of [["uncaughtException", undefined], ["unhandledRejection", "Runtime.UnhandledPromiseRejection"]]) {
    process.on(event, async (error) => {
      const fault = name ? new Fault(name, String(error), error?.stack) : error;
      await reportFailure(fault, current).catch(() => {});
      process.exit(name ? 128 : 129);
    });
  }
  let handler;
  try {
    handler = await load(process.argv[2]);
  } catch (error) {
    await reportFailure(error, "/init/error");
    process.exit(1);
  }
  for (;;) {
    const { status, headers, text } = await call("GET", "/invocation/next", {});
    if (status !== 200) process.exit(0);
    requestId = headers["lambda-runtime-aws-request-id"];
    current = `/invocation/${requestId}/error`;
    process.env._X_AMZN_TRACE_ID = headers["lambda-runtime-trace-id"] ?? "";
    const nonce = headers["lambda-runtime-invocation-id"];
    const echoed = nonce ? { "lambda-runtime-invocation-id": nonce } : {};
    try {
      await respond(handler, JSON.parse(text), makeContext(headers), echoed);
    } catch (error) {
      await reportFailure(error, current, echoed);
    }
  }
}

main().catch(() => process.exit(1));

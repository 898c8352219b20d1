// SPDX-License-Identifier: GPL-3.0-or-later
//
// The runtimes from nodejs24 on: the response is what the handler returns, or what its promise settles to.

import { logError, patchConsole } from "./node_runtime_console.mjs";
import { aboutFunction, aboutInvocation, passTrace } from "./node_runtime_context.mjs";
import { CallbackHandlerDeprecated } from "./node_runtime_errors.mjs";
import { extendGlobal, load } from "./node_runtime_handler.mjs";

/** What AWS's SDKs and libraries can find out about the current invocation. */
const store = {
  current: undefined,
  getContext() { return this.current; },
  hasContext() { return this.current !== undefined; },
  get(key) { return this.current?.[key]; },
  set(key, value) {
    if (Object.values(keys).includes(key)) {
      throw new Error(`Cannot modify protected Lambda context field: ${String(key)}`);
    }
    (this.current ??= {})[key] = value;
  },
  run(context, action) {
    this.current = context;
    return action();
  },
  getRequestId() { return this.get(keys.requestId) ?? "-"; },
  getXRayTraceId() { return this.get(keys.trace); },
  getTenantId() { return this.get(keys.tenantId); },
};

const keys = {
  requestId: Symbol.for("_AWS_LAMBDA_REQUEST_ID"),
  trace: Symbol.for("_AWS_LAMBDA_X_RAY_TRACE_ID"),
  tenantId: Symbol.for("_AWS_LAMBDA_TENANT_ID"),
};

/** Loads the function and runs its invocations. An error that nothing catches ends the process, as Node.js does. */
export async function start(api, name) {
  extendGlobal({ InvokeStore: store });
  patchConsole({
    get requestId() { return store.getRequestId(); },
    get tenantId() { return store.getTenantId(); },
  });
  let processor;
  try {
    const { handler, streaming, highWaterMark } = await load(name);
    if (handler.length >= 3 && !streaming) {
      throw new CallbackHandlerDeprecated(
        "ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need"
          + " to modify this function to use a supported handler signature to use Node.js 24 or later. For more"
          + " information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.");
    }
    processor = streaming ? new StreamingInvokeProcessor(handler, highWaterMark) : new BufferedInvokeProcessor(handler);
  } catch (error) {
    logError("Init Error", error);
    await api.failInit(error);
    throw error;
  }
  for (;;) {
    const invocation = await api.next();
    passTrace(invocation);
    const xRayTraceId = invocation.headers["lambda-runtime-trace-id"];
    const context = { ...aboutInvocation(invocation), xRayTraceId, ...aboutFunction() };
    const current = {
      [keys.requestId]: context.awsRequestId, [keys.trace]: xRayTraceId, [keys.tenantId]: context.tenantId,
    };
    const event = JSON.parse(invocation.text);
    await store.run(current, () => processor.processInvoke(context, event, invocation));
  }
}

/** What waits in the event loop comes first: a rejection that nothing handles ends the process before the response. */
const turn = () => new Promise((succeed) => setImmediate(succeed));

// Stack traces of functions show the names of these classes and their methods.

class BufferedInvokeProcessor {
  constructor(handler) {
    this.handler = handler;
  }

  async processInvoke(context, event, invocation) {
    try {
      const result = await this.handler(event, context);
      await turn();
      await invocation.respond(result);
    } catch (error) {
      await turn();
      logError("Invoke Error", error);
      await invocation.fail(error);
    }
  }
}

class StreamingInvokeProcessor {
  constructor(handler, highWaterMark) {
    this.handler = handler;
    this.highWaterMark = highWaterMark;
  }

  async processInvoke(context, event, invocation) {
    const { openResponse } = await import("./node_runtime_stream.mjs");
    const response = openResponse(invocation, this.highWaterMark);
    try {
      const result = this.handler(event, response.stream, context);
      if (typeof result?.then !== "function") throw new Error("Streaming does not support non-async handlers.");
      if (await result !== undefined) console.warn("Streaming handlers ignore return values.");
      await response.done;
      if (!response.stream.writableFinished) throw new Error("Response stream is not finished.");
    } catch (error) {
      await turn();
      logError("Invoke Error", error);
      await response.fail(error);
    }
  }
}

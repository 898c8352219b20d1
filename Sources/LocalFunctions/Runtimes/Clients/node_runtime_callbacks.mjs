// SPDX-License-Identifier: GPL-3.0-or-later
//
// The runtimes up to nodejs22: the response is a callback's, a promise's, or null.

import { logError, patchConsole } from "./node_runtime_console.mjs";
import { aboutFunction, aboutInvocation, passTrace } from "./node_runtime_context.mjs";
import { NodeJsExit, UnhandledPromiseRejection } from "./node_runtime_errors.mjs";
import { load } from "./node_runtime_handler.mjs";

// Libraries look for these, too.
const requestId = Symbol.for("aws.lambda.runtime.requestId");
const tenantId = Symbol.for("aws.lambda.runtime.tenantId");
const whenIdle = Symbol.for("aws.lambda.beforeExit");

/** Replaces what happens when the event loop is empty. */
function onceIdle(action = () => {}) {
  globalThis[whenIdle] = action;
}

const isPromise = (value) => value && typeof value.then === "function";

/** Loads the function and runs its invocations. */
export async function start(api, name) {
  patchConsole({
    get requestId() { return globalThis[requestId]; },
    get tenantId() { return globalThis[tenantId]; },
  });
  // The invocation that an error belongs to.
  const owner = { fail: (error) => api.failInit(error), isEnding: false };
  const end = async (what, error, status) => {
    // Only the first error counts: AWS's runtime stops at once.
    if (owner.isEnding) return;
    owner.isEnding = true;
    logError(what, error);
    await owner.fail(error).catch(() => {});
    process.exit(status);
  };
  process.on("uncaughtException", (error) => end("Uncaught Exception", error, 129));
  process.on("unhandledRejection", (reason, promise) => {
    const error = new UnhandledPromiseRejection(reason, promise);
    end("Unhandled Promise Rejection", error, 128);
  });
  onceIdle();
  process.on("beforeExit", () => globalThis[whenIdle]());
  const loaded = await load(name);
  warnOfCallback(loaded);
  new Runtime(api, loaded, owner).scheduleIteration();
}

function warnOfCallback({ handler, streaming }) {
  const takesCallback = handler.length === 3 && !isAsync(handler) && !streaming;
  if (!takesCallback || process.env.AWS_LAMBDA_NODEJS_DISABLE_CALLBACK_WARNING !== undefined) return;
  console.warn(
    "AWS Lambda plans to remove support for callback-based function handlers starting with Node.js 24. You will need"
      + " to update this function to use an async handler to use Node.js 24 or later. For more information and to"
      + " provide feedback on this change, see"
      + " https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/issues/137. To disable this warning, set"
      + " the AWS_LAMBDA_NODEJS_DISABLE_CALLBACK_WARNING environment variable.");
}

const isAsync = (handler) => handler.constructor?.name === "AsyncFunction";

/** Runs one invocation after the other. Stack traces of functions show its name and those of its methods. */
class Runtime {
  constructor(api, { handler, streaming, highWaterMark }, owner) {
    this.api = api;
    this.handler = handler;
    this.highWaterMark = highWaterMark;
    this.owner = owner;
    this.handleOnce = streaming ? this.handleOnceStreaming : this.handleOnceNonStreaming;
  }

  scheduleIteration() {
    if (this.owner.isEnding) return;
    // Without a Runtime API there's nothing left to do.
    setImmediate(() => this.handleOnce().catch(() => process.exit(1)));
  }

  async next() {
    const invocation = await this.api.next();
    globalThis[requestId] = invocation.id;
    globalThis[tenantId] = invocation.headers["lambda-runtime-aws-tenant-id"];
    this.owner.fail = (error) => invocation.abandon(error);
    passTrace(invocation);
    return invocation;
  }

  async handleOnceNonStreaming() {
    const invocation = await this.next();
    const answer = new Answer(invocation, () => this.scheduleIteration());
    // A handler that never answers.
    onceIdle(() => {
      answer.isComplete = true;
      if (isAsync(this.handler)) {
        answer.fail(new NodeJsExit(
          "The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a"
            + " Promise that was never settled. For more information, see"
            + " https://nodejs.org/docs/latest/api/process.html#exit-codes"));
      } else {
        answer.respond(null);
      }
    });
    try {
      const context = Object.assign(answer.context, aboutFunction(), aboutInvocation(invocation));
      const result = this.handler(JSON.parse(invocation.text), context, answer.callback);
      // Not `answer`'s own functions: libraries replace those of the context.
      if (isPromise(result)) result.then(context.succeed, context.fail).catch(context.fail);
    } catch (error) {
      answer.callback(error);
    }
  }

  async handleOnceStreaming() {
    const { openResponse } = await import("./node_runtime_stream.mjs");
    const invocation = await this.next();
    let waits = true;
    const context = {
      get callbackWaitsForEmptyEventLoop() { return waits; },
      set callbackWaitsForEmptyEventLoop(value) { waits = value; },
    };
    const response = openResponse(invocation, this.highWaterMark);
    const scheduleNext = () => {
      onceIdle();
      if (waits) onceIdle(() => setImmediate(() => this.scheduleIteration()));
      else this.scheduleIteration();
    };
    const fail = async (error) => {
      logError("Invoke Error", error);
      await response.fail(error);
      scheduleNext();
    };
    onceIdle(() => this.scheduleIteration());
    try {
      Object.assign(context, aboutFunction(), aboutInvocation(invocation));
      const result = this.handler(JSON.parse(invocation.text), response.stream, context);
      if (!isPromise(result)) return await fail("Streaming does not support non-async handlers.");
      if (await result !== undefined) console.warn("Streaming handlers ignore return values.");
      await response.done;
      if (!response.stream.writableFinished) return await fail("Response stream is not finished.");
      scheduleNext();
    } catch (error) {
      await fail(error);
    }
  }
}

/** The ways in which a handler can answer. Only the first one counts. */
class Answer {
  isComplete = false;
  #invocation;
  #scheduleNext;
  #isCalled = false;

  constructor(invocation, scheduleNext) {
    this.#invocation = invocation;
    this.#scheduleNext = scheduleNext;
    let waits = true;
    const done = (error, result) => {
      onceIdle();
      if (error != null) this.fail(error);
      else this.#complete(result);
    };
    this.context = {
      get callbackWaitsForEmptyEventLoop() { return waits; },
      set callbackWaitsForEmptyEventLoop(value) { waits = value; },
      succeed: this.#first((result) => done(null, result)),
      fail: this.#first((error) => done(error ?? "handled")),
      done: this.#first(done),
    };
    this.callback = this.#first((error, result) => {
      onceIdle();
      if (error != null) this.fail(error);
      else if (waits) onceIdle(() => setImmediate(() => this.#complete(result)));
      else this.#complete(result);
    });
  }

  /** Sends an error and continues. */
  fail(error) {
    logError("Invoke Error", error);
    this.#send(this.#invocation.fail(error));
  }

  /** Sends a result and continues. Throws if the result can't be encoded. */
  respond(result) {
    this.#send(this.#invocation.respond(result));
  }

  #first(action) {
    return (...values) => {
      if (this.#isCalled) return;
      action(...values);
      // Not if it has thrown: the error is the answer then.
      this.#isCalled = true;
    };
  }

  #complete(result) {
    if (this.isComplete) {
      console.error(
        "Invocation has already been reported as done. Cannot call complete more than once per invocation.");
      return;
    }
    this.isComplete = true;
    this.respond(result);
  }

  #send(delivery) {
    delivery.then(() => this.#scheduleNext(), () => process.exit(1));
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later

import { Agent, request } from "node:http";
import { describe, JSONStringifyError } from "./node_runtime_errors.mjs";
import { promisesOnly } from "./node_runtime_version.mjs";

/** Lambda's Runtime API. */
export class RuntimeAPI {
  /** Where it listens. */
  server;
  #base;
  #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  /** @param address - HOST:PORT or HOST:PORT/TOKEN */
  constructor(address) {
    const [authority, ...path] = address.split("/");
    const [host, port] = authority.split(":");
    this.server = { host, port };
    this.#base = `${path.map((part) => `/${part}`).join("")}/2018-06-01/runtime`;
  }

  /** Waits for the next event. */
  async next() {
    const { status, headers, text } = await this.#call("GET", "/invocation/next", {});
    if (status !== 200) process.exit(0);
    return new Invocation(this, headers, text);
  }

  /** Reports that the function can't be initialised. */
  async failInit(error) {
    await this.post("/init/error", describe(error), {});
  }

  /** Reports an error; on a connection of its own if another call may be under way. */
  async post(path, failure, headers, { aside = false } = {}) {
    const type = { "content-type": "application/json", "lambda-runtime-function-error-type": failure.errorType };
    await this.#call("POST", path, { ...headers, ...type }, JSON.stringify(failure), aside ? new Agent() : this.#agent);
  }

  /** Sends a response as a whole. */
  async respond(path, text, headers) {
    await this.#call("POST", path, { ...headers, "content-type": "application/json" }, text);
  }

  /** Where a call is sent to. */
  path(name) {
    return this.#base + name;
  }

  #call(method, path, headers, body, agent = this.#agent) {
    return new Promise((succeed, fail) => {
      const sent = request({ ...this.server, agent, method, path: this.path(path), headers }, (answer) => {
        let text = "";
        answer.setEncoding("utf8");
        answer.on("data", (piece) => (text += piece));
        answer.on("end", () => succeed({ status: answer.statusCode, headers: answer.headers, text }));
      });
      sent.on("error", fail);
      if (body !== undefined) sent.setHeader("content-length", Buffer.byteLength(body));
      sent.end(body);
    });
  }
}

/** One event, and how to answer it. */
export class Invocation {
  headers;
  /** The event's JSON text. */
  text;
  #api;
  #echoed = {};
  /** Settles when the response is delivered. */
  #response;

  constructor(api, headers, text) {
    this.#api = api;
    this.headers = headers;
    this.text = text;
    const nonce = headers["lambda-runtime-invocation-id"];
    if (nonce) this.#echoed = { "lambda-runtime-invocation-id": nonce };
  }

  get id() {
    return this.headers["lambda-runtime-aws-request-id"];
  }

  /**
   * Resolves when the result is delivered.
   *
   * @throws at once, if the result can't be encoded
   */
  respond(result) {
    const text = encoded(result);
    // AWS's client says so of functions and symbols.
    if (text === undefined) throw new TypeError("Wrong arguments");
    this.#response = this.#api.respond(`/invocation/${this.id}/response`, text, this.#echoed);
    return this.#response;
  }

  /** Resolves when the error is delivered. */
  fail(error) {
    return this.#api.post(`/invocation/${this.id}/error`, describe(error), this.#echoed);
  }

  /** Reports an error that occurred while any other call may be under way. */
  async abandon(error) {
    // The caller gets what the function returned before.
    if (this.#response) return await this.#response;
    await this.#api.post(`/invocation/${this.id}/error`, describe(error), this.#echoed, { aside: true });
  }

  /** What a request needs that sends the response piece by piece. */
  get responseRequest() {
    const path = this.#api.path(`/invocation/${this.id}/response`);
    return { ...this.#api.server, method: "POST", path, headers: this.#echoed };
  }
}

function encoded(result) {
  try {
    return JSON.stringify(result === undefined ? null : result);
  } catch {
    const message = "Unable to stringify response body";
    throw promisesOnly ? new JSONStringifyError(message) : new Error(message);
  }
}

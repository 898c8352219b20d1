// SPDX-License-Identifier: GPL-3.0-or-later

import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import {
  HandlerNotFound, ImportModuleError, MalformedHandlerName, MalformedStreamingHandler, UserCodeSyntaxError,
} from "./node_runtime_errors.mjs";
import { importFromNodePath } from "./node_runtime_path.mjs";
import { promisesOnly } from "./node_runtime_version.mjs";

// Libraries look for these, too.
const streaming = Symbol.for("aws.lambda.runtime.handler.streaming");
const highWaterMark = Symbol.for("aws.lambda.runtime.handler.streaming.highWaterMark");

const isOn = (name) => ["1", "true"].includes(process.env[name]);

/** Adds members to the global `awslambda`. */
export function extendGlobal(members) {
  if (isOn("AWS_LAMBDA_NODEJS_NO_GLOBAL_AWSLAMBDA")) return;
  globalThis.awslambda = { ...globalThis.awslambda, ...members };
}

extendGlobal({
  streamifyResponse(handler, options) {
    handler[streaming] = "response";
    if (typeof options?.highWaterMark === "number") handler[highWaterMark] = Math.trunc(options.highWaterMark);
    return handler;
  },
  HttpResponseStream: class HttpResponseStream {
    static from(stream, prelude) {
      stream.setContentType("application/vnd.awslambda.http-integration-response");
      const text = JSON.stringify(prelude);
      stream._onBeforeFirstWrite = (write) => {
        write(text);
        write(new Uint8Array(8));
      };
      return stream;
    }
  },
});

/**
 * Loads the function that `folder/module.name.name` names.
 *
 * @returns `handler`, whether it's `streaming`, and its `highWaterMark`
 */
export async function load(name) {
  if (name.includes("..")) {
    throw new MalformedHandlerName(
      `'${name}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`);
  }
  const file = basename(name);
  const folder = name.slice(0, name.indexOf(file));
  const dot = file.indexOf(".");
  if (dot < 0) throw new MalformedHandlerName("Bad handler");
  importFromNodePath();
  const module = await loadModule(process.cwd(), folder, file.slice(0, dot));
  const handler = find(module, file.slice(dot + 1).split("."));
  if (!handler) throw new HandlerNotFound(`${name} is undefined or not exported`);
  if (typeof handler !== "function") throw new HandlerNotFound(`${name} is not a function`);
  if (handler[streaming] && handler[streaming] !== "response") {
    throw new MalformedStreamingHandler("Only response streaming is supported.");
  }
  return { handler, streaming: Boolean(handler[streaming]), highWaterMark: handler[highWaterMark] || undefined };
}

function find(module, names) {
  if (!promisesOnly) return names.reduce((value, name) => value && value[name], module);
  const member = (value, name) => (value && typeof value === "object" ? value[name] : undefined);
  return names.reduce(member, module) || names.reduce(member, module?.default);
}

async function loadModule(root, folder, name) {
  const require = createRequire(import.meta.url);
  const path = resolve(root, folder, name);
  try {
    const module = promisesOnly ? await importFile(path, ["", ".js", ".mjs", ".cjs"]) : await loadFile(require, path);
    return module || require(require.resolve(name, { paths: [root, promisesOnly ? join(root, folder) : folder] }));
  } catch (error) {
    if (error instanceof SyntaxError) throw syntaxError(error);
    if (error?.code === "MODULE_NOT_FOUND") throw new ImportModuleError(String(error));
    throw error;
  }
}

async function importFile(path, extensions) {
  for (const extension of extensions) {
    const module = existsSync(path + extension) && await import(pathToFileURL(path + extension));
    if (module) return module;
  }
}

/** Up to nodejs22, only what must be an ES module is imported, so that `exports` keeps its members. */
async function loadFile(require, path) {
  const requireFile = (extension) => existsSync(path + extension) && require(path + extension);
  const isModule = existsSync(`${path}.js`) && isTypeModule(dirname(path));
  return requireFile("") || (!isModule && requireFile(".js"))
    || await importFile(path, isModule ? [".js", ".mjs"] : [".mjs"]) || requireFile(".cjs");
}

/** The nearest `package.json` says that `.js` files are ES modules. */
function isTypeModule(folder) {
  if (folder.endsWith("/node_modules")) return false;
  const file = join(folder, "package.json");
  if (existsSync(file)) {
    try {
      return JSON.parse(readFileSync(file))?.type === "module";
    } catch (error) {
      console.warn(`${file} cannot be read, it will be ignored for ES module detection purposes.`, error);
      return false;
    }
  }
  return folder !== "/" && isTypeModule(dirname(folder));
}

function syntaxError(error) {
  const fault = new UserCodeSyntaxError(String(error));
  if (promisesOnly) {
    fault.stack = error.stack;
  } else {
    // AWS's runtimes up to nodejs22 don't say where the error is.
    const place = /^(\S.*:\d+)$/m.exec(error.stack)?.[1];
    if (place) fault.stack = fault.stack.replace("\n    at ", `\n    at ${place}\n    at `);
  }
  return fault;
}

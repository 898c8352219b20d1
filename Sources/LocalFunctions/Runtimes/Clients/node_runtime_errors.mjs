// SPDX-License-Identifier: GPL-3.0-or-later

import { types } from "node:util";
import { promisesOnly } from "./node_runtime_version.mjs";

/** A class of errors that the runtime finds. JSON logs show the class's name, everything else shows `Runtime.NAME`. */
function fault(name, newName = name) {
  const className = promisesOnly ? newName : name;
  return {
    [className]: class extends Error {
      constructor(message) {
        super(message);
        // Text logs show enumerable members.
        Object.defineProperty(this, "name", { value: `Runtime.${name}`, enumerable: promisesOnly });
      }
    },
  }[className];
}

export const HandlerNotFound = fault("HandlerNotFound", "HandlerNotFoundError");
export const MalformedHandlerName = fault("MalformedHandlerName", "MalformedHandlerNameError");
export const ImportModuleError = fault("ImportModuleError");
export const UserCodeSyntaxError = fault("UserCodeSyntaxError");
export const MalformedStreamingHandler = fault("MalformedStreamingHandler");
export const InvalidStreamingOperation = fault("InvalidStreamingOperation");
export const NodeJsExit = fault("NodeJsExit");
export const JSONStringifyError = fault("JSONStringifyError");
export const CallbackHandlerDeprecated = fault("CallbackHandlerDeprecated", "CallbackHandlerDeprecatedError");

export class UnhandledPromiseRejection extends fault("UnhandledPromiseRejection") {
  constructor(reason, promise) {
    super(reason);
    this.reason = reason;
    this.promise = promise;
  }
}

function isError(value) {
  if (promisesOnly) return value instanceof Error;
  if (types.isNativeError(value)) return true;
  // Errors of other realms and of old libraries.
  const texts = [value?.name, value?.message, value?.stack];
  return texts.every((text) => typeof text === "string" && text !== "");
}

/** An error as the Runtime API takes it. */
export function describe(error) {
  // Header values can't contain it.
  const printable = (text) => text?.replaceAll("\x7F", "%7F");
  try {
    if (!isError(error)) {
      return {
        errorType: typeof error, errorMessage: promisesOnly ? String(error) : error.toString(), trace: [],
      };
    }
    const stack = promisesOnly ? error.stack ?? "" : error.stack;
    return {
      errorType: printable(error.name), errorMessage: printable(error.message),
      trace: stack === "" ? [] : printable(stack).split("\n"),
    };
  } catch {
    return {
      errorType: "handled",
      errorMessage: "callback called with Error argument, but there was a problem while retrieving one or more of its"
        + " message, name, and stack",
      ...(promisesOnly ? { trace: [] } : {}),
    };
  }
}

/** The value itself, or an error with its text. */
export function asError(value) {
  return value instanceof Error ? value : new Error(promisesOnly ? String(value) : value);
}

/** An error as a text log shows it. */
export function formatted(error) {
  const shown = (_, value) => {
    if (!(value instanceof Error)) return value;
    const members = { errorType: value.name, errorMessage: value.message, code: value.code, ...value };
    if (typeof value.stack === "string") members.stack = value.stack.split("\n");
    return members;
  };
  try {
    return `\t${JSON.stringify(error, shown)}`;
  } catch {
    return `\t${JSON.stringify(describe(error))}`;
  }
}

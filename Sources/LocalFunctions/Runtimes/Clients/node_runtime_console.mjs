// SPDX-License-Identifier: GPL-3.0-or-later

import { openSync, writeSync } from "node:fs";
import { format } from "node:util";
import { asError, formatted } from "./node_runtime_errors.mjs";
import { promisesOnly } from "./node_runtime_version.mjs";

const levels = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"];
const writesJSON = process.env.AWS_LAMBDA_LOG_FORMAT?.toUpperCase() === "JSON";

const textEntry = (time, level, { requestId }, values) => `${time}\t${requestId}\t${level}\t${format(...values)}`;

const className = (error) => error.constructor?.name ?? "UnknownError";

function jsonEntry(timestamp, level, { requestId, tenantId }, values) {
  const entry = { timestamp, level, requestId };
  if (promisesOnly ? tenantId : tenantId != null) entry.tenantId = tenantId;
  if (values.length === 1) {
    entry.message = values[0];
    const shown = (_, value) => {
      if (!(value instanceof Error)) return value;
      const stackTrace = typeof value.stack === "string" ? value.stack.split("\n") : value.stack;
      return { errorType: className(value), errorMessage: value.message, stackTrace, ...value };
    };
    try {
      return JSON.stringify(entry, shown);
    } catch {
      entry.message = format(entry.message);
      return JSON.stringify(entry);
    }
  }
  entry.message = format(...values);
  const error = values.slice(promisesOnly ? 1 : 0).find((value) => value instanceof Error);
  if (error) {
    entry.errorType = className(error);
    entry.errorMessage = error.message;
    entry.stackTrace = typeof error.stack === "string" ? error.stack.split("\n") : [];
  }
  return JSON.stringify(entry);
}

/**
 * Returns a function that returns when its text is written, as on AWS. `process.stdout` may only have queued it then; the
 * text would be in the log of a later invocation, or lost when the process ends.
 */
function outputWriter() {
  let output;
  try {
    // A file descriptor of its own blocks even when `process.stdout` has made descriptor 1 non-blocking.
    output = openSync("/proc/self/fd/1", "a");
  } catch {
    return (text) => process.stdout.write(text);
  }
  return (text) => {
    let bytes = Buffer.from(text);
    while (bytes.length > 0) bytes = bytes.subarray(writeSync(output, bytes));
  };
}

/**
 * Makes `console` write log lines in AWS's form.
 *
 * @param current - the `requestId` and `tenantId` of the current invocation
 */
export function patchConsole(current) {
  const lowest = Math.max(0, levels.indexOf(process.env.AWS_LAMBDA_LOG_LEVEL?.toUpperCase()));
  const entry = writesJSON ? jsonEntry : textEntry;
  const write = outputWriter();
  const writer = (level) => (...values) => {
    if (values.length === 0) values.push(undefined);
    const text = entry(new Date().toISOString(), level, current, values);
    // A carriage return within an entry keeps it one event.
    write(`${text.replaceAll("\n", "\r")}\n`);
  };
  for (const [index, level] of levels.entries()) {
    console[level.toLowerCase()] = index < lowest ? () => {} : writer(level);
  }
  console.log = console.info;
}

/** Logs an error that the runtime reports. */
export function logError(what, error) {
  if (writesJSON) console.error(asError(error));
  else console.error(what, formatted(asError(error)));
}

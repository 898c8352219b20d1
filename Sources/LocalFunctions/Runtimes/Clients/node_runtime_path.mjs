// SPDX-License-Identifier: GPL-3.0-or-later

import { existsSync } from "node:fs";
import * as modules from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const folders = (process.env.NODE_PATH ?? "").split(":").filter((path) => path.endsWith("/node_modules"));

/** Modules that `import` may look for at those places: as if a file next to the folder imported them. */
const parents = folders.map((path) => pathToFileURL(join(dirname(path), "index.mjs")).href);

/** Makes `import` look for packages in the folders of NODE_PATH, as AWS's Node.js does. */
export function importFromNodePath() {
  // Hooks that run on a thread of their own take time.
  if (!folders.some((path) => existsSync(path))) return;
  if (modules.registerHooks) modules.registerHooks({ resolve: resolveSync });
  else modules.register?.(import.meta.url);
}

const isPackage = (specifier) => !/^([./#]|[a-z][a-z0-9+.-]*:)/i.test(specifier);

/** The contexts to resolve a module in, until one has it. */
function* places(specifier, context) {
  yield context;
  if (isPackage(specifier)) for (const parentURL of parents) yield { ...context, parentURL };
}

/** The error of the first place, whose text names the module that imports; throws errors of another kind. */
function firstMissing(first, error) {
  if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
  return first ?? error;
}

function resolveSync(specifier, context, next) {
  let missing;
  for (const place of places(specifier, context)) {
    try {
      return next(specifier, place);
    } catch (error) {
      missing = firstMissing(missing, error);
    }
  }
  throw missing;
}

/** The same for versions of Node.js that only have asynchronous hooks. */
export async function resolve(specifier, context, next) {
  let missing;
  for (const place of places(specifier, context)) {
    try {
      return await next(specifier, place);
    } catch (error) {
      missing = firstMissing(missing, error);
    }
  }
  throw missing;
}

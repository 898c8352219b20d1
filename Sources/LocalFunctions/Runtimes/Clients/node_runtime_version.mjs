// SPDX-License-Identifier: GPL-3.0-or-later

const named = /^AWS_Lambda_nodejs(\d+)/.exec(process.env.AWS_EXECUTION_ENV ?? "")?.[1];

/** The runtime that the function is written for: the one that it names, else this Node.js. */
export const major = Number(named ?? process.versions.node.split(".")[0]);

/** From nodejs24 on, a handler can't use callbacks. */
export const promisesOnly = major >= 24;

// Runs Azurite until standard input closes, which it does however the starting process ends, also by SIGKILL.
'use strict';

// Ctrl+C in a terminal and a service manager's stop reach every process of the group:
// storage has to stay until the functions have finished, so Azurite's own handlers are kept for later.
let close = () => process.exit(0);
const once = process.once.bind(process);
process.once = (event, listener) => {
  if (event === 'SIGTERM') {
    close = listener;
    return process;
  }
  return event === 'SIGINT' ? process : once(event, listener);
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {});
}

// With the starting process gone nobody reads what is written; that must not end the process before data are saved.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

function end() {
  close();
  setTimeout(() => process.exit(0), 10000).unref();
}
process.stdin.once('end', end);
process.stdin.once('error', end);
process.stdin.resume();

require('./collector.cjs');
require('./rows.cjs');
require('./keys.cjs');
require('azurite/dist/src/azurite.js');

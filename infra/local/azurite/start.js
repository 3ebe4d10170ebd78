// Azurite for one owner. It ends, after saving, when the owner closes our standard input, which the system does
// even for an owner that was killed; so no Azurite is left behind that holds the ports. Arguments go to Azurite.
'use strict';
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');

// Writing to the pipes of a dead owner must not prevent saving.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

// Ctrl-C reaches the whole process group; the owner stops its other parts first, then closes our input.
const once = process.once;
process.once = function (event, listener) {
  return event === 'SIGINT' ? process : once.call(process, event, listener);
};
process.on('SIGINT', () => {});

// Azurite saves when its connections have ended. The owner's clients keep theirs open, some for ten seconds; nobody asks any more.
const close = http.Server.prototype.close;
http.Server.prototype.close = function (closed) {
  close.call(this, closed);
  this.closeAllConnections();
  return this;
};

const location = process.argv[process.argv.indexOf('--location') + 1];
if (process.argv.includes('--location')) {
  const pidFile = path.join(location, 'azurite.pid');
  fs.mkdirSync(location, { recursive: true });
  fs.writeFileSync(pidFile, String(process.pid));
  process.on('exit', () => fs.rmSync(pidFile, { force: true }));
}

process.stdin.on('end', () => {
  if (process.listenerCount('SIGTERM') === 0) {
    process.exit(0); // not started yet: nothing to save
  }
  process.emit('SIGTERM');
  setTimeout(() => process.exit(1), 30_000).unref();
});
process.stdin.resume();

// AZURITE_COUNTS names a file: the calls so far, by method and table, queue or container, once a second (docs/scale.md).
if (process.env.AZURITE_COUNTS) {
  require('./counts.js').into(process.env.AZURITE_COUNTS);
}

if (!process.env.AZURITE_AS_IS) {
  require('./partitions.js');
  require('./queues.js');
}

require('azurite/dist/src/azurite.js');

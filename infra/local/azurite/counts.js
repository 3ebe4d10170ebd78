// Counts the calls that reach Azurite, for benchmarks. What an account is charged by: each call once, a transaction too.
'use strict';
const fs = require('node:fs');
const http = require('node:http');

// Without keys, ids of messages and queries: '/account/Table(PartitionKey=…)' and '/account/queue/messages/id?…'.
function targetOf(url) {
  const path = decodeURIComponent(url.split('?')[0]);
  return (path.split('/')[2] ?? '').split('(')[0] + (path.includes('/messages') ? '/messages' : '');
}

exports.into = function (file) {
  const counts = {};
  const emit = http.Server.prototype.emit;
  http.Server.prototype.emit = function (event, request, ...others) {
    if (event === 'request') {
      const what = `${request.method} ${targetOf(request.url)}`;
      counts[what] = (counts[what] ?? 0) + 1;
    }

    return emit.call(this, event, request, ...others);
  };

  const write = () => fs.writeFileSync(file, JSON.stringify(counts));
  setInterval(write, 1000).unref();
  process.on('exit', write);
};

// Corrections of Azurite's collector, which looks every ten minutes (queues: every minute) for written pieces that no blob has any more.
'use strict';

const blobs = require('azurite/dist/src/blob/persistence/LokiBlobMetadataStore.js').default.prototype;

// It lists blobs of all containers by name, 5,000 at a time, and goes on after the last name: further blobs of that same name are passed
// over, and what only they hold would be deleted. Here all are listed at once.
const listAllBlobs = blobs.listAllBlobs;
blobs.listAllBlobs = function (_maxResults, _marker, ...rest) {
  return listAllBlobs.call(this, Number.MAX_SAFE_INTEGER - 1, '', ...rest);
};

// What is in memory is gone with the process. Collecting it takes time by the square of the pieces: a minute, in which nothing is answered,
// after ten minutes of tests.
if (process.argv.includes('--inMemoryPersistence')) {
  for (const manager of ['blob/gc/BlobGCManager.js', 'queue/gc/QueueGCManager.js']) {
    require(`azurite/dist/src/${manager}`).default.prototype.markSweep = async () => {};
  }
}

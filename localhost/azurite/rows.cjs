// Azurite writes each row that is read anew, column by column, which takes more time than all else that it does. A row has the same text
// for as long as it has the same version, so the text is kept with it.
'use strict';

const entity = require('azurite/dist/src/table/entity/NormalizedEntity.js');

// By row: its version, and its text by level of metadata and columns.
const texts = new WeakMap();

class KeptText {
  constructor(row, kept) {
    this.row = row;
    this.kept = kept;
  }

  toResponseString(level, first, columns) {
    const key = columns ? `${level} ${[...columns].join()}` : level;
    let text = this.kept.texts.get(key);
    if (text === undefined) {
      text = new Written(this.row).toResponseString(level, {}, columns).slice(1, -1);
      this.kept.texts.set(key, text);
    }

    const parts = Object.entries(first).map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
    return `{${(text === '' ? parts : [...parts, text]).join()}}`;
  }
}

// Everything else (a row that is handed in is checked by it) stays as it is.
const Written = entity.NormalizedEntity;
entity.NormalizedEntity = function (row) {
  if (row.$loki === undefined || !row.eTag) {
    return new Written(row);
  }

  let kept = texts.get(row);
  if (kept?.version !== row.eTag) {
    kept = { version: row.eTag, texts: new Map() };
    texts.set(row, kept);
  }

  return new KeptText(row, kept);
};

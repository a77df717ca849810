// Azurite compares every row of a table with each query and sorts what it finds, and looks for one row among all of its partition, so that
// its work grows with what is kept. Here the rows of a table stand by their keys, as in Azure, and only the asked range is looked at.
'use strict';

const Store = require('azurite/dist/src/table/persistence/LokiTableMetadataStore.js').default.prototype;
const filters = require('azurite/dist/src/table/persistence/LokiTableStoreQueryGenerator.js').default;
const parse = require('azurite/dist/src/table/persistence/QueryInterpreter/QueryParser.js').default;

// The first place in a sorted list whose text is not below the given one.
function placeOf(sorted, text) {
  let low = 0;
  for (let high = sorted.length; low < high;) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < text) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }

  return low;
}

// Values by text, and their texts in order as soon as somebody asked for a range of them.
class SortedMap {
  values = new Map();
  sorted = null;

  get(text) {
    return this.values.get(text);
  }

  set(text, value) {
    if (this.sorted !== null && !this.values.has(text)) {
      this.sorted.splice(placeOf(this.sorted, text), 0, text);
    }

    this.values.set(text, value);
  }

  delete(text) {
    if (this.values.delete(text) && this.sorted !== null) {
      this.sorted.splice(placeOf(this.sorted, text), 1);
    }
  }

  *from(low, high) {
    this.sorted ??= [...this.values.keys()].sort((a, b) => (a < b ? -1 : 1));
    for (let at = low === undefined ? 0 : placeOf(this.sorted, low); at < this.sorted.length; at++) {
      const text = this.sorted[at];
      if (high !== undefined && text > high) {
        return;
      }

      yield [text, this.values.get(text)];
    }
  }
}

class KeyedRows {
  partitions = new SortedMap();

  get(partition, row) {
    return this.partitions.get(partition)?.get(row);
  }

  set(document) {
    let rows = this.partitions.get(document.PartitionKey);
    if (rows === undefined) {
      rows = new SortedMap();
      this.partitions.set(document.PartitionKey, rows);
    }

    rows.set(document.RowKey, document);
  }

  delete(document) {
    const rows = this.partitions.get(document.PartitionKey);
    rows?.delete(document.RowKey);
    if (rows?.values.size === 0) {
      this.partitions.delete(document.PartitionKey);
    }
  }

  *within(range, after) {
    const partitions = range.PartitionKey;
    const first = highest(partitions.low, after?.partition);
    for (const [partition, rows] of this.partitions.from(first, partitions.high)) {
      const row = partition === after?.partition ? highest(range.RowKey.low, after.row) : range.RowKey.low;
      for (const [, document] of rows.from(row, range.RowKey.high)) {
        yield document;
      }
    }
  }
}

function highest(one, other) {
  return one === undefined || other > one ? other : one;
}

function lowest(one, other) {
  return one === undefined || other < one ? other : one;
}

// Between which keys the rows of a query lie, both ends included; whether a row is asked for is left to the query itself.
function rangeOf(filter) {
  const range = { PartitionKey: {}, RowKey: {} };
  const narrow = node => {
    if (node.name === 'and') {
      narrow(node.left);
      narrow(node.right);
    }

    const key = node.left?.name === 'id' ? range[node.left.identifier] : undefined;
    const text = node.right?.value;
    if (key === undefined || node.right.name !== 'constant' || typeof text !== 'string') {
      return;
    }

    if (['eq', 'ge', 'gt'].includes(node.name)) {
      key.low = highest(key.low, text);
    }

    if (['eq', 'le', 'lt'].includes(node.name)) {
      key.high = lowest(key.high, text);
    }
  };
  if (filter && filter !== 'true' && filter !== 'false') {
    narrow(parse(filter));
  }

  return range;
}

// By collection.
const keyed = new WeakMap();

function rowsOf(collection) {
  let rows = keyed.get(collection);
  if (rows !== undefined) {
    return rows;
  }

  rows = new KeyedRows();
  collection.data.forEach(document => rows.set(document));
  keyed.set(collection, rows);

  // Its own indices, by which nobody looks any more, would be kept up at each write.
  collection.binaryIndices = {};
  const { findOne, insert, remove, update } = collection;
  collection.findOne = function (query) {
    const { PartitionKey, RowKey, ...more } = query;
    return typeof PartitionKey === 'string' && typeof RowKey === 'string' && Object.keys(more).length === 0
      ? rows.get(PartitionKey, RowKey) ?? null
      : findOne.call(this, query);
  };
  collection.insert = function (document, ...rest) {
    const kept = insert.call(this, document, ...rest);
    rows.set(kept);
    return kept;
  };
  collection.update = function (document) {
    const kept = update.call(this, document);
    rows.set(kept);
    return kept;
  };
  collection.remove = function (document) {
    const id = document.$loki;
    const removed = remove.call(this, document);
    const kept = rows.get(document.PartitionKey, document.RowKey);
    if (kept === document || kept?.$loki === id) {
      rows.delete(document);
    }

    return removed;
  };
  return rows;
}

const getEntityCollection = Store.getEntityCollection;
Store.getEntityCollection = function (...of) {
  const collection = getEntityCollection.apply(this, of);
  rowsOf(collection);
  return collection;
};

const queryTableEntities = Store.queryTableEntities;
Store.queryTableEntities = async function (context, account, table, options, nextPartition, nextRow) {
  if (nextPartition === undefined && nextRow !== undefined) {
    return queryTableEntities.apply(this, arguments);
  }

  const rows = rowsOf(this.getEntityCollection(account, table, context));
  const asked = filters.generateQueryForPersistenceLayer(options, context);
  const most = this.getMaxResultsOption(options);
  const after = nextPartition === undefined
    ? undefined
    : { partition: this.decodeContinuationHeader(nextPartition), row: this.decodeContinuationHeader(nextRow) };
  const found = [];
  for (const document of rows.within(rangeOf(options.filter), after)) {
    if (asked(document) && found.push(document) > most) {
      break;
    }
  }

  const next = this.adjustQueryResultforTop(found, most);
  return [found, next.nextPartitionKeyResponse, next.nextRowKeyResponse];
};

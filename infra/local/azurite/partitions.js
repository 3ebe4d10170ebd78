// Azurite's tables by partition, as Azure keeps them: a row is found by its two keys, and a range of row keys of one
// partition is read without looking at others. Azurite itself holds a table as one list: it looks through every row of
// the partition for each row that it finds or writes, and sorts all it has found for a page of 50
// (docs/decisions/0098). Answers stay its own: only the way to the rows is another. AZURITE_AS_IS=1 leaves this out.
'use strict';
const persistence = 'azurite/dist/src/table/persistence/';
const Store = require(persistence + 'LokiTableMetadataStore').default;
const Conditions = require(persistence + 'LokiTableStoreQueryGenerator').default;
const parse = require(persistence + 'QueryInterpreter/QueryParser').default;

/** The rows of one table: by partition, and in it by row key, in order. */
class Partitions {
  constructor(collection) {
    this.partitions = new Map();
    // Two sorted lists of the whole table, which every insertion would move; nothing asks them any more.
    collection.binaryIndices = {};
    for (const row of collection.data) {
      this.partition(row.PartitionKey).rows.set(row.RowKey, row);
    }

    for (const partition of this.partitions.values()) {
      partition.keys = [...partition.rows.keys()].sort(byCode);
    }

    collection.on('insert', (row) => this.add(row));
    collection.on('update', (row) => this.add(row));
    collection.on('delete', (row) => this.remove(row));
  }

  partition(key) {
    let partition = this.partitions.get(key);
    if (!partition) {
      partition = { rows: new Map(), keys: [] };
      this.partitions.set(key, partition);
    }

    return partition;
  }

  find(partitionKey, rowKey) {
    return this.partitions.get(partitionKey)?.rows.get(rowKey) ?? null;
  }

  add(row) {
    const partition = this.partition(row.PartitionKey);
    if (!partition.rows.has(row.RowKey)) {
      partition.keys.splice(firstAt(partition.keys, row.RowKey), 0, row.RowKey);
    }

    partition.rows.set(row.RowKey, row);
  }

  remove(row) {
    const partition = this.partitions.get(row.PartitionKey);
    if (partition?.rows.delete(row.RowKey)) {
      partition.keys.splice(firstAt(partition.keys, row.RowKey), 1);
      if (partition.keys.length === 0) {
        this.partitions.delete(row.PartitionKey);
      }
    }
  }

  /** Rows of a partition that meet the condition, from one row key up to another, both included. */
  range({ partition: key, from, to }, meets, most) {
    const found = [];
    const partition = this.partitions.get(key);
    for (let i = partition ? firstAt(partition.keys, from) : 0; i < (partition?.keys.length ?? 0); i++) {
      if (found.length === most || (to !== undefined && partition.keys[i] > to)) {
        break;
      }

      const row = partition.rows.get(partition.keys[i]);
      if (meets(row)) {
        found.push(row);
      }
    }

    return found;
  }
}

const byCode = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

function firstAt(keys, key) {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keys[middle] < key) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }

  return low;
}

const known = new WeakMap();

function partitionsOf(collection) {
  if (!known.has(collection)) {
    const partitions = new Partitions(collection);
    known.set(collection, partitions);
    const findOne = collection.findOne;
    collection.findOne = (query) =>
      Object.keys(query).sort().join() === 'PartitionKey,RowKey'
        ? partitions.find(query.PartitionKey, query.RowKey)
        : findOne.call(collection, query);
  }

  return known.get(collection);
}

/** The partition and the row keys that a condition names for certain; undefined for one of several partitions. */
function rangeOf(filter) {
  const range = { partition: undefined, from: '', to: undefined };
  const look = (node) => {
    if (node.name === 'and') {
      look(node.left);
      look(node.right);
      return;
    }

    const key = node.left?.identifier;
    const value = node.right?.name === 'constant' ? node.right.value : undefined;
    if (typeof value !== 'string') {
      return;
    }

    if (key === 'PartitionKey' && node.name === 'eq') {
      range.partition = value;
    } else if (key === 'RowKey') {
      range.from = ['eq', 'ge', 'gt'].includes(node.name) && value > range.from ? value : range.from;
      range.to = ['eq', 'le', 'lt'].includes(node.name) && !(value > range.to) ? value : range.to;
    }
  };
  look(parse(filter));
  return range.partition === undefined ? undefined : range;
}

const { getEntityCollection, queryTableEntities } = Store.prototype;

Store.prototype.getEntityCollection = function (...named) {
  const collection = getEntityCollection.apply(this, named);
  partitionsOf(collection);
  return collection;
};

Store.prototype.queryTableEntities = async function (context, account, table, options, nextPartition, nextRow) {
  const meets = Conditions.generateQueryForPersistenceLayer(options, context);
  const range = options.filter ? rangeOf(options.filter) : undefined;
  const next = this.decodeContinuationHeader(nextPartition);
  if (!range || (next !== undefined && next !== range.partition)) {
    return queryTableEntities.call(this, context, account, table, options, nextPartition, nextRow);
  }

  const from = this.decodeContinuationHeader(nextRow) ?? '';
  range.from = from > range.from ? from : range.from;
  const most = this.getMaxResultsOption(options);
  const rows = partitionsOf(this.getEntityCollection(account, table, context)).range(range, meets, most + 1);
  const { nextPartitionKeyResponse, nextRowKeyResponse } = this.adjustQueryResultforTop(rows, most);
  return [rows, nextPartitionKeyResponse, nextRowKeyResponse];
};

// Azurite's messages queue by queue, each in the order in which they become visible. Azurite itself holds the messages
// of all queues as one list and looks through all of it four times for each that it gives out, changes or deletes
// (docs/decisions/0098). Answers stay its own: only the way to the messages is another. AZURITE_AS_IS=1 leaves this out.
'use strict';
const Store = require('azurite/dist/src/queue/persistence/LokiQueueMetadataStore').default;

/** The messages of one queue. */
class Queue {
  constructor() {
    this.entries = new Map();
    this.inOrder = [];
    this.firstExpiry = Infinity;
  }

  add(message) {
    const entry = { visibleAt: Number(message.timeNextVisible), id: message.$loki, message };
    this.entries.set(message.messageId, entry);
    this.inOrder.splice(this.placeOf(entry), 0, entry);
    this.firstExpiry = Math.min(this.firstExpiry, expiry(message));
  }

  remove({ messageId }) {
    const entry = this.entries.get(messageId);
    if (entry) {
      this.entries.delete(messageId);
      this.inOrder.splice(this.placeOf(entry), 1);
    }
  }

  /** Those that are visible at this time, the longest first. */
  visible(at, most) {
    const found = [];
    while (found.length < Math.min(most, this.inOrder.length) && this.inOrder[found.length].visibleAt <= at) {
      found.push(this.inOrder[found.length].message);
    }

    return found;
  }

  expired(at) {
    if (at < this.firstExpiry) {
      return [];
    }

    const messages = this.inOrder.map((entry) => entry.message);
    const staying = messages.map(expiry).filter((expires) => expires > at);
    this.firstExpiry = staying.reduce((first, expires) => Math.min(first, expires), Infinity);
    return messages.filter((message) => expiry(message) <= at);
  }

  placeOf({ visibleAt, id }) {
    let low = 0;
    let high = this.inOrder.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const entry = this.inOrder[middle];
      if (entry.visibleAt < visibleAt || (entry.visibleAt === visibleAt && entry.id < id)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }

    return low;
  }
}

/** A date, or the text of one after a restart. */
const expiry = (message) => new Date(message.expirationTime).getTime();

const known = new WeakMap();

function queuesOf(collection) {
  if (!known.has(collection)) {
    const queues = new Map();
    const of = (message) => queueIn(queues, message.accountName, message.queueName);
    known.set(collection, queues);
    // Sorted lists of all messages, which every change would move; nothing asks them any more.
    collection.binaryIndices = {};
    collection.data.forEach((message) => of(message).add(message));
    collection.on('insert', (message) => of(message).add(message));
    collection.on('delete', (message) => of(message).remove(message));
    collection.on('update', (message) => {
      of(message).remove(message);
      of(message).add(message);
    });
    const findOne = collection.findOne;
    collection.findOne = (query) =>
      Object.keys(query).sort().join() === 'accountName,messageId,queueName'
        ? (of(query).entries.get(query.messageId)?.message ?? null)
        : findOne.call(collection, query);
  }

  return known.get(collection);
}

function queueIn(queues, account, name) {
  const key = `${account}/${name}`;
  if (!queues.has(key)) {
    queues.set(key, new Queue());
  }

  return queues.get(key);
}

Store.prototype.getMessages = async function (account, queue, nextVisible, popReceipt, most, at, context) {
  await this.clearExpiredMessages(account, queue, context);
  const collection = this.db.getCollection(this.MESSAGES_COLLECTION);
  const messages = queueIn(queuesOf(collection), account, queue);
  const taken = messages.visible((at ?? new Date()).getTime(), Math.max(most ?? 1, 1));
  for (const message of taken) {
    message.timeNextVisible = nextVisible.getTime();
    message.popReceipt = popReceipt;
    message.dequeueCount = Number(message.dequeueCount) + 1;
    collection.update(message);
  }

  return taken.map((message) => this.messageCopy(message));
};

Store.prototype.clearExpiredMessages = async function (account, queue, context) {
  this.checkQueueExist(account, queue, context);
  const collection = this.db.getCollection(this.MESSAGES_COLLECTION);
  for (const message of queueIn(queuesOf(collection), account, queue).expired(Date.now())) {
    collection.remove(message);
  }
};

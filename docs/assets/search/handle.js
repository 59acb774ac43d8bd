/* Keeps hold of the search worker that Material's bundle starts, so that search.js can wake it before the first letter. */
self.Worker = class extends self.Worker {
  constructor(...how) {
    super(...how)
    window.kbWorker = this
  }
}

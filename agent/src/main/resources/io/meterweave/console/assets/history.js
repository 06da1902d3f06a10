// SPDX-License-Identifier: Apache-2.0

// The server tells totals; what happened lately is the difference between two of them. This page
// remembers the last minutes of what it was told, in memory only.

const SAMPLES = 151;
const RATE_WINDOW_MILLIS = 10000;

export class History {
  #series = new Map();

  /** Adds totals under a key; numbers that fell (another process answers now) begin anew. */
  add(key, timestamp, calls, errors) {
    if (calls === null) {
      return;
    }
    let samples = this.#series.get(key) ?? [];
    const last = samples.at(-1);
    if (last && (calls < last.calls || errors < last.errors)) {
      samples = [];
    }
    if (!last || timestamp > last.timestamp || samples.length === 0) {
      samples.push({timestamp, calls, errors});
    }
    this.#series.set(key, samples.slice(-SAMPLES));
  }

  /** Returns calls a second over the last ten seconds, or null while there is only one total. */
  callsPerSecond(key) {
    return this.#change(key, RATE_WINDOW_MILLIS, (from, to, seconds) => (to.calls - from.calls) / seconds);
  }

  /** Returns the share of calls that failed in all the time this page remembers. */
  errorShare(key) {
    return this.#change(key, Infinity, (from, to) =>
      to.calls === from.calls ? null : (to.errors - from.errors) / (to.calls - from.calls));
  }

  /** Returns calls a second between each two totals, oldest first. */
  callRates(key) {
    return this.#rates(key, (sample) => sample.calls);
  }

  /** Returns errors a second between each two totals, oldest first. */
  errorRates(key) {
    return this.#rates(key, (sample) => sample.errors);
  }

  clear() {
    this.#series.clear();
  }

  #rates(key, total) {
    const samples = this.#series.get(key) ?? [];
    return samples.slice(1).map((sample, i) =>
      (total(sample) - total(samples[i])) / ((sample.timestamp - samples[i].timestamp) / 1000));
  }

  #change(key, windowMillis, measure) {
    const samples = this.#series.get(key) ?? [];
    const to = samples.at(-1);
    const from = samples.find((sample) => to.timestamp - sample.timestamp <= windowMillis);
    return samples.length < 2 || from === to
      ? null
      : measure(from, to, (to.timestamp - from.timestamp) / 1000);
  }
}

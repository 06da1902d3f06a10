// SPDX-License-Identifier: Apache-2.0

const PERIOD_MILLIS = 2000;
const LONGEST_WAIT_MILLIS = 15000;
const PATIENCE_MILLIS = 10000;

/**
 * Asks for a resource again and again while somebody looks at the page; slower while nobody answers.
 *
 * @param onData gets what was answered
 * @param onState gets "live" or "lost", and how many milliseconds until the next attempt
 */
export function follow(url, onData, onState) {
  let failures = 0;
  let timer = 0;

  async function ask() {
    clearTimeout(timer);
    try {
      const response = await fetch(url, {cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MILLIS)});
      if (!response.ok) {
        throw new Error(`status ${response.status}`);
      }
      onData(await response.json());
      failures = 0;
      onState('live', PERIOD_MILLIS);
    } catch (failure) {
      failures++;
      console.warn('Meterweave:', failure);
      onState('lost', wait());
    }
    schedule();
  }

  function wait() {
    return Math.min(LONGEST_WAIT_MILLIS, PERIOD_MILLIS * 2 ** Math.min(failures, 4) / 2 || PERIOD_MILLIS);
  }

  function schedule() {
    clearTimeout(timer);
    if (!document.hidden) {
      timer = setTimeout(ask, failures === 0 ? PERIOD_MILLIS : wait());
    }
  }

  document.addEventListener('visibilitychange', () => document.hidden ? clearTimeout(timer) : ask());
  ask();
}

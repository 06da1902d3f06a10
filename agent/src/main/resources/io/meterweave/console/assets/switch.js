// SPDX-License-Identifier: Apache-2.0

const PATIENCE_MILLIS = 10000;

/**
 * Has a method measured or not, until somebody says otherwise; "*" stands for all.
 *
 * Throws an error whose message says why it could not be done.
 */
export async function switchMethods(id, isOn) {
  const query = new URLSearchParams({id, to: isOn ? 'on' : 'off'});
  const response = await fetch(`api/methods/switch?${query}`, {method: 'POST', signal: AbortSignal.timeout(PATIENCE_MILLIS)});
  if (!response.ok) {
    throw new Error((await response.text()).trim() || `status ${response.status}`);
  }
}

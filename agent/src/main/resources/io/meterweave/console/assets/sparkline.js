// SPDX-License-Identifier: Apache-2.0

import {setAttribute, svg} from './dom.js';

const WIDTH = 96;
const HEIGHT = 22;
const FEWEST = 20;

/** A line of numbers, as small as a word; says nothing to a screen reader that the row does not. */
export class Sparkline {
  #line = svg('polyline', {class: 'spark-line', points: ''});
  #area = svg('polygon', {class: 'spark-area', points: ''});
  #samples;

  constructor(samples = 60) {
    this.#samples = samples;
    this.node = svg(
      'svg',
      {class: 'spark', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true'},
      this.#area,
      this.#line,
    );
  }

  update(values) {
    const shown = values.slice(-this.#samples);
    const top = Math.max(...shown, 1e-9);
    // The first numbers of a page just opened take more than their share of the width.
    const step = WIDTH / (Math.max(shown.length, FEWEST) - 1);
    const left = WIDTH - step * (shown.length - 1);
    const points = shown.map((value, i) =>
      `${(left + i * step).toFixed(1)},${(HEIGHT - 1.5 - (value / top) * (HEIGHT - 3)).toFixed(1)}`);
    const hasLine = points.length > 1;
    setAttribute(this.#line, 'points', hasLine ? points.join(' ') : '');
    setAttribute(
      this.#area,
      'points',
      hasLine ? `${left.toFixed(1)},${HEIGHT} ${points.join(' ')} ${WIDTH},${HEIGHT}` : '',
    );
  }
}

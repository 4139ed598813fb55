// One window over the last minute, as steps: what was counted, and the line it may not cross.

import { svg } from './dom.js';

const longestMs = 60_000;
const shortestMs = 15_000;
const width = 300;
const height = 60;
const top = 6;
let beganAt = null; // when the first chart began; all show the same stretch of time

export class Chart {
  #steps = []; // [when, used, permitted], only where something changed
  #area = svg('path', { class: 'area' });
  #line = svg('path', { class: 'line', 'vector-effect': 'non-scaling-stroke' });
  #permitted = svg('path', { class: 'permitted', 'vector-effect': 'non-scaling-stroke' });
  #drawn = '';

  node = svg('svg', { viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none', role: 'img' }, this.#area, this.#line, this.#permitted);

  add(at, used, permitted) {
    beganAt ??= at;
    const last = this.#steps.at(-1);
    if (!last || last[1] !== used || last[2] !== permitted) {
      this.#steps.push([at, used, permitted]);
    }
    while (this.#steps.length > 1 && this.#steps[1][0] < at - longestMs) {
      this.#steps.shift();
    }
  }

  // The highest use that the chart shows.
  get highest() {
    return Math.max(0, ...this.#steps.map((step) => step[1]));
  }

  // Whether something other than nothing is to be seen.
  get isEmpty() {
    return this.highest === 0;
  }

  draw(at) {
    const scale = Math.max(1, ...this.#steps.map((step) => Math.max(step[1], step[2])));
    const spanMs = Math.min(longestMs, Math.max(shortestMs, at - beganAt));
    const x = (when) => Math.max(0, width - ((at - when) / spanMs) * width).toFixed(2);
    const y = (value) => (height - (value / scale) * (height - top)).toFixed(2);
    let used = '';
    let permitted = '';
    for (const [when, value, limit] of this.#steps) {
      used += used === '' ? `M${x(when)} ${y(value)}` : `H${x(when)}V${y(value)}`;
      permitted += permitted === '' ? `M0 ${y(limit)}` : `H${x(when)}V${y(limit)}`;
    }
    used += `H${width}`;
    if (used === this.#drawn) return;
    this.#drawn = used;
    this.#line.setAttribute('d', used);
    this.#area.setAttribute('d', `${used}V${height}H${x(this.#steps[0][0])}Z`);
    this.#permitted.setAttribute('d', `${permitted}H${width}`);
  }
}

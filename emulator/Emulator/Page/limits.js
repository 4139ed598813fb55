// Each limit's window for each of those it counts: how full it is, over time and in words.

import { $, duration, el, number, say } from './dom.js';
import { read, repeat } from './api.js';
import { Chart } from './chart.js';
import { now } from './clock.js';

const most = 12;
const cards = new Map();

export function startLimits() {
  repeat(250, async () => take(await read(`limits?fullest=${most}`)));
  setInterval(tick, 100);
}

function take({ dialects, leftOut }) {
  const at = performance.now();
  const unused = [];
  const seen = new Set();
  for (const [dialect, states] of Object.entries(dialects)) {
    for (const state of states) {
      if (state.subject === null) {
        unused.push(`${dialect} ${state.limit} (${number(state.permitLimit)})`);
        continue;
      }
      const id = JSON.stringify([dialect, state.limit, state.subject]);
      seen.add(id);
      if (!cards.has(id)) cards.set(id, new Card(dialect, state, at));
      cards.get(id).take(at, state);
    }
  }

  for (const [id, card] of cards) {
    if (seen.has(id)) continue;
    // A window that nobody is counted in any more is empty, unless it only made way for a fuller one.
    if (leftOut === 0 && !card.isOver) card.empty(at);
    else cards.delete(id);
  }

  const shown = [...cards.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, card]) => card).slice(0, most);
  const place = $('windows');
  if (place.children.length !== shown.length || shown.some((card, i) => place.children[i] !== card.node)) {
    place.replaceChildren(...shown.map((card) => card.node));
  }
  shown.forEach((card) => card.draw(at));

  const hidden = leftOut + cards.size - shown.length;
  const more = hidden > 0 ? `The fullest are shown, and ${number(hidden)} more are not. ` : '';
  const idle = unused.length === 0 ? '' : `${cards.size === 0 ? 'Nobody was counted yet' : 'Nobody yet'}: ${unused.slice(0, most).join(', ')}${unused.length > most ? `, and ${unused.length - most} more` : ''}.`;
  say($('windows-more'), more + idle);
}

function tick() {
  if (document.hidden) return;
  for (const card of cards.values()) card.count();
}

class Card {
  #chart = new Chart();
  #used = el('strong', { class: 'used' });
  #permitted = el('span', { class: 'of' });
  #peak = el('span', { class: 'peak' });
  #free = el('span', { class: 'free' });
  #state = null;

  constructor(dialect, state, at) {
    this.#chart.add(at - 1, 0, state.permitLimit);
    const window = state.windowSeconds === null ? '' : ` in ${duration(state.windowSeconds).replace('.0 ', ' ').replace(/ 0 (min|s|h)$/, '')}`;
    this.node = el('article', { class: 'window', 'data-limit': state.limit },
      el('h3', {}, `${dialect} `, el('b', {}, state.limit)),
      el('p', { class: 'figures' }, this.#used, this.#permitted, this.#peak),
      this.#chart.node,
      el('p', { class: 'hint' }, this.#free),
      el('p', { class: 'hint subject' }, `${state.subject}: ${state.unit}${window}, ${words(state.counting)}${state.hidden ? ', hidden' : ''}`));
  }

  get isOver() {
    return this.#chart.isEmpty;
  }

  take(at, state) {
    this.#state = { ...state, nextMs: Date.parse(state.nextFreeAt ?? ''), resetMs: Date.parse(state.resetAt ?? '') };
    this.#chart.add(at, state.used, state.permitLimit);
    say(this.#used, number(state.used));
    say(this.#permitted, ` of ${number(state.permitLimit)}`);
    say(this.#peak, `highest ${number(this.#chart.highest)}`);
    const isFull = state.used >= state.permitLimit;
    this.node.classList.toggle('full', isFull);
    this.#chart.node.setAttribute('aria-label', `${state.limit}: ${state.used} of ${state.permitLimit} used, highest ${this.#chart.highest}`);
    this.count();
  }

  empty(at) {
    this.take(at, { ...this.#state, used: 0, remaining: this.#state.permitLimit, nextFreeAt: null, resetAt: null });
  }

  draw(at) {
    this.#chart.draw(at);
  }

  // What changes with time alone.
  count() {
    const { used, remaining, permitLimit, nextMs, resetMs } = this.#state;
    const at = now();
    const left = used >= permitLimit ? 'FULL' : `${number(remaining)} free`;
    const next = used === 0 || Number.isNaN(nextMs) ? '' : `, next free in ${duration((nextMs - at) / 1000)}`;
    const all = used === 0 || Number.isNaN(resetMs) || resetMs === nextMs ? '' : `, all in ${duration((resetMs - at) / 1000)}`;
    say(this.#free, left + next + all);
  }
}

function words(camel) {
  return camel.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

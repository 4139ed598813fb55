// The clock of the run: what time it is there, and the buttons that move it.

import { $, duration, say } from './dom.js';
import { change, read, repeat } from './api.js';

const paces = [0.1, 1, 10, 60, 600, 3600];
let known = { nowMs: 0, at: 0, rate: 1, frozen: false, elapsedSeconds: 0 };

// The time of the run now, in milliseconds since 1970, without asking for it.
export function now() {
  return known.nowMs + (known.frozen ? 0 : (performance.now() - known.at) * known.rate);
}

export function startClock() {
  const readAgain = repeat(1000, async () => take(await read('clock')));
  $('freeze').addEventListener('click', () => patch({ frozen: !known.frozen }));
  $('pace').addEventListener('change', (event) => patch({ rate: Number(event.target.value) }));
  for (const button of document.querySelectorAll('[data-advance]')) {
    button.addEventListener('click', () => patch({ advance: button.dataset.advance }));
  }
  setInterval(() => show(), 100);

  async function patch(body) {
    const clock = await change('PATCH', 'clock', body);
    if (clock) take(clock);
    readAgain();
  }
}

function take(clock) {
  known = { ...clock, nowMs: Date.parse(clock.now), at: performance.now() };
  const rates = paces.includes(clock.rate) ? paces : [...paces, clock.rate];
  if ($('pace').options.length !== rates.length || Number($('pace').value) !== clock.rate) {
    $('pace').replaceChildren(...rates.map((rate) => new Option(`${rate}x`, rate, false, rate === clock.rate)));
  }
  say($('freeze'), clock.frozen ? 'Run' : 'Freeze');
  show();
}

function show() {
  if (known.at === 0 || document.hidden) return;
  const text = new Date(now()).toISOString();
  say($('now'), `${text.slice(0, 10)} ${text.slice(11, 21)} UTC`);
  const since = duration(known.elapsedSeconds + (now() - known.nowMs) / 1000);
  say($('clock-state'), `${known.frozen ? 'frozen' : `runs ${known.rate}x`}, ${since.replace(/\.\d s$/, ' s')} since the start`);
}

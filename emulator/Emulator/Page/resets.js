// Buttons that set back exactly what they say.

import { $, el, say } from './dom.js';
import { change } from './api.js';
import { forgetRows } from './requests.js';

const parts = [
  ['limits', 'Empty windows'],
  ['journal', 'Clear the journal'],
  ['jobs', 'Forget jobs'],
  ['counts', 'Forget all counts'],
  ['scenario', 'First scenario'],
  ['clock', 'Clock as it began'],
  ['all', 'All of these'],
];

export function startResets() {
  $('reset-buttons').append(...parts.map(([part, text]) => {
    const button = el('button', { type: 'button', 'data-reset': part }, text);
    button.addEventListener('click', async () => {
      const done = await change('POST', 'reset', { [part]: true });
      if (done?.reset.includes('journal')) forgetRows();
      if (done) say($('stream-state'), `Reset: ${done.reset.join(', ')}.`);
    });
    return button;
  }));
}

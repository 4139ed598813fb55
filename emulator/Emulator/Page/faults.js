// Faults as switches, for one dialect at a time: the common ones, and whatever else its scenario says.

import { $, el, say } from './dom.js';
import { change, read, repeat } from './api.js';

const common = [
  ['429, wait 2 s', { fault: 'refuse', status: 429, retryAfter: '2s' }],
  ['500', { fault: 'refuse', status: 500 }],
  ['503', { fault: 'refuse', status: 503 }],
  ['502 page', { fault: 'gatewayPage' }],
  ['Delay 5 s', { fault: 'delay', delay: '5s' }],
  ['Stall midway', { fault: 'stall' }],
  ['Reset midway', { fault: 'reset' }],
  ['Reset early', { fault: 'reset', phase: 'headers' }],
  ['200 bytes/s', { fault: 'slowBody', bytesPerSecond: 200 }],
  ['Empty body', { fault: 'emptyBody' }],
  ['Cut-off body', { fault: 'truncate' }],
  ['Garbled body', { fault: 'garble' }],
];
const delays = ['none', '100ms', '500ms', '1s', '2s', '5s', '10s', '30s'];

let faults = {};
let scenario = {};
let drawn = '';

export function startFaults() {
  $('delay').append(...delays.map((delay) => new Option(delay, delay)));
  const readAgain = repeat(2000, refresh);
  $('fault-dialect').addEventListener('change', show);
  $('share').addEventListener('input', () => say($('share-text'), `${$('share').value} %`));
  $('share').addEventListener('change', shareChanged);
  $('failure').addEventListener('input', () => say($('failure-text'), `${$('failure').value} %`));
  $('failure').addEventListener('change', () => knob({ failureRate: Number($('failure').value) / 100 }));
  $('delay').addEventListener('change', () => knob({ delay: $('delay').value === 'none' ? null : $('delay').value }));

  async function knob(values) {
    await change('PATCH', 'scenario', { dialects: { [dialect()]: values } });
    readAgain();
  }
}

const dialect = () => $('fault-dialect').value;
const isOn = (rule) => rule.enabled !== false;

// What a rule does, without how often and whether.
function meaning({ enabled, probability, ...rest }) {
  return JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function refresh() {
  faults = (await read('faults')).dialects;
  scenario = (await read('scenario')).emulator.dialects ?? {};
  const chooser = $('fault-dialect');
  const names = Object.keys(faults);
  if (chooser.options.length !== names.length) {
    chooser.replaceChildren(...names.map((name) => new Option(name, name)));
  }
  for (const option of chooser.options) {
    const on = faults[option.value].filter(isOn).length;
    say(option, on === 0 ? option.value : `${option.value} (${on} on)`);
  }
  show();
}

function show() {
  const rules = faults[dialect()] ?? [];
  const own = scenario[dialect()] ?? {};
  const now = JSON.stringify([dialect(), rules, own.failureRate, own.delay]);
  if (now === drawn) return;
  drawn = now;
  const focused = document.activeElement?.dataset.rule;
  const isCommon = new Set();
  $('switches').replaceChildren(...common.map(([name, preset]) => {
    const rule = rules.find((one) => meaning(one) === meaning(preset));
    if (rule) isCommon.add(rule);
    return switchOf(name, rule, (on) => set(preset, on));
  }));
  const others = rules.filter((rule) => !isCommon.has(rule));
  $('rules-title').hidden = others.length === 0;
  $('rules').replaceChildren(...others.map((rule) => switchOf(nameOf(rule), rule, (on) => set(rule, on))));

  if (focused !== undefined) $('faults').querySelector(`[data-rule="${CSS.escape(focused)}"]`)?.focus();
  setUnlessHeld($('failure'), Math.round((own.failureRate ?? 0) * 100));
  say($('failure-text'), `${$('failure').value} %`);
  const delay = own.delay === undefined || own.delay === null ? 'none' : typeof own.delay === 'string' ? own.delay : 'by the scenario';
  if (![...$('delay').options].some((option) => option.value === delay)) $('delay').append(new Option(delay, delay));
  setUnlessHeld($('delay'), delay);
}

function setUnlessHeld(control, value) {
  if (!control.matches(':active')) control.value = value;
}

function switchOf(name, rule, turn) {
  const box = el('input', { type: 'checkbox', role: 'switch', 'data-rule': name });
  box.checked = rule !== undefined && isOn(rule);
  box.addEventListener('change', () => turn(box.checked));
  const share = rule?.probability !== undefined && isOn(rule) ? el('span', { class: 'hint' }, ` ${Math.round(rule.probability * 1000) / 10} %`) : '';
  return el('li', {}, el('label', {}, box, el('span', {}, name, share)));
}

function nameOf({ fault, enabled, probability, ...rest }) {
  const keys = Object.entries(rest).map(([key, value]) => `${key} ${typeof value === 'string' ? value : JSON.stringify(value)}`);
  return [fault, ...keys].join(', ');
}

const share = () => Number($('share').value) / 100;

// Places in the list may have moved since it was read, so it is read again just before.
async function set(wanted, on) {
  const name = dialect();
  const rules = (await read('faults')).dialects[name];
  const index = rules.findIndex((rule) => meaning(rule) === meaning(wanted));
  const isPreset = common.some(([, preset]) => meaning(preset) === meaning(wanted));
  const chance = isPreset && on ? { probability: share() === 1 ? null : share() } : {};
  if (index >= 0) {
    await change('PATCH', 'faults', { dialect: name, index, enabled: on, ...chance });
  } else if (on) {
    await change('POST', 'faults', { dialect: name, ...wanted, ...(share() === 1 ? {} : { probability: share() }) });
  }
  drawn = '';
  await refresh();
}

// The slider speaks for the common switches that are on.
async function shareChanged() {
  for (const [, preset] of common) {
    const rule = (faults[dialect()] ?? []).find((one) => meaning(one) === meaning(preset));
    if (rule && isOn(rule)) await set(preset, true);
  }
}

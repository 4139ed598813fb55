// Requests as they come, the newest on top; only so many that a person and a browser can bear them.

import { $, duration, el, number, say } from './dom.js';
import { ask, base, read, run } from './api.js';
import { showLine } from './detail.js';

const most = 300;
const longestWait = 4 * most;
const betweenDraws = 100; // and more where drawing takes long

let waiting = []; // lines that came and were not drawn yet, as text, oldest first
let recent = []; // the newest lines as text, oldest first, for another filter
let dropped = 0;
let lost = 0;
let isPaused = false;
let stream = null;
let retry = 0;
let nextDraw = 0;
let isDrawWanted = false;
let startedAt = null;
const dialects = new Set();

export function startRequests() {
  $('pause').addEventListener('click', pause);
  for (const id of ['filter-dialect', 'filter-status', 'filter-text']) {
    $(id).addEventListener('input', redraw);
  }
  $('rows').addEventListener('click', open);
  $('rows').addEventListener('keydown', move);
  document.addEventListener('visibilitychange', () => (document.hidden ? disconnect() : connect()));
  connect();
}

export function forgetRows() {
  waiting = [];
  recent = [];
  dropped = 0;
  lost = 0;
  redraw();
}

// The newest lines first, then all that follow them: no line is missed between the two.
async function connect() {
  disconnect();
  try {
    const clock = await read('clock');
    const page = await ask('GET', `${base}/__emulator/journal?newest=true&limit=${most}`);
    const next = page.headers.get('X-Emulator-Next');
    const lines = (await page.text()).split('\n').filter((line) => line !== '');
    const began = Date.parse(clock.now) - clock.elapsedSeconds * 1000;
    const isAnother = startedAt !== null && Math.abs(began - startedAt) > 100;
    startedAt = began;
    waiting = [];
    recent = lines;
    redraw();
    follow(next, isAnother);
  } catch (e) {
    say($('stream-state'), e.status === 404
      ? `Run ${run} has not begun; it begins with its first request.`
      : e.status === undefined ? 'The server cannot be reached; trying again.' : e.message);
    again();
  }
}

function follow(next, isAnother) {
  stream = new EventSource(`${base}/__emulator/journal/follow?from=${next}`);
  stream.addEventListener('open', () => {
    retry = 0;
    say($('stream-state'), isAnother ? 'Connected again; the server was restarted and begins anew.' : isPaused ? 'Paused.' : 'Live.');
  });
  stream.addEventListener('message', (event) => arrive(event.data));
  stream.addEventListener('lost', (event) => {
    lost += JSON.parse(event.data).lines;
    wantDraw();
  });
  stream.addEventListener('error', () => {
    say($('stream-state'), 'The connection to the server was lost; trying again.');
    disconnect();
    again();
  });
}

function disconnect() {
  clearTimeout(retry);
  stream?.close();
  stream = null;
}

function again() {
  retry = setTimeout(connect, 500);
}

function arrive(line) {
  waiting.push(line);
  if (waiting.length > 2 * longestWait) {
    dropped += waiting.length - longestWait;
    waiting = waiting.slice(-longestWait);
  }
  wantDraw();
}

function wantDraw() {
  if (!isDrawWanted && !isPaused) {
    isDrawWanted = true;
    requestAnimationFrame(drawWhenDue);
  }
}

function drawWhenDue(at) {
  if (at < nextDraw) {
    requestAnimationFrame(drawWhenDue);
    return;
  }
  isDrawWanted = false;
  const began = performance.now();
  if (!isPaused) draw();
  nextDraw = at + Math.max(betweenDraws, 5 * (performance.now() - began));
}

function draw() {
  const lines = waiting;
  waiting = [];
  recent = recent.concat(lines).slice(-longestWait);
  const rows = $('rows');
  const [fresh, unread] = rowsOf(lines);
  dropped += unread;
  const hadFocus = rows.contains(document.activeElement);
  rows.prepend(...fresh);
  while (rows.children.length > most) {
    rows.lastElementChild.remove();
    dropped++;
  }
  tell(hadFocus);
}

function redraw() {
  recent = recent.concat(waiting).slice(-longestWait);
  waiting = [];
  $('rows').replaceChildren(...rowsOf(recent)[0]);
  tell(false);
}

function tell(hadFocus) {
  const rows = $('rows');
  $('empty').hidden = rows.children.length > 0;
  say($('empty'), recent.length > 0 ? 'No request matches the filter.' : 'Nothing yet. Send a request to a base URL and it appears here.');
  say($('dropped'), [
    dropped > 0 ? `${number(dropped)} older rows made way; the journal has them.` : '',
    lost > 0 ? `${number(lost)} lines came too fast for this page; the journal has them.` : '',
  ].join(' ').trim());
  if (!hadFocus) {
    rows.querySelectorAll('button[tabindex="0"]').forEach((button) => button.setAttribute('tabindex', '-1'));
    rows.querySelector('button')?.setAttribute('tabindex', '0');
  }
}

// The newest that the filter lets through, newest first, and no more than fit; only those are ever read.
function rowsOf(lines) {
  const rows = [];
  let i = lines.length - 1;
  for (; i >= 0 && rows.length < most; i--) {
    const line = JSON.parse(lines[i]);
    know(line.dialect);
    if (passes(line, lines[i])) rows.push(rowOf(line, lines[i]));
  }
  return [rows, i + 1];
}

function know(dialect) {
  if (!dialects.has(dialect)) {
    dialects.add(dialect);
    $('filter-dialect').append(new Option(dialect, dialect));
  }
}

function passes(line, text) {
  const dialect = $('filter-dialect').value;
  const status = $('filter-status').value;
  const wanted = $('filter-text').value.trim().toLowerCase();
  return (dialect === '' || line.dialect === dialect)
    && (status === ''
      || (status === 'none' ? line.status === null : status === 'fault' ? line.fault !== null : String(line.status).startsWith(status)))
    && (wanted === '' || text.toLowerCase().includes(wanted));
}

function rowOf(line, text) {
  const time = new Date(line.arrivedNs / 1e6).toISOString().slice(11, 23);
  const took = line.endedNs === null ? '-' : duration((line.endedNs - line.arrivedNs) / 1e9);
  const status = line.status === null ? 'none' : String(line.status);
  const cut = line.ending === 'cutByEmulator' ? ' cut' : line.ending === 'cancelledByClient' ? ' left' : '';
  const row = el('tr', {},
    el('td', { class: 'time' }, el('button', { type: 'button', class: 'plain', tabindex: '-1', 'aria-label': `${time}, journal line ${line.seq}` }, time)),
    el('td', { class: 'dialect' }, line.dialect),
    el('td', { class: 'request' }, el('b', {}, line.method), ` ${line.path}`),
    el('td', { class: `status s${status[0]}${line.status === 429 ? ' s429' : ''}` }, status + cut),
    el('td', { class: 'n took' }, took),
    el('td', { class: 'n try' }, String(line.attempt)),
    el('td', { class: 'why' }, line.fault === null ? '' : el('b', { class: 'fault' }, line.fault), ` ${line.reason}`));
  row.title = line.reason;
  row.line = text;
  return row;
}

function open(event) {
  const row = event.target.closest('tr');
  if (row) showLine('Journal line', row.line);
}

function move(event) {
  const step = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' }[event.key];
  const row = step && event.target.closest('tr')?.[step];
  if (row) {
    event.preventDefault();
    event.target.setAttribute('tabindex', '-1');
    const button = row.querySelector('button');
    button.setAttribute('tabindex', '0');
    button.focus();
  }
}

function pause() {
  isPaused = !isPaused;
  say($('pause'), isPaused ? 'Go on' : 'Pause');
  say($('stream-state'), isPaused ? 'Paused; new requests wait.' : 'Live.');
  if (!isPaused) wantDraw();
}

// Everything that is asked of the server goes through here: the control API, in the run that the address names.

import { $, say } from './dom.js';

const path = location.pathname;
const ofRun = path.match(/^(.*)\/@([^/]+)/);

// Where the server is, and where the run that this page shows is; both without a slash at the end.
export const root = ofRun ? ofRun[1] : path.replace(/\/[^/]*$/, '');
export const run = ofRun ? decodeURIComponent(ofRun[2]) : '';
export const base = run === '' ? root : `${root}/@${encodeURIComponent(run)}`;

export class Refused extends Error {
  constructor(status, sentence) {
    super(sentence);
    this.status = status;
  }
}

export async function ask(method, url, body) {
  const answer = await fetch(url, {
    method,
    cache: 'no-store',
    headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!answer.ok) {
    const said = await answer.json().catch(() => ({}));
    throw new Refused(answer.status, said.error ?? `the server answered ${answer.status}`);
  }
  return answer;
}

export const read = async (path) => (await ask('GET', `${base}/__emulator/${path}`)).json();

// Something a person asked for: what the server says against it is shown in its own words.
export async function change(method, path, body) {
  try {
    const answer = await ask(method, `${base}/__emulator/${path}`, body);
    complain('');
    return await answer.json();
  } catch (e) {
    complain(e.message);
    return null;
  }
}

export function complain(sentence) {
  say($('complaint-text'), sentence);
  $('complaint').hidden = sentence === '';
}

// Asks again and again, never twice at once, and less often the longer an answer takes.
export function repeat(everyMs, work) {
  let timer = 0;
  let isBusy = false;
  let isWanted = false;
  async function turn() {
    clearTimeout(timer);
    if (isBusy) {
      isWanted = true;
      return;
    }
    isBusy = true;
    const began = performance.now();
    try {
      if (!document.hidden) await work();
    } catch (e) {
      if (!(e instanceof Refused || e instanceof TypeError)) console.error(e);
    } finally {
      isBusy = false;
      timer = setTimeout(turn, isWanted ? 0 : Math.max(everyMs, 4 * (performance.now() - began)));
      isWanted = false;
    }
  }
  turn();
  return turn;
}

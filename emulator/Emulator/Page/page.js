// The live page's beginning: the header, and the order in which everything else starts.

import { $, number, say } from './dom.js';
import { ask, base, complain, read, repeat, root, run } from './api.js';
import { startClock } from './clock.js';
import { startFaults } from './faults.js';
import { startJobs } from './jobs.js';
import { startLimits } from './limits.js';
import { startRequests } from './requests.js';
import { startResets } from './resets.js';
import { closeDetail } from './detail.js';

const requests = { lines: null, at: 0 };

async function readSums() {
  let health;
  let sums;
  try {
    [health, sums] = await Promise.all([
      ask('GET', `${root}/health`).then((answer) => answer.json()), read('journal/summary')]);
  } catch (e) {
    showState('trouble', e.status === undefined ? 'no connection' : e.status === 404 ? `run ${run} has not begun` : e.message);
    return;
  }

  const isVoid = sums.timing !== 'valid';
  showState(isVoid || health.status !== 'healthy' ? 'trouble' : 'well', isVoid ? 'timing void' : health.status);
  $('state').title = sums.because;

  const now = performance.now();
  const passed = (now - requests.at) / 1000;
  if (requests.lines !== null) {
    say($('rate'), number(Math.max(0, sums.lines - requests.lines) / passed));
  }
  requests.lines = sums.lines;
  requests.at = now;
  say($('total'), number(sums.lines));
  say($('open'), number(sums.openRequests));
  say($('refusals'), number(sums.byStatus['429'] ?? 0));
  say($('money'), `$${(sums.microUsd / 1e6).toFixed(sums.microUsd < 1e6 ? 4 : 2)}`);
}

function showState(kind, text) {
  $('state').className = `pill ${kind}`;
  say($('state'), text);
}

async function readRuns() {
  const { runs } = await (await ask('GET', `${root}/__emulator/runs`)).json();
  const chooser = $('run');
  const ids = runs.map((one) => one.id);
  if (!ids.includes(run)) ids.push(run);
  const wanted = ids.join('\n');
  if (chooser.dataset.ids !== wanted) {
    chooser.dataset.ids = wanted;
    chooser.replaceChildren(...ids.map((id) => new Option(id === '' ? 'everybody' : id, id, id === run, id === run)));
  }
  const mine = runs.find((one) => one.id === run);
  say($('scenario'), mine ? `${mine.scenario}, seed ${mine.seed}` : '');
}

$('run').addEventListener('change', (event) => {
  const id = event.target.value;
  location.assign(id === '' ? `${root}/` : `${root}/@${encodeURIComponent(id)}/`);
});
$('complaint-close').addEventListener('click', () => complain(''));
$('detail-close').addEventListener('click', closeDetail);
$('download').href = `${base}/__emulator/journal?download=true`;

repeat(500, readSums);
repeat(2000, readRuns);
startClock();
startLimits();
startRequests();
startJobs();
startFaults();
startResets();

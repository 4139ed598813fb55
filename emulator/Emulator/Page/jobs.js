// The newest jobs with their pictures; a picture is fetched only when it is ready and in sight.

import { $, el, number, say } from './dom.js';
import { read, repeat } from './api.js';
import { showPicture } from './detail.js';

const most = 24;
const cards = new Map();

export function startJobs() {
  repeat(1000, async () => take(await read('jobs')));
}

function take({ jobs }) {
  const shown = jobs.slice(0, most);
  const ids = new Set(shown.map(keyOf));
  for (const [id, card] of cards) {
    if (!ids.has(id)) {
      card.node.remove();
      cards.delete(id);
    }
  }

  const list = $('job-list');
  shown.forEach((job, place) => {
    const id = keyOf(job);
    if (!cards.has(id)) cards.set(id, new Card(job));
    const card = cards.get(id);
    card.take(job);
    if (list.children[place] !== card.node) list.insertBefore(card.node, list.children[place] ?? null);
  });

  const running = jobs.filter((job) => job.state === 'queued' || job.state === 'running').length;
  say($('jobs-count'), jobs.length === 0 ? 'none yet' : [
    `${number(running)} at work`, `${number(jobs.length)}${jobs.length >= 100 ? ' or more' : ''} in all`,
    jobs.length > most ? `the newest ${most} shown` : '',
  ].filter((text) => text !== '').join(', '));
}

const keyOf = (job) => `${job.dialect} ${job.id}`;

class Card {
  #picture = el('button', { type: 'button', class: 'picture', disabled: true });
  #state = el('span', { class: 'job-state' });
  #progress = el('progress', { max: '1', value: '0' });
  #hasPicture = false;

  constructor(job) {
    this.#picture.setAttribute('aria-label', `picture of job ${job.id}`);
    this.#progress.setAttribute('aria-label', `progress of job ${job.id}`);
    this.node = el('li', {},
      this.#picture,
      el('div', {},
        this.#state, this.#progress,
        el('p', { class: 'hint' }, job.model ?? job.dialect),
        el('p', { class: 'hint' }, `${job.width}x${job.height} ${job.mediaType.replace('image/', '')}`)));
    this.node.title = `${job.dialect} ${job.id}, call ${job.call}`;
  }

  take(job) {
    say(this.#state, job.state === 'running' ? `running ${Math.round(job.progress * 100)} %` : job.state);
    this.#state.className = `job-state ${job.state}`;
    this.#progress.value = job.progress;
    this.#progress.hidden = job.state !== 'queued' && job.state !== 'running';
    if (job.state === 'ready' && !this.#hasPicture) {
      this.#hasPicture = true;
      this.#picture.disabled = false;
      this.#picture.append(el('img', {
        src: job.picture, alt: '', loading: 'lazy', decoding: 'async', width: job.width, height: job.height,
      }));
      this.#picture.addEventListener('click', () => showPicture(`${job.dialect} ${job.id}, ${job.width}x${job.height}`, job.picture));
    }
  }
}

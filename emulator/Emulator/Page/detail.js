// The one dialog: a whole journal line, or a picture at its full size.

import { $, el, indented } from './dom.js';

export function showLine(title, json) {
  show(title, el('pre', { tabindex: '0' }, indented(json)));
}

export function showPicture(title, address) {
  show(title, el('img', { src: address, alt: title }));
}

export function closeDetail() {
  $('detail').close();
}

function show(title, content) {
  $('detail-title').textContent = title;
  $('detail-body').replaceChildren(content);
  $('detail').showModal();
}

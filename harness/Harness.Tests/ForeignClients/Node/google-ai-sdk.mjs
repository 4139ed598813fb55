// Vercel's AI SDK with its provider for Google, with nothing changed but its base URL.
import { createGoogle } from '@ai-sdk/google';
import { generateImage, streamText } from 'ai7';
import { assert, check, collect, picture, report, thrownBy } from './checks.mjs';
import { base, key, lookAt, model } from './google-pictures.mjs';

globalThis.AI_SDK_LOG_WARNINGS = false;

/** A client of its own that counts what it sends. */
function counted(apiKey = key) {
  const sent = { calls: 0 };
  const google = createGoogle({ apiKey, baseURL: `${base}/v1beta`, fetch: (...request) => { sent.calls++; return fetch(...request); } });
  return { google, sent };
}

async function draw(prompt, { maxRetries = 0, apiKey = key, name = model, ...more } = {}) {
  const { google, sent } = counted(apiKey);
  const answer = await generateImage({ model: google.image(name), prompt, maxRetries, ...more });
  return { answer, calls: sent.calls };
}

/** How often it asks, and what comes of it in the end, when it may try once more. */
async function triesOf(prompt, more = {}) {
  const { google, sent } = counted(more.apiKey);
  const error = await thrownBy(() => generateImage({ model: google.image(more.name ?? model), prompt, maxRetries: 1 }));
  return { calls: sent.calls, error };
}

await check('generateImage', async () => {
  const { answer } = await draw('A fox');
  assert.equal(answer.image.mediaType, 'image/jpeg');
  assert.equal(lookAt(answer.image.uint8Array), 'image/jpeg 1024x1024');
});

await check('generateImage with a ratio and several pictures', async () => {
  const { answer, calls } = await draw('A fox', { aspectRatio: '16:9', n: 2, seed: 3 });
  assert.deepEqual(answer.images.map((one) => lookAt(one.uint8Array)), ['image/jpeg 1376x768', 'image/jpeg 1376x768']);
  assert.equal(calls, 2);
});

await check('generateImage that edits', async () => {
  const { answer } = await draw({ text: 'Larger', images: [picture] });
  assert.equal(lookAt(answer.image.uint8Array), 'image/jpeg 1024x1024');
});

await check('generateImage of the oldest model', async () => {
  const { answer } = await draw('A fox', { name: 'gemini-2.5-flash-image' });
  assert.equal(lookAt(answer.image.uint8Array), 'image/png 1024x1024');
});

await check('streamText', async () => {
  const { google } = counted();
  const result = streamText({ model: google(model), prompt: 'A fox', maxRetries: 0 });
  const parts = await collect(result.fullStream);
  const files = parts.filter((part) => part.type === 'file');
  assert.deepEqual(files.map((part) => lookAt(part.file.uint8Array)), ['image/jpeg 1024x1024']);
  assert.equal(await result.finishReason, 'stop');
});

await check('streamText with an error in the middle', async () => {
  const { google } = counted();
  const parts = await collect(streamText({ model: google(model), prompt: 'break the stream', maxRetries: 0, onError() {} }).fullStream);
  assert.ok(parts.some((part) => part.type === 'error'));
});

await check('streamText without an end', async () => {
  const { google } = counted();
  const result = streamText({ model: google(model), prompt: 'forget the end', maxRetries: 0, onError() {} });
  const parts = await collect(result.fullStream);
  assert.ok(!parts.some((part) => part.type === 'finish' && part.finishReason === 'stop'));
});

await check('refusals that are not tried again', async () => {
  for (const prompt of ['block the prompt', 'block the picture', 'prohibited by policy']) {
    assert.equal((await triesOf(prompt)).calls, 1, prompt);
  }
});

await check('refusals that are tried again', async () => {
  const prompts = ['other reason', 'no image', 'only words', 'only a thought'];
  const tries = await Promise.all(prompts.map((prompt) => triesOf(prompt)));
  assert.deepEqual(tries.map((one) => one.calls), prompts.map(() => 2));
});

await check('errors that are tried again', async () => {
  const prompts = ['too many', 'overloaded', 'internal error', 'too late', 'bad gateway'];
  const tries = await Promise.all(prompts.map((prompt) => triesOf(prompt)));
  assert.deepEqual(tries.map((one) => one.calls), prompts.map(() => 2));
});

await check('429 that clears', async () => {
  const { answer, calls } = await draw('refuse me once', { maxRetries: 1 });
  assert.equal(lookAt(answer.image.uint8Array), 'image/jpeg 1024x1024');
  assert.equal(calls, 2);
});

await check('errors that are not tried again', async () => {
  const key400 = await triesOf('A fox', { apiKey: 'invalid-key' });
  assert.deepEqual([key400.calls, key400.error.statusCode], [1, 400]);
  assert.match(key400.error.message, /API key not valid/);
  const model404 = await triesOf('A fox', { name: 'gemini-9' });
  assert.deepEqual([model404.calls, model404.error.statusCode], [1, 404]);
});

await check('answers of 200 that cannot be read', async () => {
  for (const prompt of ['cut me off', 'say nothing']) {
    const { calls, error } = await triesOf(prompt);
    assert.equal(calls, 1, prompt);
    assert.match(error.message, /Invalid JSON response/, prompt);
  }
});

await check('connection that is reset', async () => {
  assert.equal((await triesOf('hang up on me')).calls, 2);
});

await check('files', async () => {
  const { google } = counted();
  const file = await google.files().uploadFile({ data: { type: 'data', data: picture }, mediaType: 'image/png' });
  assert.match(file.providerReference.google, /\/v1beta\/files\//);
});

report();

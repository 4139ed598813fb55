// Google's own SDK, version 3, which calls /v1, with nothing changed but its base URL.
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiError, GoogleGenAI } from '@google/genai';
import { assert, check, collect, picture, report, thrownBy } from './checks.mjs';
import { base, dot, key, lookAt, model, picturesOf, until } from './google-pictures.mjs';

const ai = new GoogleGenAI({ apiKey: key, httpOptions: { baseUrl: base } });
const ask = (text, config = {}, client = ai) => client.models.generateContent({ model, contents: text, config });
const detailsOf = (error) => JSON.parse(error.message).error;
const batchOf = (...texts) => texts.map((text, index) => ({
  contents: [{ role: 'user', parts: [{ text }] }], config: { responseModalities: ['IMAGE'] }, metadata: { key: `k${index + 1}` },
}));

await check('generate', async () => {
  const answer = await ask('A fox', { responseModalities: ['IMAGE'] });
  assert.deepEqual(picturesOf(answer), ['image/jpeg 1024x1024']);
  assert.equal(answer.candidates[0].finishReason, 'STOP');
  assert.equal(answer.modelVersion, model);
  assert.equal(answer.responseId.length, 23);
  const { promptTokenCount, candidatesTokenCount, thoughtsTokenCount, totalTokenCount } = answer.usageMetadata;
  assert.equal(promptTokenCount + candidatesTokenCount + thoughtsTokenCount, totalTokenCount);
  assert.equal(lookAt(Buffer.from(answer.data, 'base64')), 'image/jpeg 1024x1024');
});

await check('ratio, size, thinking and search', async () => {
  const answer = await ask('A fox', {
    imageConfig: { aspectRatio: '16:9', imageSize: '2K' },
    thinkingConfig: { thinkingLevel: 'HIGH', includeThoughts: true },
    tools: [{ googleSearch: {} }],
    seed: 7,
  });
  assert.equal(picturesOf(answer).at(-1), 'image/jpeg 2752x1536');
  assert.ok(answer.candidates[0].content.parts.some((part) => part.thought === true && part.text.length > 0));
  assert.ok(answer.candidates[0].groundingMetadata.webSearchQueries.length > 0);
});

await check('oldest model as PNG', async () => {
  const answer = await ai.models.generateContent({ model: 'gemini-2.5-flash-image', contents: 'A fox' });
  assert.equal(picturesOf(answer).at(-1), 'image/png 1024x1024');
});

await check('stream', async () => {
  const chunks = await collect(await ai.models.generateContentStream({ model, contents: 'A fox' }));
  const pictures = chunks.filter((chunk) => chunk.candidates?.[0]?.content?.parts?.some((part) => part.inlineData));
  assert.equal(pictures.length, 1);
  assert.deepEqual(picturesOf(pictures[0]), ['image/jpeg 1024x1024']);
  assert.equal(chunks.at(-1).candidates[0].finishReason, 'STOP');
  assert.equal(new Set(chunks.map((chunk) => chunk.responseId)).size, 1);
});

await check('chat that edits', async () => {
  const chat = ai.chats.create({ model });
  const first = await chat.sendMessage({ message: 'A wide fox', config: { imageConfig: { aspectRatio: '16:9' } } });
  const second = await chat.sendMessage({ message: 'Make it red' });
  assert.deepEqual([picturesOf(first).at(-1), picturesOf(second).at(-1)], ['image/jpeg 1376x768', 'image/jpeg 1376x768']);
  assert.equal(chat.getHistory().length, 4);
});

await check('edit without the signature', async () => {
  const contents = [
    { role: 'user', parts: [{ text: 'A fox' }] }, { role: 'model', parts: [dot] }, { role: 'user', parts: [{ text: 'Red' }] },
  ];
  const error = await thrownBy(() => ai.models.generateContent({ model, contents }));
  assert.equal(error.status, 400);
  assert.match(detailsOf(error).message, /missing a thought_signature in content position 2, part position 1\./);
});

await check('models', async () => {
  const models = await collect(await ai.models.list({ config: { pageSize: 2 } }));
  assert.ok(models.some((one) => one.name === `models/${model}`));
  const one = await ai.models.get({ model });
  assert.deepEqual(one.supportedActions, ['generateContent', 'countTokens', 'batchGenerateContent']);
});

await check('count', async () => {
  assert.ok((await ai.models.countTokens({ model, contents: 'A fox in the snow' })).totalTokens > 0);
});

await check('files', async () => {
  const file = await ai.files.upload({ file: new Blob([picture], { type: 'image/png' }), config: { displayName: 'dot' } });
  assert.equal(file.state, 'ACTIVE');
  assert.equal(file.sizeBytes, String(picture.length));
  assert.equal((await ai.files.get({ name: file.name })).displayName, 'dot');
  const answer = await ai.models.generateContent({
    model, contents: [{ role: 'user', parts: [{ text: 'Larger' }, { fileData: { fileUri: file.uri, mimeType: file.mimeType } }] }],
  });
  assert.equal(picturesOf(answer).at(-1), 'image/jpeg 1024x1024');
  const path = join(tmpdir(), `${file.name.split('/')[1]}.png`);
  await ai.files.download({ file: file.name, downloadPath: path });
  assert.deepEqual(await readFile(path), picture);
  assert.ok((await collect(await ai.files.list())).some((one) => one.name === file.name));
  await ai.files.delete({ name: file.name });
  assert.equal((await thrownBy(() => ai.files.get({ name: file.name }))).status, 404);
});

await check('batch', async () => {
  const created = await ai.batches.create({ model, src: batchOf('A fox', 'block the picture'), config: { displayName: 'two' } });
  assert.equal(created.state, 'JOB_STATE_PENDING');
  const done = await until(() => ai.batches.get({ name: created.name }), (one) => one.state === 'JOB_STATE_SUCCEEDED');
  const [first, second] = done.dest.inlinedResponses;
  assert.deepEqual([first.metadata.key, second.metadata.key], ['k1', 'k2']);
  assert.deepEqual(picturesOf(first.response), ['image/jpeg 1024x1024']);
  assert.equal(second.response.candidates[0].finishReason, 'IMAGE_SAFETY');
  assert.ok((await collect(await ai.batches.list())).some((one) => one.name === created.name));
});

await check('batch of a file', async () => {
  const lines = ['a', 'b'].map((name) => JSON.stringify({ key: name, request: { contents: [{ parts: [{ text: 'A fox' }] }] } })).join('\n');
  const file = await ai.files.upload({ file: new Blob([lines], { type: 'application/jsonl' }), config: { mimeType: 'application/jsonl' } });
  const created = await ai.batches.create({ model, src: file.name });
  const done = await until(() => ai.batches.get({ name: created.name }), (one) => one.state === 'JOB_STATE_SUCCEEDED');
  const path = join(tmpdir(), `${done.dest.fileName.split('/')[1]}.jsonl`);
  await ai.files.download({ file: done.dest.fileName, downloadPath: path });
  const answers = (await readFile(path, 'utf8')).trim().split('\n').map((line) => JSON.parse(line));
  assert.deepEqual(answers.map((one) => one.key), ['a', 'b']);
  assert.deepEqual(picturesOf(answers[1].response), ['image/jpeg 1024x1024']);
});

await check('batch cancelled and deleted', async () => {
  const created = await ai.batches.create({ model, src: batchOf('A fox') });
  await ai.batches.cancel({ name: created.name });
  assert.equal((await ai.batches.get({ name: created.name })).state, 'JOB_STATE_CANCELLED');
  await ai.batches.delete({ name: created.name });
  assert.equal((await thrownBy(() => ai.batches.get({ name: created.name }))).status, 404);
});

await check('refusals are answers', async () => {
  const blocked = await ask('block the prompt');
  assert.equal(blocked.promptFeedback.blockReason, 'PROHIBITED_CONTENT');
  assert.equal(blocked.candidates, undefined);
  const safe = await ask('block the picture');
  assert.equal(safe.candidates[0].finishReason, 'IMAGE_SAFETY');
  assert.equal(safe.candidates[0].finishMessage, undefined, 'the SDK no longer drops it');
  assert.equal((await ask('no image')).candidates[0].finishReason, 'NO_IMAGE');
  assert.ok((await ask('only words')).text.length > 0);
});

await check('wrong key', async () => {
  const other = new GoogleGenAI({ apiKey: 'invalid-key', httpOptions: { baseUrl: base } });
  const error = await thrownBy(() => ask('A fox', {}, other));
  assert.ok(error instanceof ApiError);
  assert.equal(error.status, 400);
  assert.equal(detailsOf(error).details[0].reason, 'API_KEY_INVALID');
});

await check('unknown model', async () => {
  const error = await thrownBy(() => ai.models.generateContent({ model: 'gemini-9', contents: 'A fox' }));
  assert.equal(error.status, 404);
  assert.match(detailsOf(error).message, /^models\/gemini-9 is not found for API version v1, /);
});

await check('429 with all its details', async () => {
  const error = await thrownBy(() => ask('too many'));
  assert.equal(error.status, 429);
  const { status, message, details } = detailsOf(error);
  assert.equal(status, 'RESOURCE_EXHAUSTED');
  assert.match(message, /\nPlease retry in [0-9.]+s\.$/);
  assert.deepEqual(details.map((one) => one['@type'].split('.').at(-1)), ['Help', 'QuotaFailure', 'RetryInfo']);
  assert.match(details[2].retryDelay, /^[0-9]+s$/);
});

await check('retries only where it is told to', async () => {
  assert.equal((await thrownBy(() => ask('refuse me once'))).status, 429);
  const patient = new GoogleGenAI({ apiKey: key, httpOptions: { baseUrl: base, retryOptions: { attempts: 2 } } });
  assert.deepEqual(picturesOf(await ask('refuse me once more, refuse me once', {}, patient)), ['image/jpeg 1024x1024']);
});

await check('cut JSON', async () => {
  assert.equal((await thrownBy(() => ask('cut me off'))).name, 'SyntaxError');
  const stream = async () => collect(await ai.models.generateContentStream({ model, contents: 'cut me off' }));
  assert.match((await thrownBy(stream)).message, /Incomplete JSON segment at the end/);
});

await check('HTML of a proxy', async () => {
  const error = await thrownBy(() => ask('bad gateway'));
  assert.equal(error.status, 502);
  assert.match(detailsOf(error).message, /<html>/);
});

await check('stream without an end', async () => {
  const chunks = await collect(await ai.models.generateContentStream({ model, contents: 'forget the end' }));
  assert.ok(chunks.every((chunk) => chunk.candidates[0].finishReason === undefined));
});

report();

// Google's own SDK, version 2, which calls /v1beta, with nothing changed but its base URL.
import { GoogleGenAI } from 'genai2';
import { assert, check, collect, picture, report, thrownBy } from './checks.mjs';
import { base, key, model, picturesOf, until } from './google-pictures.mjs';

const ai = new GoogleGenAI({ apiKey: key, httpOptions: { baseUrl: base } });

await check('generate', async () => {
  const answer = await ai.models.generateContent({ model, contents: 'A fox', config: { imageConfig: { aspectRatio: '21:9' } } });
  assert.equal(picturesOf(answer).at(-1), 'image/jpeg 1584x672');
});

await check('stream', async () => {
  const chunks = await collect(await ai.models.generateContentStream({ model, contents: 'A fox' }));
  assert.equal(chunks.at(-1).candidates[0].finishReason, 'STOP');
  assert.ok(chunks.some((chunk) => chunk.data));
});

await check('chat that edits', async () => {
  const chat = ai.chats.create({ model });
  await chat.sendMessage({ message: 'A fox' });
  assert.equal(picturesOf(await chat.sendMessage({ message: 'Make it red' })).at(-1), 'image/jpeg 1024x1024');
});

await check('models and count', async () => {
  assert.ok((await collect(await ai.models.list())).length > 3);
  assert.equal((await ai.models.get({ model })).name, `models/${model}`);
  assert.ok((await ai.models.countTokens({ model, contents: 'A fox' })).totalTokens > 0);
});

await check('files', async () => {
  const file = await ai.files.upload({ file: new Blob([picture], { type: 'image/png' }) });
  assert.equal((await ai.files.get({ name: file.name })).state, 'ACTIVE');
  await ai.files.delete({ name: file.name });
  assert.equal((await thrownBy(() => ai.files.get({ name: file.name }))).status, 404);
});

await check('batch', async () => {
  const created = await ai.batches.create({ model, src: [{ contents: [{ role: 'user', parts: [{ text: 'A fox' }] }] }] });
  const done = await until(() => ai.batches.get({ name: created.name }), (one) => one.state === 'JOB_STATE_SUCCEEDED');
  assert.equal(picturesOf(done.dest.inlinedResponses[0].response).at(-1), 'image/jpeg 1024x1024');
  const other = await ai.batches.create({ model, src: [{ contents: [{ role: 'user', parts: [{ text: 'A fox' }] }] }] });
  await ai.batches.cancel({ name: other.name });
  assert.equal((await ai.batches.get({ name: other.name })).state, 'JOB_STATE_CANCELLED');
});

await check('errors', async () => {
  const wrong = new GoogleGenAI({ apiKey: 'invalid-key', httpOptions: { baseUrl: base } });
  assert.equal((await thrownBy(() => wrong.models.generateContent({ model, contents: 'A fox' }))).status, 400);
  const error = await thrownBy(() => ai.models.generateContent({ model: 'gemini-9', contents: 'A fox' }));
  assert.match(error.message, /is not found for API version v1beta, /);
  assert.equal((await thrownBy(() => ai.models.generateContent({ model, contents: 'too many' }))).status, 429);
});

report();

// OpenAI's own SDK on Google's path for it, with nothing changed but its base URL.
import OpenAI from 'openai';
import { assert, check, collect, report, thrownBy } from './checks.mjs';
import { base, key, lookAt, model } from './google-pictures.mjs';

const client = new OpenAI({ apiKey: key, baseURL: `${base}/v1beta/openai`, maxRetries: 0 });
const draw = (more) => client.images.generate({ model, prompt: 'A fox', response_format: 'b64_json', ...more });

await check('generate', async () => {
  const answer = await draw();
  assert.deepEqual(answer.data.map((one) => lookAt(Buffer.from(one.b64_json, 'base64'))), ['image/jpeg 1024x1024']);
});

await check('two wide ones', async () => {
  const answer = await draw({ n: 2, size: '1792x1024' });
  assert.deepEqual(
    answer.data.map((one) => lookAt(Buffer.from(one.b64_json, 'base64'))), ['image/jpeg 1376x768', 'image/jpeg 1376x768']);
});

await check('models', async () => {
  assert.ok((await collect(await client.models.list())).some((one) => one.id === `models/${model}`));
});

await check('errors', async () => {
  assert.equal((await thrownBy(() => draw({ quality: 'high' }))).status, 400);
  assert.equal((await thrownBy(() => draw({ model: 'gemini-9' }))).status, 404);
  const wrong = new OpenAI({ apiKey: 'invalid-key', baseURL: `${base}/v1beta/openai`, maxRetries: 0 });
  assert.equal((await thrownBy(() => wrong.images.generate({ model, prompt: 'A fox' }))).status, 400);
  assert.ok((await thrownBy(() => draw({ prompt: 'too many' }))) instanceof OpenAI.RateLimitError);
});

report();

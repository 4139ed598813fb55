// Google's older SDK, which calls /v1beta, with nothing changed but its base URL.
import { GoogleGenerativeAI, GoogleGenerativeAIFetchError } from '@google/generative-ai';
import { GoogleAIFileManager } from '@google/generative-ai/server';
import { assert, check, collect, picture, report, thrownBy } from './checks.mjs';
import { base, dot, key, model, picturesOf } from './google-pictures.mjs';

const options = { baseUrl: base };
const client = (apiKey = key, name = model) => new GoogleGenerativeAI(apiKey).getGenerativeModel({ model: name }, options);

await check('generate', async () => {
  const { response } = await client().generateContent('A fox');
  assert.equal(picturesOf(response).at(-1), 'image/jpeg 1024x1024');
});

await check('edit', async () => {
  const { response } = await client().generateContent([{ text: 'Larger' }, dot]);
  assert.equal(picturesOf(response).at(-1), 'image/jpeg 1024x1024');
});

await check('stream', async () => {
  const { stream, response } = await client().generateContentStream('A fox');
  assert.ok((await collect(stream)).length > 0);
  assert.equal((await response).candidates[0].finishReason, 'STOP');
});

await check('count', async () => {
  assert.ok((await client().countTokens('A fox')).totalTokens > 0);
});

await check('files', async () => {
  const files = new GoogleAIFileManager(key, options);
  const { file } = await files.uploadFile(picture, { mimeType: 'image/png', displayName: 'dot' });
  assert.equal((await files.getFile(file.name)).sizeBytes, String(picture.length));
  const { response } = await client().generateContent([{ text: 'Larger' }, { fileData: { fileUri: file.uri, mimeType: file.mimeType } }]);
  assert.equal(picturesOf(response).at(-1), 'image/jpeg 1024x1024');
  assert.ok((await files.listFiles()).files.some((one) => one.name === file.name));
  await files.deleteFile(file.name);
  assert.equal((await thrownBy(() => files.getFile(file.name))).status, 404);
});

await check('errors', async () => {
  const wrong = await thrownBy(() => client('invalid-key').generateContent('A fox'));
  assert.ok(wrong instanceof GoogleGenerativeAIFetchError);
  assert.equal(wrong.status, 400);
  assert.equal(wrong.errorDetails[0].reason, 'API_KEY_INVALID');
  assert.equal((await thrownBy(() => client(key, 'gemini-9').generateContent('A fox'))).status, 404);
  const spent = await thrownBy(() => client().generateContent('too many'));
  assert.deepEqual(spent.errorDetails.map((one) => one['@type'].split('.').at(-1)), ['Help', 'QuotaFailure', 'RetryInfo']);
});

await check('refusals', async () => {
  const { response } = await client().generateContent('block the picture');
  assert.equal(response.candidates[0].finishReason, 'IMAGE_SAFETY');
  const blocked = (await client().generateContent('block the prompt')).response;
  assert.throws(() => blocked.text(), /PROHIBITED_CONTENT/);
});

report();

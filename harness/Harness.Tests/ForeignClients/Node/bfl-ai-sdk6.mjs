// Vercel's AI SDK 6 with its provider for Black Forest Labs of that time.
import { createBlackForestLabs } from 'bfl1';
import { APICallError, generateImage } from 'ai';
import { assert, check, report, thrownBy } from './checks.mjs';
import { flux, richKey, poorKey, sizeOf, wholePicture } from './bfl-checks.mjs';

const bfl = createBlackForestLabs({ apiKey: richKey, baseURL: `${flux}/v1`, pollIntervalMillis: 100, pollTimeoutMillis: 3000 });
const ask = (model, more) => generateImage({ model: bfl.image(model), maxRetries: 0, ...more });
const options = (values) => ({ providerOptions: { blackForestLabs: values } });

await check('picture', async () => {
  const { image, providerMetadata } = await ask('flux-pro-1.1', { prompt: 'a lighthouse', seed: 3744260447, ...options({ width: 512, height: 256 }) });
  assert.deepEqual(sizeOf(image.uint8Array), [512, 256]);
  assert.equal(providerMetadata.blackForestLabs.images[0].seed, 3744260447);
});

await check('several pictures', async () => {
  const { images } = await ask('flux-2-klein-4b', { prompt: 'a lighthouse', n: 3, ...options({ width: 256, height: 256 }) });
  assert.equal(images.length, 3);
});

await check('several models', async () => {
  for (const model of ['flux-2-pro', 'flux-2-flex', 'flux-dev', 'flux-kontext-pro', 'flux-kontext-max', 'flux-pro-1.1-ultra']) {
    const { image } = await ask(model, { prompt: 'a lighthouse', aspectRatio: '1:1' });
    assert.ok(image.uint8Array.length > 1000, model);
  }
});

await check('edit', async () => {
  const { image } = await ask('flux-kontext-pro', { prompt: { text: 'at night', images: [wholePicture] }, ...options({ outputFormat: 'png' }) });
  assert.deepEqual(sizeOf(image.uint8Array), [1024, 1024]);
});

await check('fill sends the wrong field', async () => {
  const error = await thrownBy(() => ask('flux-pro-1.0-fill', { prompt: { text: 'a lighthouse', images: [wholePicture], mask: wholePicture } }));
  assert.equal(error.statusCode, 422);
  assert.match(error.responseBody, /"loc":\["body","image"\],"msg":"Field required"/);
});

await check('wrong key', async () => {
  const model = createBlackForestLabs({ apiKey: 'bfl_invalid', baseURL: `${flux}/v1` }).image('flux-pro-1.1');
  const error = await thrownBy(() => generateImage({ model, prompt: 'a lighthouse', maxRetries: 0 }));
  assert.ok(APICallError.isInstance(error));
  assert.equal(error.statusCode, 403);
});

await check('no credits', async () => {
  const model = createBlackForestLabs({ apiKey: poorKey, baseURL: `${flux}/v1` }).image('flux-pro-1.1');
  assert.equal((await thrownBy(() => generateImage({ model, prompt: 'a lighthouse', maxRetries: 0 }))).statusCode, 402);
});

await check('too many tasks', async () => {
  assert.equal((await thrownBy(() => ask('flux-dev', { prompt: 'one too many' }))).statusCode, 429);
});

await check('a flagged request is polled until the time is up', async () => {
  assert.match((await thrownBy(() => ask('flux-dev', { prompt: 'flag me' }))).message, /timed out/);
});

await check('a withheld picture is a status that cannot be read', async () => {
  const error = await thrownBy(() => ask('flux-dev', { prompt: 'withhold me' }));
  assert.match(`${error.message} ${error.cause?.message}`, /Invalid JSON response|Type validation failed/);
});

await check('a task that fails', async () => {
  assert.match((await thrownBy(() => ask('flux-dev', { prompt: 'fail me' }))).message, /generation failed/);
});

await check('an expired URL', async () => {
  assert.equal((await thrownBy(() => ask('flux-dev', { prompt: 'come too late' }))).statusCode, 403);
});

report();

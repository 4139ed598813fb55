// Vercel's AI SDK 7 with its provider for Black Forest Labs.
import { createBlackForestLabs } from '@ai-sdk/black-forest-labs';
import { APICallError, generateImage } from 'ai7';
import { assert, check, picture, report, thrownBy } from './checks.mjs';
import { flux, richKey, poorKey, sizeOf, wholePicture } from './bfl-checks.mjs';

const bfl = createBlackForestLabs({ apiKey: richKey, baseURL: `${flux}/v1`, pollIntervalMillis: 100, pollTimeoutMillis: 3000 });
const ask = (model, more) => generateImage({ model: bfl.image(model), maxRetries: 0, ...more });
const options = (values) => ({ providerOptions: { blackForestLabs: values } });

await check('picture', async () => {
  const { image, providerMetadata, warnings } = await ask('flux-pro-1.1', { prompt: 'a lighthouse', seed: 7, ...options({ width: 512, height: 256 }) });
  assert.equal(image.mediaType, 'image/jpeg');
  assert.deepEqual(sizeOf(image.uint8Array), [512, 256]);
  assert.deepEqual(warnings, []);
  const told = providerMetadata.blackForestLabs.images[0];
  assert.equal(told.seed, 7);
  assert.equal(told.cost, 4);
  assert.equal(told.outputMegapixels, 0.13);
  assert.ok(Math.abs(told.duration - 0.3) < 0.001);
});

await check('the same seed', async () => {
  const both = await Promise.all([1, 2].map(() => ask('flux-pro-1.1', { prompt: 'a lighthouse', seed: 7, ...options({ width: 256, height: 256 }) })));
  assert.equal(both[0].providerMetadata.blackForestLabs.images[0].seed, both[1].providerMetadata.blackForestLabs.images[0].seed);
});

await check('several models', async () => {
  for (const model of ['flux-2-pro', 'flux-2-max', 'flux-2-flex', 'flux-2-klein-4b', 'flux-2-klein-9b', 'flux-dev', 'flux-kontext-pro', 'flux-kontext-max']) {
    const { image } = await ask(model, { prompt: 'a lighthouse' });
    assert.ok(image.uint8Array.length > 1000, model);
  }
});

await check('aspect ratio', async () => {
  const { image } = await ask('flux-pro-1.1-ultra', { prompt: 'a lighthouse', aspectRatio: '21:9', ...options({ raw: true }) });
  assert.deepEqual(sizeOf(image.uint8Array), [3136, 1344]);
});

await check('size', async () => {
  const { image, warnings } = await ask('flux-pro-1.1', { prompt: 'a lighthouse', size: '512x256' });
  assert.deepEqual(sizeOf(image.uint8Array), [512, 256]);
  assert.equal(warnings[0].feature, 'size');
});

await check('png', async () => {
  const { image } = await ask('flux-pro-1.1', { prompt: 'a lighthouse', ...options({ width: 256, height: 256, outputFormat: 'png' }) });
  assert.equal(image.mediaType, 'image/png');
});

await check('edit', async () => {
  const { image, providerMetadata } = await ask('flux-2-pro', { prompt: { text: 'at night', images: [wholePicture] } });
  assert.deepEqual(sizeOf(image.uint8Array), [256, 256]);
  assert.equal(providerMetadata.blackForestLabs.images[0].inputMegapixels, 0.07);
});

await check('fill', async () => {
  const { image } = await ask('flux-pro-1.0-fill', { prompt: { text: 'a lighthouse', images: [wholePicture], mask: wholePicture } });
  assert.deepEqual(sizeOf(image.uint8Array), [256, 256]);
});

await check('a mask of another size', async () => {
  const error = await thrownBy(() => ask('flux-pro-1.0-fill', { prompt: { text: 'a lighthouse', images: [wholePicture], mask: picture } }));
  assert.equal(error.statusCode, 422);
});

await check('size that is no multiple', async () => {
  const error = await thrownBy(() => ask('flux-pro-1.1', { prompt: 'a lighthouse', size: '1792x1024' }));
  assert.ok(APICallError.isInstance(error));
  assert.equal(error.statusCode, 422);
  assert.match(error.responseBody, /Input should be less than or equal to 1440/);
});

await check('wrong key', async () => {
  const model = createBlackForestLabs({ apiKey: 'bfl_invalid', baseURL: `${flux}/v1` }).image('flux-pro-1.1');
  const error = await thrownBy(() => generateImage({ model, prompt: 'a lighthouse', maxRetries: 0 }));
  assert.equal(error.statusCode, 403);
  assert.match(error.message, /Not authenticated - Invalid Authentication/);
});

await check('no credits', async () => {
  const model = createBlackForestLabs({ apiKey: poorKey, baseURL: `${flux}/v1` }).image('flux-pro-1.1');
  const error = await thrownBy(() => generateImage({ model, prompt: 'a lighthouse', maxRetries: 0 }));
  assert.equal(error.statusCode, 402);
  assert.equal(error.isRetryable, false);
});

await check('too many tasks', async () => {
  const error = await thrownBy(() => ask('flux-dev', { prompt: 'one too many' }));
  assert.equal(error.statusCode, 429);
  assert.equal(error.isRetryable, true);
});

await check('a flagged request is polled until the time is up', async () => {
  const error = await thrownBy(() => ask('flux-dev', { prompt: 'flag me' }));
  assert.match(error.message, /timed out/);
});

await check('a withheld picture is a status that cannot be read', async () => {
  const error = await thrownBy(() => ask('flux-dev', { prompt: 'withhold me' }));
  assert.match(`${error.message} ${error.cause?.message}`, /Invalid JSON response|Type validation failed/);
});

await check('a task that fails', async () => {
  const error = await thrownBy(() => ask('flux-dev', { prompt: 'fail me' }));
  assert.match(error.message, /generation failed/);
});

await check('a task that is not found', async () => {
  const error = await thrownBy(() => ask('flux-dev', { prompt: 'lose me' }));
  assert.equal(error.statusCode, 404);
});

await check('an expired URL', async () => {
  const error = await thrownBy(() => ask('flux-dev', { prompt: 'come too late' }));
  assert.equal(error.statusCode, 403);
  assert.match(error.responseBody, /AuthenticationFailed/);
});

await check('a webhook leaves no polling URL', async () => {
  const error = await thrownBy(() => ask('flux-dev', { prompt: 'a lighthouse', ...options({ webhookUrl: 'https://example.com/hook' }) }));
  assert.match(`${error.message} ${error.cause?.message}`, /Invalid JSON response|polling_url/);
});

report();

// ImagePig's own SDK with nothing changed but its base URL: every method, pictures in the answer and stored, errors.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import v8 from 'node:v8';
import ImagePig from 'imagepig';
import { assert, check, report, thrownBy } from './checks.mjs';

// Before version 21 Node has behind a flag what the SDK needs to read seeds to their last digit.
if (Number(process.versions.node.split('.')[0]) < 21) v8.setFlagsFromString('--harmony-json-parse-with-source');

const base = `${process.argv[2]}/imagepig`;
const key = '00000000-0000-4000-8000-000000000042';
const pig = ImagePig(key, true, base);

/** Format, width and height by a file's own bytes. */
function seen(file) {
  if (file.readUInt32BE(0) === 0x89504e47) return `png ${file.readUInt32BE(16)}x${file.readUInt32BE(20)}`;
  assert.equal(file.readUInt16BE(0), 0xffd8);
  let at = 2;
  while (file[at + 1] < 0xc0 || file[at + 1] > 0xcf || [0xc4, 0xc8, 0xcc].includes(file[at + 1])) at += 2 + file.readUInt16BE(at + 2);
  return `jpeg ${file.readUInt16BE(at + 7)}x${file.readUInt16BE(at + 5)}`;
}

let small;

await check('default', async () => {
  const answer = await pig.default('pig');
  small = await answer.data;
  assert.equal(seen(small), 'jpeg 512x512');
  assert.equal(answer.mimeType, 'image/jpeg');
  assert.equal(answer.url, null);
  assert.ok(answer.duration >= 0);
});

await check('xl', async () => {
  assert.equal(seen(await (await pig.xl('pig', 'a cow', { format: 'PNG' })).data), 'png 1024x1024');
});

await check('flux in every proportion', async () => {
  assert.equal(seen(await (await pig.flux('pig')).data), 'jpeg 1216x832');
  assert.equal(seen(await (await pig.flux('pig', 'portrait')).data), 'jpeg 832x1216');
  assert.equal(seen(await (await pig.flux('pig', 'square')).data), 'jpeg 1024x1024');
  assert.equal(seen(await (await pig.flux('pig', 'wide')).data), 'jpeg 1344x768');
});

await check('flux with a language', async () => {
  assert.equal(seen(await (await pig.flux('prase', 'square', { language: 'cs' })).data), 'jpeg 1024x1024');
});

await check('a seed to its last digit', async () => {
  const seed = 18446744073709551615n;
  const first = await (await fetch(`${base}/flux`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Api-Key': key },
    body: `{"positive_prompt":"pig","seed":${seed}}`,
  })).text();
  assert.match(first, /"seed":18446744073709551615,/);
  const answer = await pig.flux('pig', 'landscape', { seed: 9007199254740991 });
  assert.equal(answer.seed, 9007199254740991n);
  assert.equal(typeof (await pig.flux('another pig')).seed, 'bigint');
});

await check('stored and missing at first', async () => {
  const answer = await pig.flux('pig', 'landscape', { storage_days: 2, format: 'PNG' });
  assert.match(answer.url, /^http:\/\//);
  assert.equal('image_data' in answer.content, false);
  assert.equal(answer.mimeType, 'image/png');
  assert.equal((await fetch(answer.url, { headers: { 'User-Agent': 'Mozilla/5.0' } })).status, 404);
  assert.equal(seen(await answer.data), 'png 1216x832');
});

await check('stored and asked for by a library', async () => {
  const answer = await pig.flux('pig', 'landscape', { storage_days: 1 });
  assert.equal((await fetch(answer.url)).status, 403);
});

await check('faceswap by data', async () => {
  assert.equal(seen(await (await pig.faceswap(small, small)).data), 'jpeg 512x512');
});

await check('faceswap by URL', async () => {
  const answer = await pig.faceswap('https://imagepig.com/static/jane.jpeg', 'https://imagepig.com/static/mona-lisa.jpeg');
  assert.equal(seen(await answer.data), 'jpeg 1024x1024');
});

await check('upscale', async () => {
  assert.equal(seen(await (await pig.upscale(small)).data), 'jpeg 1024x1024');
  assert.equal(seen(await (await pig.upscale(small, 8)).data), 'jpeg 4096x4096');
});

await check('cutout', async () => {
  const answer = await pig.cutout(small);
  assert.equal(seen(await answer.data), 'png 512x512');
  assert.equal(answer.mimeType, 'image/png');
});

await check('replace', async () => {
  assert.equal(seen(await (await pig.replace(small, 'woman', 'robot')).data), 'jpeg 512x512');
});

await check('outpaint', async () => {
  assert.equal(seen(await (await pig.outpaint(small, 'dress', 0, 0, 500)).data), 'jpeg 512x1012');
});

await check('save', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'imagepig-'));
  try {
    const path = join(folder, 'pig.jpeg');
    await (await pig.default('pig')).save(path);

    // The SDK does not wait for its own writing.
    let file = Buffer.alloc(0);
    while (file.length < small.length) file = await readFile(path).catch(() => Buffer.alloc(0));
    assert.equal(seen(file), 'jpeg 512x512');
  } finally {
    await rm(folder, { recursive: true });
  }
});

await check('a wrong key', async () => {
  const error = await thrownBy(() => ImagePig('an-invalid-key', true, base).flux('pig'));
  assert.equal(error.name, 'ImagePigError');
  assert.equal(error.message, 'Response status: 401');
});

await check('a field that is refused', async () => {
  assert.equal((await thrownBy(() => pig.flux('pig', 'square', { format: 'GIF' }))).message, 'Response status: 422');
});

await check('a proportion that the SDK refuses', async () => {
  assert.equal((await thrownBy(() => pig.flux('pig', 'tall'))).message, 'Unknown proportion value: tall.');
  assert.equal((await thrownBy(() => pig.upscale(small, 3))).message, 'Unknown upscaling factor value: 3.');
});

await check('a refusal without an exception', async () => {
  const answer = await ImagePig('an-invalid-key', false, base).flux('pig');
  assert.equal(typeof answer.content.error, 'string');
  assert.equal(await answer.data, null);
});

await check('too many requests', async () => {
  assert.equal((await thrownBy(() => pig.flux('refuse me'))).message, 'Response status: 429');
});

report();

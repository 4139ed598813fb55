// The wrapper bfl-api. Its constructor takes https addresses alone, which the emulator serves with --https-port; here the address is
// set behind it, so that no certificate is needed.
import { BflAPI } from 'bfl-api';
import { assert, check, report, thrownBy } from './checks.mjs';
import { flux, richKey, poorKey, sizeOf, wholePicture } from './bfl-checks.mjs';

function at(apiKey) {
  const api = new BflAPI({ apiKey, logLevel: 'NONE' });
  api.baseUrl = flux;
  return api;
}

const api = at(richKey);
const quick = { showSpinner: false, pollInterval: 0.1, timeout: 3 };
const image = wholePicture.toString('base64');

async function finish(submitted) {
  return await api.waitForResult(submitted.id, { ...quick, pollingUrl: submitted.polling_url });
}

await check('picture', async () => {
  const submitted = await api.generateFluxPro({ prompt: 'a lighthouse', width: 512, height: 256, seed: 7 });
  assert.equal(submitted.cost, 4);
  const done = await finish(submitted);
  assert.equal(done.result.seed, 7);
  const answer = await fetch(done.result.sample);
  assert.deepEqual(sizeOf(await answer.arrayBuffer()), [512, 256]);
});

await check('polled by the id alone', async () => {
  const submitted = await api.generateFluxDev({ prompt: 'a lighthouse' });
  assert.equal((await api.waitForResult(submitted.id, quick)).status, 'Ready');
});

await check('every model', async () => {
  for (const submitted of [
    await api.generateFluxProUltra({ prompt: 'a lighthouse', aspect_ratio: '21:9', raw: true }),
    await api.generateFluxProFill({ prompt: 'a lighthouse', image, mask: image, steps: 15 }),
    await api.generateFluxProFillFinetuned({ finetune_id: 'org/lighthouse', prompt: 'a lighthouse', image }),
    await api.generateFluxProExpand({ prompt: 'a lighthouse', image, left: 100 }),
    await api.generateKontextPro({ prompt: 'at night', input_image: image }),
    await api.generateKontextMax({ prompt: 'at night', input_image: image, input_image_2: image }),
    await api.generateFlux2Pro({ prompt: 'at night', input_image: image, width: 256, height: 256 }),
    await api.generateFlux2Flex({ prompt: 'a lighthouse' }),
  ]) {
    assert.equal((await finish(submitted)).status, 'Ready');
  }
});

await check('credits and fine-tunes', async () => {
  assert.ok((await api.getUserCredits()).credits > 1000);
  assert.deepEqual((await api.getMyFinetunes()).finetunes, ['org/lighthouse']);
});

await check('invalid field', async () => {
  const error = await thrownBy(() => api.generateFluxPro({ prompt: 'a lighthouse', width: 300 }));
  assert.match(error.message, /^Invalid parameters: .*Input should be a multiple of 32/);
});

await check('wrong key', async () => {
  const error = await thrownBy(() => at('bfl_invalid').generateFluxPro({ prompt: 'a lighthouse' }));
  assert.equal(error.message, 'HTTP 403: Not authenticated - Invalid Authentication');
});

await check('no credits', async () => {
  const error = await thrownBy(() => at(poorKey).generateFluxPro({ prompt: 'a lighthouse' }));
  assert.equal(error.message, 'HTTP 402: Insufficient credits');
});

await check('too many tasks', async () => {
  const error = await thrownBy(() => api.generateFluxDev({ prompt: 'one too many' }));
  assert.match(error.message, /^Rate limit exceeded/);
});

await check('a flagged request is polled until the time is up', async () => {
  const submitted = await api.generateFluxDev({ prompt: 'flag me' });
  assert.match((await thrownBy(() => finish(submitted))).message, /^Timeout after 3 seconds/);
});

await check('a withheld picture', async () => {
  const submitted = await api.generateFluxDev({ prompt: 'withhold me' });
  assert.match((await thrownBy(() => finish(submitted))).message, /^Content was moderated/);
});

await check('a task that fails', async () => {
  const submitted = await api.generateFluxDev({ prompt: 'fail me' });
  assert.equal((await thrownBy(() => finish(submitted))).message, 'Generation failed: Unknown error');
});

report();

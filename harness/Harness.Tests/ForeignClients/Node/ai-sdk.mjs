// Vercel's AI SDK with its DeepSeek provider.
import { createDeepSeek } from '@ai-sdk/deepseek';
import { APICallError, generateObject, generateText, jsonSchema, stepCountIs, streamText, tool } from 'ai';
import { assert, base, check, collect, key, report, thrownBy, weather } from './checks.mjs';

const deepseek = createDeepSeek({ apiKey: key, baseURL: base });
const model = deepseek('deepseek-flash');
const prompt = 'Say hello';
const ask = 'What is the weather in Oslo?';
const tools = {
  weather: tool({
    description: weather.description,
    inputSchema: jsonSchema(weather.schema),
    execute: ({ town }) => `Sunny in ${town}`,
  }),
};
const off = { deepseek: { thinking: { type: 'disabled' } } };

await check('text', async () => {
  const result = await generateText({ model, prompt, maxRetries: 0 });
  assert.ok(result.text.length > 0);
  assert.ok(result.reasoningText.length > 0);
  assert.equal(result.finishReason, 'stop');
  assert.equal(result.usage.inputTokens + result.usage.outputTokens, result.usage.totalTokens);
  assert.ok(result.usage.reasoningTokens > 0);
  assert.equal(
    result.providerMetadata.deepseek.promptCacheHitTokens + result.providerMetadata.deepseek.promptCacheMissTokens,
    result.usage.inputTokens);
  assert.deepEqual(result.warnings ?? [], []);
});

await check('text without thinking', async () => {
  const result = await generateText({ model, prompt, maxRetries: 0, providerOptions: off });
  assert.equal(result.reasoningText, undefined);
});

await check('stream', async () => {
  const whole = await generateText({ model, prompt, maxRetries: 0 });
  const result = streamText({ model, prompt, maxRetries: 0 });
  const parts = await collect(result.fullStream);
  assert.deepEqual(parts.filter((part) => part.type === 'error'), []);
  assert.equal(await result.text, whole.text);
  assert.equal(await result.reasoningText, whole.reasoningText);
  assert.equal((await result.usage).totalTokens, whole.usage.totalTokens);
});

await check('tools', async () => {
  const result = await generateText({ model, prompt: ask, tools, stopWhen: stepCountIs(3), maxRetries: 0 });
  assert.equal(result.steps.length, 2);
  assert.equal(result.steps[0].toolCalls[0].toolName, 'weather');
  assert.equal(typeof result.steps[0].toolCalls[0].input.town, 'string');
  assert.ok(result.text.length > 0);
});

await check('tools streamed', async () => {
  const result = streamText({ model, prompt: ask, tools, stopWhen: stepCountIs(3), maxRetries: 0 });
  const parts = await collect(result.fullStream);
  assert.deepEqual(parts.filter((part) => part.type === 'error'), []);
  assert.equal((await result.steps).length, 2);
  assert.ok((await result.text).length > 0);
});

await check('object', async () => {
  const { object } = await generateObject({
    model, prompt: 'The weather in Oslo as json', schema: jsonSchema({ type: 'object' }), maxRetries: 0, providerOptions: off,
  });
  assert.equal(typeof object, 'object');
});

await check('wrong key', async () => {
  const wrong = createDeepSeek({ apiKey: 'sk-invalid-1234', baseURL: base })('deepseek-flash');
  const error = await thrownBy(() => generateText({ model: wrong, prompt, maxRetries: 0 }));
  assert.ok(APICallError.isInstance(error));
  assert.equal(error.statusCode, 401);
  assert.match(error.message, /\*\*\*\*1234 is invalid/);
});

await check('unknown model', async () => {
  const error = await thrownBy(() => generateText({ model: deepseek('deepseek-chat'), prompt, maxRetries: 0 }));
  assert.equal(error.statusCode, 400);
  assert.equal(error.isRetryable, false);
  assert.match(error.message, /supported API model names/);
});

report();

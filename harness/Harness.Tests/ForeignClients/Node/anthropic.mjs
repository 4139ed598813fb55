// Anthropic's own SDK with nothing changed but its base URL.
import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { assert, base, check, collect, key, report, thrownBy, weather } from './checks.mjs';

const client = new Anthropic({ apiKey: key, authToken: null, baseURL: `${base}/anthropic`, maxRetries: 0 });
const model = 'claude-haiku-4-5';
const messages = [{ role: 'user', content: 'Say hello' }];
const ask = [{ role: 'user', content: 'What is the weather in Oslo?' }];
const tools = [{ name: weather.name, description: weather.description, input_schema: weather.schema }];
const types = (message) => message.content.map((block) => block.type);

await check('message', async () => {
  const message = await client.messages.create({ model, max_tokens: 1000, system: 'Be brief.', messages });
  const chat = await new OpenAI({ apiKey: key, baseURL: base, maxRetries: 0 }).chat.completions.create({
    model: 'deepseek-flash', messages: [{ role: 'system', content: 'Be brief.' }, ...messages],
  });
  assert.equal(message.type, 'message');
  assert.equal(message.model, 'deepseek-flash');
  assert.deepEqual(types(message), ['thinking', 'text']);
  assert.equal(message.content[0].thinking, chat.choices[0].message.reasoning_content);
  assert.equal(message.content[1].text, chat.choices[0].message.content);
  assert.equal(message.stop_reason, 'end_turn');
  assert.equal(message.usage.output_tokens, chat.usage.completion_tokens);
});

await check('models', async () => {
  const opus = await client.messages.create({ model: 'claude-opus-4-1', max_tokens: 100, messages, thinking: { type: 'disabled' } });
  assert.equal(opus.model, 'deepseek-v4-pro');
  assert.deepEqual(types(opus), ['text']);
  const own = await client.messages.create({ model: 'deepseek-flash', max_tokens: 100, messages });
  assert.equal(own.model, 'deepseek-flash');
});

await check('bearer token', async () => {
  const bearer = new Anthropic({ apiKey: null, authToken: key, baseURL: `${base}/anthropic`, maxRetries: 0 });
  assert.equal((await bearer.messages.create({ model, max_tokens: 100, messages })).type, 'message');
});

await check('stream', async () => {
  const events = await collect(await client.messages.create({ model, max_tokens: 1000, messages, stream: true }));
  assert.equal(events[0].type, 'message_start');
  assert.equal(events.at(-2).type, 'message_delta');
  assert.equal(events.at(-1).type, 'message_stop');
  const starts = events.filter((event) => event.type === 'content_block_start');
  assert.deepEqual(starts.map((event) => [event.index, event.content_block.type]), [[0, 'thinking'], [1, 'text']]);
});

await check('stream helper', async () => {
  const whole = await client.messages.create({ model, max_tokens: 1000, messages });
  const final = await client.messages.stream({ model, max_tokens: 1000, messages }).finalMessage();
  assert.deepEqual(final.content.map((block) => block.text ?? block.thinking), whole.content.map((block) => block.text ?? block.thinking));
  assert.deepEqual(final.usage.output_tokens, whole.usage.output_tokens);
});

await check('tools', async () => {
  const first = await client.messages.create({ model, max_tokens: 1000, messages: ask, tools });
  assert.equal(first.stop_reason, 'tool_use');
  const call = first.content.find((block) => block.type === 'tool_use');
  assert.equal(typeof call.input.town, 'string');
  const second = await client.messages.create({
    model, max_tokens: 1000, tools,
    messages: [...ask, { role: 'assistant', content: first.content },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: call.id, content: [{ type: 'text', text: 'Sunny' }] }] }],
  });
  assert.equal(second.stop_reason, 'end_turn');
});

await check('tools streamed', async () => {
  const final = await client.messages.stream({ model, max_tokens: 1000, messages: ask, tools }).finalMessage();
  assert.equal(final.stop_reason, 'tool_use');
  assert.equal(typeof final.content.find((block) => block.type === 'tool_use').input.town, 'string');
});

await check('cut', async () => {
  const message = await client.messages.create({ model, max_tokens: 5, messages, thinking: { type: 'disabled' } });
  assert.equal(message.stop_reason, 'max_tokens');
  assert.equal(message.usage.output_tokens, 5);
});

await check('stop sequence', async () => {
  const body = { model, max_tokens: 500, messages, thinking: { type: 'disabled' } };
  const whole = (await client.messages.create(body)).content[0].text;
  const stop = whole.slice(10, 14);
  const message = await client.messages.create({ ...body, stop_sequences: [stop] });
  assert.equal(message.content[0].text, whole.slice(0, whole.indexOf(stop)));
  assert.equal(message.stop_reason, 'stop_sequence');
  assert.equal(message.stop_sequence, stop);
});

await check('wrong key', async () => {
  const wrong = new Anthropic({ apiKey: 'sk-invalid-1234', authToken: null, baseURL: `${base}/anthropic`, maxRetries: 0 });
  const error = await thrownBy(() => wrong.messages.create({ model, max_tokens: 100, messages }));
  assert.ok(error instanceof Anthropic.AuthenticationError);
  assert.match(error.message, /\*\*\*\*1234 is invalid/);
});

await check('unknown model', async () => {
  const error = await thrownBy(() => client.messages.create({ model: 'gpt-4o', max_tokens: 100, messages }));
  assert.ok(error instanceof Anthropic.BadRequestError);
  assert.match(error.message, /supported API model names/);
});

report();

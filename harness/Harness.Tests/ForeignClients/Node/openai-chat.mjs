// OpenAI's own SDK with nothing changed but its base URL: chats, models, files.
import OpenAI, { toFile } from 'openai';
import { assert, base, check, collect, key, picture, report, thrownBy, weather } from './checks.mjs';

const client = new OpenAI({ apiKey: key, baseURL: base, maxRetries: 0 });
const model = 'deepseek-flash';
const hello = [{ role: 'user', content: 'Say hello' }];
const ask = [{ role: 'user', content: 'What is the weather in Oslo?' }];
const tools = [{ type: 'function', function: { name: weather.name, description: weather.description, parameters: weather.schema } }];

await check('chat', async () => {
  const answer = await client.chat.completions.create({ model, messages: hello });
  assert.equal(answer.object, 'chat.completion');
  assert.equal(answer.model, model);
  assert.equal(answer.choices.length, 1);
  assert.equal(answer.choices[0].finish_reason, 'stop');
  assert.ok(answer.choices[0].message.content.length > 0);
  assert.ok(answer.choices[0].message.reasoning_content.length > 0);
  const { prompt_tokens, completion_tokens, total_tokens } = answer.usage;
  assert.equal(prompt_tokens + completion_tokens, total_tokens);
});

await check('chat under /v1', async () => {
  const other = new OpenAI({ apiKey: key, baseURL: `${base}/v1`, maxRetries: 0 });
  const answer = await other.chat.completions.create({ model, messages: hello, thinking: { type: 'disabled' } });
  assert.equal('reasoning_content' in answer.choices[0].message, false);
  assert.equal(answer.usage.completion_tokens_details, undefined);
});

await check('stream', async () => {
  const whole = await client.chat.completions.create({ model, messages: hello });
  const chunks = await collect(await client.chat.completions.create({
    model, messages: hello, stream: true, stream_options: { include_usage: true },
  }));
  const text = chunks.map((chunk) => chunk.choices[0].delta.content ?? '').join('');
  const thoughts = chunks.map((chunk) => chunk.choices[0].delta.reasoning_content ?? '').join('');
  assert.equal(text, whole.choices[0].message.content);
  assert.equal(thoughts, whole.choices[0].message.reasoning_content);
  assert.equal(chunks[0].choices[0].delta.role, 'assistant');
  assert.equal(chunks.at(-1).choices[0].finish_reason, 'stop');
  assert.ok(chunks.at(-1).usage.total_tokens > 0);
  assert.ok(chunks.slice(0, -1).every((chunk) => chunk.usage === null));
});

await check('stream helper', async () => {
  const stream = client.chat.completions.stream({ model, messages: hello });
  const final = await stream.finalChatCompletion();
  assert.ok(final.choices[0].message.content.length > 0);
  assert.ok((await stream.totalUsage()).total_tokens > 0);
});

await check('stream given up', async () => {
  const stream = await client.chat.completions.create({ model, messages: hello, stream: true });
  for await (const _ of stream) break;
  assert.equal(stream.controller.signal.aborted, true);
});

await check('tools', async () => {
  const first = await client.chat.completions.create({ model, messages: ask, tools });
  const [choice] = first.choices;
  assert.equal(choice.finish_reason, 'tool_calls');
  const [call] = choice.message.tool_calls;
  assert.match(call.id, /^call_00_[A-Za-z0-9]{24}$/);
  assert.equal(call.function.name, 'weather');
  assert.equal(typeof JSON.parse(call.function.arguments).town, 'string');
  const second = await client.chat.completions.create({
    model, tools, messages: [...ask, choice.message, { role: 'tool', tool_call_id: call.id, content: 'Sunny' }],
  });
  assert.equal(second.choices[0].finish_reason, 'stop');
  assert.ok(second.choices[0].message.content.length > 0);
});

await check('tools streamed', async () => {
  const stream = client.chat.completions.stream({ model, messages: ask, tools });
  const final = await stream.finalChatCompletion();
  assert.equal(final.choices[0].finish_reason, 'tool_calls');
  assert.equal(typeof JSON.parse(final.choices[0].message.tool_calls[0].function.arguments).town, 'string');
});

await check('tool runner with thinking off', async () => {
  const run = (thinking) => client.chat.completions.runTools({
    model, messages: ask, thinking,
    tools: [{ type: 'function', function: { ...tools[0].function, parse: JSON.parse, function: ({ town }) => `Sunny in ${town}` } }],
  }).finalContent();
  assert.ok((await run({ type: 'disabled' })).length > 0);
  // It sends the calls back without the thoughts that led to them, which DeepSeek refuses.
  assert.match((await thrownBy(() => run({ type: 'enabled' }))).message, /`reasoning_content` in the thinking mode must be passed back/);
});

await check('JSON', async () => {
  const answer = await client.chat.completions.create({
    model, messages: [{ role: 'user', content: 'A fox as json' }], response_format: { type: 'json_object' },
  });
  assert.equal(typeof JSON.parse(answer.choices[0].message.content), 'object');
});

await check('logprobs', async () => {
  const answer = await client.chat.completions.create({
    model, messages: hello, logprobs: true, top_logprobs: 2, thinking: { type: 'disabled' },
  });
  const { content } = answer.choices[0].logprobs;
  assert.equal(content.map((one) => one.token).join(''), answer.choices[0].message.content);
  assert.ok(content.every((one) => one.logprob <= 0 && one.top_logprobs.length <= 2));
});

await check('prefix and FIM on /beta', async () => {
  const beta = new OpenAI({ apiKey: key, baseURL: `${base}/beta`, maxRetries: 0 });
  const chat = await beta.chat.completions.create({
    model, thinking: { type: 'disabled' }, messages: [...hello, { role: 'assistant', content: 'Well,', prefix: true }],
  });
  assert.ok(chat.choices[0].message.content.length > 0);
  const fim = await beta.completions.create({ model: 'deepseek-v4-pro', prompt: 'def fib(a):', suffix: 'return fib(a-1)' });
  assert.equal(fim.object, 'text_completion');
  assert.equal(typeof fim.choices[0].text, 'string');
});

await check('models', async () => {
  const models = await collect(await client.models.list());
  assert.deepEqual(models.map((one) => one.id), ['deepseek-flash', 'deepseek-v4-pro']);
});

await check('file', async () => {
  const file = await client.files.create({ file: await toFile(picture, 'dot.png', { type: 'image/png' }), purpose: 'user_data' });
  assert.equal(file.object, 'file');
  assert.equal(file.bytes, picture.length);
  assert.equal(file.filename, 'dot.png');
  const seen = (id) => client.chat.completions.create({
    model, messages: [{ role: 'user', content: [{ type: 'text', text: 'What is it?' }, { type: 'file', file_id: id }] }],
  });
  assert.ok((await seen(file.id)).choices[0].message.content.length > 0);
  assert.equal((await thrownBy(() => seen('file-none'))).status, 400);
});

await check('wrong key', async () => {
  const wrong = new OpenAI({ apiKey: 'sk-invalid-1234', baseURL: base, maxRetries: 0 });
  const error = await thrownBy(() => wrong.chat.completions.create({ model, messages: hello }));
  assert.ok(error instanceof OpenAI.AuthenticationError);
  assert.match(error.message, /\*\*\*\*1234 is invalid/);
  assert.equal(error.type, 'authentication_error');
});

await check('unknown model', async () => {
  const error = await thrownBy(() => client.chat.completions.create({ model: 'gpt-4o', messages: hello }));
  assert.ok(error instanceof OpenAI.BadRequestError);
  assert.match(error.message, /supported API model names are deepseek-flash, deepseek-v4-pro, but you passed gpt-4o/);
  assert.equal(error.requestID ?? null, null);
});

await check('429 is retried', async () => {
  const patient = new OpenAI({ apiKey: key, baseURL: base, maxRetries: 1 });
  const { response } = await patient.chat.completions.create(
    { model, messages: [{ role: 'user', content: 'refuse me once' }] }, { headers: { 'X-Request-Id': `once-${key}` } }).withResponse();
  assert.equal(response.status, 200);
});

report();

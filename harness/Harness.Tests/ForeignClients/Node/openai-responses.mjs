// OpenAI's own SDK on the Responses API.
import OpenAI from 'openai';
import { assert, base, check, collect, key, report, thrownBy, weather } from './checks.mjs';

const client = new OpenAI({ apiKey: key, baseURL: base, maxRetries: 0 });
const model = 'deepseek-flash';
const input = 'Say hello';
const ask = [{ role: 'user', content: 'What is the weather in Oslo?' }];
const tools = [{ type: 'function', name: weather.name, description: weather.description, parameters: weather.schema, strict: false }];

await check('response', async () => {
  const answer = await client.responses.create({ model, input, instructions: 'Be brief.' });
  const chat = await client.chat.completions.create({
    model, messages: [{ role: 'system', content: 'Be brief.' }, { role: 'user', content: input }],
  });
  assert.equal(answer.status, 'completed');
  assert.equal(answer.store, false);
  assert.deepEqual(answer.output.map((item) => item.type), ['reasoning', 'message']);
  assert.equal(answer.output_text, chat.choices[0].message.content);
  assert.equal(answer.usage.input_tokens + answer.usage.output_tokens, answer.usage.total_tokens);
  assert.equal(answer.usage.output_tokens, chat.usage.completion_tokens);
});

await check('no effort, no thoughts', async () => {
  const answer = await client.responses.create({ model, input, reasoning: { effort: 'none' } });
  assert.deepEqual(answer.output.map((item) => item.type), ['message']);
  assert.equal(answer.usage.output_tokens_details.reasoning_tokens, 0);
  assert.equal(answer.reasoning.effort, 'none');
});

await check('stream', async () => {
  const events = await collect(await client.responses.create({ model, input, stream: true }));
  assert.deepEqual(events.map((event) => event.sequence_number), events.map((_, index) => index));
  assert.equal(events[0].type, 'response.created');
  assert.equal(events[1].type, 'response.in_progress');
  const { response, type } = events.at(-1);
  assert.equal(type, 'response.completed');
  const text = events.filter((event) => event.type === 'response.output_text.delta').map((event) => event.delta).join('');
  const thoughts = events.filter((event) => event.type === 'response.reasoning_text.delta').map((event) => event.delta).join('');
  assert.equal(response.output[0].content[0].text, thoughts);
  assert.equal(response.output[1].content[0].text, text);
});

await check('stream helper', async () => {
  const final = await client.responses.stream({ model, input }).finalResponse();
  assert.equal(final.status, 'completed');
  assert.ok(final.output_text.length > 0);
});

await check('cut', async () => {
  const answer = await client.responses.create({ model, input, max_output_tokens: 5, reasoning: { effort: 'none' } });
  assert.equal(answer.status, 'incomplete');
  assert.equal(answer.incomplete_details.reason, 'max_output_tokens');
  assert.equal(answer.usage.output_tokens, 5);
});

await check('tools', async () => {
  const first = await client.responses.create({ model, input: ask, tools });
  const call = first.output.find((item) => item.type === 'function_call');
  assert.match(call.call_id, /^call_00_/);
  assert.equal(typeof JSON.parse(call.arguments).town, 'string');
  const second = await client.responses.create({
    model, tools, input: [...ask, ...first.output, { type: 'function_call_output', call_id: call.call_id, output: 'Sunny' }],
  });
  assert.ok(second.output_text.length > 0);
  const error = await thrownBy(() => client.responses.create({ model, tools, input: [...ask, ...first.output] }));
  assert.match(error.message, /No tool output found for tool call/);
});

await check('tools streamed', async () => {
  const final = await client.responses.stream({ model, input: ask, tools }).finalResponse();
  const call = final.output.find((item) => item.type === 'function_call');
  assert.equal(typeof JSON.parse(call.arguments).town, 'string');
});

await check('JSON', async () => {
  const answer = await client.responses.create({ model, input: 'A fox as json', text: { format: { type: 'json_object' } } });
  assert.equal(typeof JSON.parse(answer.output_text), 'object');
});

await check('JSON of a schema', async () => {
  const answer = await client.responses.create({
    model, input: 'Describe a town', text: { format: { type: 'json_schema', name: 'town', schema: weather.schema, strict: true } },
  });
  assert.equal(typeof JSON.parse(answer.output_text).town, 'string');
});

await check('unknown model', async () => {
  const error = await thrownBy(() => client.responses.create({ model: 'gpt-5', input }));
  assert.ok(error instanceof OpenAI.BadRequestError);
  assert.match(error.message, /supported API model names/);
});

report();

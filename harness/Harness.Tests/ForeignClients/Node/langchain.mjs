// LangChain with its DeepSeek integration.
import { HumanMessage, ToolMessage } from '@langchain/core/messages';
import { ChatDeepSeek } from '@langchain/deepseek';
import { assert, base, check, collect, key, report, thrownBy, weather } from './checks.mjs';

const make = (more) => new ChatDeepSeek({
  model: 'deepseek-flash', apiKey: key, maxRetries: 0, configuration: { baseURL: base }, ...more,
});
const off = { modelKwargs: { thinking: { type: 'disabled' } } };
const tools = [{ type: 'function', function: { name: weather.name, description: weather.description, parameters: weather.schema } }];

await check('invoke', async () => {
  const message = await make().invoke('Say hello');
  assert.ok(message.content.length > 0);
  assert.ok(message.additional_kwargs.reasoning_content.length > 0);
  assert.equal(message.usage_metadata.input_tokens + message.usage_metadata.output_tokens, message.usage_metadata.total_tokens);
});

await check('stream', async () => {
  const whole = await make().invoke('Say hello');
  const chunks = await collect(await make().stream('Say hello'));
  assert.equal(chunks.map((chunk) => chunk.content).join(''), whole.content);
});

await check('tools', async () => {
  const ask = new HumanMessage('What is the weather in Oslo?');
  const first = await make(off).bindTools(tools).invoke([ask]);
  const [call] = first.tool_calls;
  assert.equal(call.name, 'weather');
  assert.equal(typeof call.args.town, 'string');
  const second = await make(off).bindTools(tools).invoke([ask, first, new ToolMessage({ tool_call_id: call.id, content: 'Sunny' })]);
  assert.ok(second.content.length > 0);
});

await check('structured output needs thinking off', async () => {
  const error = await thrownBy(() => make().withStructuredOutput(weather.schema, { name: 'weather' }).invoke('Say hello'));
  assert.match(error.message, /Thinking mode does not support this tool_choice/);
});

await check('wrong key', async () => {
  const error = await thrownBy(() => make({ apiKey: 'sk-invalid-1234' }).invoke('Say hello'));
  assert.match(error.message, /\*\*\*\*1234 is invalid/);
});

report();

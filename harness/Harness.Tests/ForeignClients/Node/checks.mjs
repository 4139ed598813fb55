// What every script has in common: where the emulator is, and a list of checks that ends as one line of JSON.
import assert from 'node:assert/strict';

export { assert };
export const base = `${process.argv[2]}/deepseek`;
export const key = 'sk-00000000000000000000000000000042';

const results = {};

/** Runs one check; what it throws is its result, and the others run all the same. */
export async function check(name, act) {
  try {
    await act();
    results[name] = 'ok';
  } catch (error) {
    results[name] = `${error?.name ?? 'Error'}: ${error?.message ?? error}`.slice(0, 600);
  }
}

/** The error that something is expected to throw. */
export async function thrownBy(act) {
  try {
    await act();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

export async function collect(stream) {
  const items = [];
  for await (const item of stream) items.push(item);
  return items;
}

export function report() {
  console.log(JSON.stringify(results));
}

export const weather = {
  name: 'weather',
  description: 'The weather of a town',
  schema: {
    type: 'object',
    properties: { town: { type: 'string' } },
    required: ['town'],
    additionalProperties: false,
  },
};

/** The smallest PNG there is. */
export const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

// What the scripts for Google's picture models have in common: where the dialect is, and what a picture says of itself.
import { assert, picture } from './checks.mjs';

export const base = `${process.argv[2]}/gemini`;
export const key = 'AIzaSy000000000000000000000000000000042';
export const model = 'gemini-nano-banana-2.1';

/** The format and the size that a file has by its own first bytes: PNG or JPEG. */
export function lookAt(bytes) {
  const file = Buffer.from(bytes);
  if (file.subarray(1, 4).toString('latin1') === 'PNG') {
    return `image/png ${file.readUInt32BE(16)}x${file.readUInt32BE(20)}`;
  }
  assert.equal(file.readUInt16BE(0), 0xffd8, 'neither PNG nor JPEG');
  for (let at = 2; at < file.length;) {
    const kind = file[at + 1];
    if (kind >= 0xc0 && kind <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(kind)) {
      assert.equal(file.readUInt16BE(file.length - 2), 0xffd9, 'the JPEG has no end');
      return `image/jpeg ${file.readUInt16BE(at + 7)}x${file.readUInt16BE(at + 5)}`;
    }
    at += 2 + file.readUInt16BE(at + 2);
  }
  throw new Error('the JPEG has no frame');
}

/** The pictures of a native answer, each of which is what its type says. */
export function picturesOf(answer) {
  const parts = answer.candidates[0].content.parts.filter((part) => part.inlineData && !part.thought);
  return parts.map(({ inlineData }) => {
    const seen = lookAt(Buffer.from(inlineData.data, 'base64'));
    assert.ok(seen.startsWith(`${inlineData.mimeType} `), `${seen} is no ${inlineData.mimeType}`);
    return seen;
  });
}

export const dot = { inlineData: { mimeType: 'image/png', data: picture.toString('base64') } };

/** Asks again until something is so. */
export async function until(ask, isSo) {
  for (let count = 0; count < 100; count++) {
    const answer = await ask();
    if (isSo(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('it never came about');
}

// What the scripts for Black Forest Labs have in common: the base URL, keys, a picture to edit, and sizes of pictures.
import { deflateSync } from 'node:zlib';

export const flux = `${process.argv[2]}/flux`;
export const richKey = 'bfl_00000000000000000000000042';
export const poorKey = 'bfl_00000000000000000000000001';

/** Width and height of a PNG or JPEG. */
export function sizeOf(bytes) {
  const file = Buffer.from(bytes);
  if (file.readUInt32BE(0) === 0x89504e47) return [file.readUInt32BE(16), file.readUInt32BE(20)];
  for (let at = 2; at < file.length; at += 2 + file.readUInt16BE(at + 2)) {
    if (file[at + 1] >= 0xc0 && file[at + 1] <= 0xc2) return [file.readUInt16BE(at + 7), file.readUInt16BE(at + 5)];
  }
  throw new Error('neither PNG nor JPEG');
}

/** A grey PNG of 256 by 256. */
export const wholePicture = (() => {
  const table = Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c >>> 0;
  });
  const crc = (data) => (data.reduce((c, byte) => table[(c ^ byte) & 0xff] ^ (c >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(256, 0);
  head.writeUInt32BE(256, 4);
  head[8] = 8;
  const rows = Buffer.alloc(256 * 257, 128);
  for (let row = 0; row < 256; row++) rows[row * 257] = 0;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0)),
  ]);
})();

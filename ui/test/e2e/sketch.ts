const CHUNK = 4096;
const POLYNOMIAL = 0x82f63b78;

const TABLE = Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ POLYNOMIAL : rest >>> 1;
  return rest >>> 0;
});

function crc32c(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = (TABLE[(sum ^ byte) & 0xff] ?? 0) ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value, 'utf8');
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function long(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt.asUintN(64, value));
  return bytes;
}

/** Seven bits a byte, the lowest first, the high bit set on all but the last. */
function number(value: bigint): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 0x7fn) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Buffer.from(bytes);
}

/** A sketch file of version 1 in which every chunk was kept: each volume is the numbers of its chunks, ascending. */
export function sketchFile(secretId: string, volumes: Readonly<Record<string, readonly number[]>>): Buffer {
  const parts = [
    Buffer.from('MYIDCSK\n', 'latin1'),
    Buffer.from([0, 1]),
    text('FIXED'),
    Buffer.from([0, 0, CHUNK >> 8, CHUNK & 0xff]),
    Buffer.from([0]),
    text('NONE'),
    long(BigInt(`0x${secretId}`)),
  ];
  for (const name of Object.keys(volumes).toSorted()) {
    const chunks = volumes[name] ?? [];
    parts.push(Buffer.from([1]), text(name), long(BigInt(chunks.length * CHUNK)), long(0n), long(0n));
    parts.push(long(BigInt(chunks.length)), number(BigInt(chunks.length)));
    let before = 0;
    for (const chunk of chunks) {
      parts.push(number(BigInt(chunk - before)), number(0n));
      before = chunk;
    }
  }
  parts.push(Buffer.from([0]));
  const body = Buffer.concat(parts);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32c(body));
  return Buffer.concat([body, sum]);
}

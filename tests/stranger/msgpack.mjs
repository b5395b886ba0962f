// msgpack, written and read: nil, booleans, whole numbers, 64-bit floats, text, bytes, arrays, maps with text for keys.
// Maps are read as Map, bytes as Buffer, whole numbers beyond 2^53 as BigInt.

const MOST_NESTED = 64;

export function encode(value) {
  const parts = [];
  write(value, parts);
  return Buffer.concat(parts);
}

function write(value, parts) {
  if (value === null || value === undefined) parts.push(Buffer.of(0xc0));
  else if (typeof value === "boolean") parts.push(Buffer.of(value ? 0xc3 : 0xc2));
  else if (typeof value === "bigint") writeWhole(value, parts);
  else if (typeof value === "number") writeNumber(value, parts);
  else if (typeof value === "string") writeText(value, parts);
  else if (value instanceof Uint8Array) writeBytes(value, parts);
  else if (Array.isArray(value)) {
    writeLength(value.length, 0x90, 15, 0xdc, parts);
    for (const part of value) write(part, parts);
  } else {
    const entries = value instanceof Map ? [...value] : Object.entries(value);
    writeLength(entries.length, 0x80, 15, 0xde, parts);
    for (const [key, part] of entries) {
      writeText(key, parts);
      write(part, parts);
    }
  }
}

function writeNumber(value, parts) {
  if (Number.isInteger(value) && value >= -(2 ** 63) && value < 2 ** 64) return writeWhole(BigInt(value), parts);
  const bytes = Buffer.alloc(9);
  bytes[0] = 0xcb;
  bytes.writeDoubleBE(value, 1);
  return parts.push(bytes);
}

// The shortest of the forms in which the number has room.
function writeWhole(value, parts) {
  if (value >= 0n) {
    if (value < 0x80n) return parts.push(Buffer.of(Number(value)));
    const [kind, size] =
      value < 0x100n ? [0xcc, 1] : value < 0x10000n ? [0xcd, 2] : value < 0x100000000n ? [0xce, 4] : [0xcf, 8];
    return writeSized(kind, size, value, parts);
  }
  if (value >= -0x20n) return parts.push(Buffer.of(Number(value) & 0xff));
  const [kind, size] =
    value >= -0x80n ? [0xd0, 1] : value >= -0x8000n ? [0xd1, 2] : value >= -0x80000000n ? [0xd2, 4] : [0xd3, 8];
  return writeSized(kind, size, value, parts);
}

function writeSized(kind, size, value, parts) {
  const bytes = Buffer.alloc(9);
  bytes.writeBigUInt64BE(BigInt.asUintN(64, value), 1);
  return parts.push(Buffer.of(kind), bytes.subarray(9 - size));
}

function writeText(text, parts) {
  const bytes = Buffer.from(text, "utf8");
  if (bytes.length < 32) parts.push(Buffer.of(0xa0 | bytes.length));
  else writeLength(bytes.length, 0, -1, 0xda, parts, 0xd9);
  parts.push(bytes);
}

function writeBytes(bytes, parts) {
  writeLength(bytes.length, 0, -1, 0xc5, parts, 0xc4);
  parts.push(Buffer.from(bytes));
}

// short: the form with the length in its first byte, up to `most`; next: with 8 bits, where there is one; long: with 16; long + 1: 32.
function writeLength(length, short, most, long, parts, next = 0) {
  const head = Buffer.alloc(5);
  if (length <= most) return parts.push(Buffer.of(short | length));
  if (next && length < 0x100) return parts.push(Buffer.of(next, length));
  head[0] = length < 0x10000 ? long : long + 1;
  if (length < 0x10000) return parts.push(head.subarray(0, 1), Buffer.of(length >> 8, length & 0xff));
  head.writeUInt32BE(length, 1);
  return parts.push(head);
}

export function decode(bytes) {
  const reader = new Reader(bytes);
  const value = reader.read(0);
  if (reader.at !== bytes.length) throw new Error("bytes after the end of a message");
  return value;
}

class Reader {
  constructor(bytes) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    this.at = 0;
  }

  read(depth) {
    if (depth > MOST_NESTED) throw new Error("nested too deep");
    const kind = this.number(1);
    if (kind < 0x80) return kind;
    if (kind < 0x90) return this.map(kind & 0x0f, depth);
    if (kind < 0xa0) return this.array(kind & 0x0f, depth);
    if (kind < 0xc0) return this.text(kind & 0x1f);
    if (kind >= 0xe0) return kind - 0x100;
    switch (kind) {
      case 0xc0: return null;
      case 0xc2: return false;
      case 0xc3: return true;
      case 0xc4: return this.take(this.number(1));
      case 0xc5: return this.take(this.number(2));
      case 0xc6: return this.take(this.number(4));
      case 0xca: return this.take(4).readFloatBE(0);
      case 0xcb: return this.take(8).readDoubleBE(0);
      case 0xcc: return this.number(1);
      case 0xcd: return this.number(2);
      case 0xce: return this.number(4);
      case 0xcf: return whole(this.take(8).readBigUInt64BE(0));
      case 0xd0: return this.take(1).readInt8(0);
      case 0xd1: return this.take(2).readInt16BE(0);
      case 0xd2: return this.take(4).readInt32BE(0);
      case 0xd3: return whole(this.take(8).readBigInt64BE(0));
      case 0xd9: return this.text(this.number(1));
      case 0xda: return this.text(this.number(2));
      case 0xdb: return this.text(this.number(4));
      case 0xdc: return this.array(this.number(2), depth);
      case 0xdd: return this.array(this.number(4), depth);
      case 0xde: return this.map(this.number(2), depth);
      case 0xdf: return this.map(this.number(4), depth);
      default: throw new Error(`no msgpack of ours: ${kind}`);
    }
  }

  take(length) {
    if (this.at + length > this.bytes.length) throw new Error("a message that is cut short");
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  number(size) {
    return this.take(size).readUIntBE(0, size);
  }

  text(length) {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(this.take(length));
  }

  array(length, depth) {
    const found = [];
    for (let place = 0; place < length; place += 1) found.push(this.read(depth + 1));
    return found;
  }

  map(length, depth) {
    const found = new Map();
    for (let place = 0; place < length; place += 1) {
      const key = this.read(depth + 1);
      if (typeof key !== "string") throw new Error("a key that is no text");
      found.set(key, this.read(depth + 1));
    }
    return found;
  }
}

function whole(value) {
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
}

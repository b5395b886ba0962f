// HTTP over TLS 1.3 with one pinned root, as sections 1 and 8 of docs/protocol.md have it.

import { X509Certificate } from "node:crypto";
import { Agent, request } from "node:https";
import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";

import { decode, encode } from "./msgpack.mjs";
import { sha256 } from "./proof.mjs";

const MEDIA_TYPE = "application/vnd.daybook+msgpack";
const MOST_BYTES = 8 * 1024 * 1024;
const WORTH_COMPRESSING = 1024;
const PATIENCE = 40_000;

export class Trouble extends Error {
  constructor(status, code, sentence) {
    super(sentence);
    this.status = status;
    this.code = code;
  }
}

export function rootFingerprint(pem) {
  return sha256(new X509Certificate(pem).raw);
}

export class Carriage {
  // root: the PEM of the one root that is believed; null: nobody is, the first question alone.
  constructor(address, root) {
    this.address = new URL(address);
    if (this.address.protocol !== "https:") throw new Error("only https is spoken");
    const trust = root === null ? { rejectUnauthorized: false } : { ca: root, rejectUnauthorized: true };
    this.agent = new Agent({ keepAlive: true, maxSockets: 4, minVersion: "TLSv1.3", ...trust });
    this.token = "";
  }

  close() {
    this.agent.destroy();
  }

  async ask(path, message) {
    let body = encode(message);
    const headers = { "content-type": MEDIA_TYPE, "accept-encoding": "zstd" };
    if (body.length > WORTH_COMPRESSING) {
      body = zstdCompressSync(body, { pledgedSrcSize: body.length });
      headers["content-encoding"] = "zstd";
    }
    return decode(await this.bytes("POST", path, body, headers));
  }

  async bytes(method, path, body, headers = {}) {
    const { status, answer } = await this.#send(method, path, body, headers);
    if (status >= 200 && status < 300) return answer;
    const trouble = decode(answer);
    throw new Trouble(status, trouble.get("code"), trouble.get("sentence"));
  }

  #send(method, path, body, headers) {
    const all = { ...headers, "content-length": body.length };
    if (this.token) all.authorization = `Bearer ${this.token}`;
    return new Promise((resolve, reject) => {
      const options = { method, agent: this.agent, headers: all, timeout: PATIENCE };
      const asking = request(new URL(path, this.address), options, (response) => {
        const parts = [];
        let length = 0;
        response.on("data", (part) => {
          length += part.length;
          if (length > MOST_BYTES) response.destroy(new Error("an answer beyond its bound"));
          else parts.push(part);
        });
        response.on("error", reject);
        response.on("end", () => {
          try {
            const raw = Buffer.concat(parts);
            const isPressed = response.headers["content-encoding"] === "zstd";
            resolve({ status: response.statusCode, answer: isPressed ? unpacked(raw) : raw });
          } catch (error) {
            reject(error);
          }
        });
      });
      asking.on("timeout", () => asking.destroy(new Error("no answer in time")));
      asking.on("error", reject);
      asking.end(body);
    });
  }
}

function unpacked(frame) {
  if (frameLength(frame) !== frame.length) throw new Error("an answer that is not one whole frame");
  return zstdDecompressSync(frame, {
    maxOutputLength: MOST_BYTES,
    params: { [constants.ZSTD_d_windowLogMax]: 23 },
  });
}

// How long the frame is by what it says itself (RFC 8878, 3.1.1): Node's zstd takes one that is cut short for whole.
function frameLength(bytes) {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== 0xfd2fb528) throw new Error("no frame of zstd");
  const told = bytes[4];
  const isOneSegment = (told >> 5) & 1;
  const sizeBytes = [isOneSegment, 2, 4, 8][told >> 6];
  let at = 5 + (isOneSegment ? 0 : 1) + [0, 1, 2, 4][told & 3] + sizeBytes;
  for (let isLast = false; !isLast; ) {
    if (at + 3 > bytes.length) return Infinity;
    const block = bytes.readUIntLE(at, 3);
    isLast = (block & 1) === 1;
    at += 3 + (((block >> 1) & 3) === 1 ? 1 : block >> 3); // one byte that is repeated, or as many as it says
  }
  return at + ((told >> 2) & 1 ? 4 : 0);
}

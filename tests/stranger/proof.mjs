// Keys, signatures, seals, digests and heads, as sections 2, 5 and 6 of docs/protocol.md have them.

import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign as signed, verify } from "node:crypto";

import { decode, encode } from "./msgpack.mjs";

export const NO_SEAL_BEFORE = Buffer.alloc(32);

export function sha256(...parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(typeof part === "string" ? Buffer.from(part, "utf8") : part);
  return hash.digest();
}

// -- canonical(x) -------------------------------------------------------------------------------------------------

export function canonical(value) {
  return encode(plain(value));
}

// Order of text by code point is order of its UTF-8 bytes; JavaScript's own order of strings is another.
export function byCodePoint(one, other) {
  return Buffer.compare(Buffer.from(one, "utf8"), Buffer.from(other, "utf8"));
}

function plain(value) {
  if (typeof value === "string") return value.normalize("NFC");
  if (typeof value === "number" && !Number.isFinite(value)) throw new Error("not a number");
  if (value === null || value === undefined || typeof value !== "object" || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map(plain);
  const entries = (value instanceof Map ? [...value] : Object.entries(value)).map(([key, part]) => [
    key.normalize("NFC"),
    plain(part),
  ]);
  return new Map(entries.sort((one, other) => byCodePoint(one[0], other[0])));
}

export function isCanonical(bytes) {
  return canonical(decode(bytes)).equals(bytes);
}

// -- keys ---------------------------------------------------------------------------------------------------------

export class Key {
  constructor() {
    const { privateKey } = generateKeyPairSync("ed25519");
    this.secret = createPrivateKey(privateKey.export({ format: "pem", type: "pkcs8" }));
    this.public = Buffer.from(createPublicKey(this.secret).export({ format: "jwk" }).x, "base64url");
    this.device = deviceId(this.public);
  }

  sign(purpose, ...parts) {
    return signed(null, canonical([`daybook/${purpose}/1`, ...parts]), this.secret);
  }
}

export function deviceId(publicBytes) {
  return sha256("daybook/key/1", publicBytes).toString("hex").slice(0, 32);
}

export function holds(publicBytes, signature, purpose, ...parts) {
  if (publicBytes.length !== 32 || signature.length !== 64) return false;
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: publicBytes.toString("base64url") }, format: "jwk" });
  return verify(null, canonical([`daybook/${purpose}/1`, ...parts]), key, signature);
}

export function check(publicBytes, signature, purpose, ...parts) {
  if (!holds(publicBytes, signature, purpose, ...parts)) throw new Error(`a signature for "${purpose}" does not hold`);
}

// -- seals, digests, heads ----------------------------------------------------------------------------------------

export function sealParts(tenant, file, seal, changes) {
  const seen = seal.get("seen");
  return [
    tenant,
    file,
    seal.get("device"),
    seal.get("number"),
    seal.get("before"),
    changes.map((change) => change.hash),
    [seen.get("epoch"), seen.get("number"), seen.get("digest")],
  ];
}

export function makeSeal(key, tenant, file, number, before, changes, seen) {
  const seal = new Map([["device", key.device], ["number", number], ["before", before], ["seen", seen]]);
  seal.set("signature", key.sign("seal", ...sealParts(tenant, file, seal, changes)));
  return seal;
}

export function sealHash(seal) {
  return sha256("daybook/seal/1", seal.get("signature"));
}

export function firstDigest(tenant, file) {
  return sha256(canonical(["daybook/file/1", tenant, file]));
}

export function nextDigest(digest, number, change, seal, mark) {
  const eight = Buffer.alloc(8);
  eight.writeBigUInt64BE(BigInt(number));
  return sha256(digest, eight, change.hash, seal, mark);
}

export function checkHead(store, tenant, head) {
  check(store, head.get("signature"), "head", tenant, ...["file", "epoch", "number", "digest"].map((name) => head.get(name)));
}

export function rollUp(cursors) {
  const rows = cursors.map(([file, at]) => [file, at.epoch, at.number, at.digest]);
  return sha256(canonical(rows.sort((one, other) => byCodePoint(one[0], other[0]))));
}

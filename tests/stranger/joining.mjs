// A one-time code, the first question, enrolment, sessions and the lease: sections 4 and 7 of docs/protocol.md.

import { createHmac, timingSafeEqual } from "node:crypto";

import { Carriage, rootFingerprint } from "./carriage.mjs";
import { canonical, check, sha256 } from "./proof.mjs";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

export function readCode(text) {
  const letters = text.toUpperCase().replace(/[\s-]/g, "").replaceAll("0", "O").replaceAll("1", "I").replaceAll("8", "B");
  const raw = fromBase32(letters);
  if (raw.length !== 36) throw new Error("a code of another length");
  const [body, sum] = [raw.subarray(0, 34), raw.subarray(34)];
  if (!sha256("daybook/code/1", body).subarray(0, 2).equals(sum)) throw new Error("a code with a wrong letter");
  return { secret: body.subarray(0, 10).toString("hex"), authority: body.subarray(10, 22), root: body.subarray(22, 34) };
}

function fromBase32(letters) {
  let bits = 0n;
  for (const letter of letters) {
    const value = LETTERS.indexOf(letter);
    if (value < 0) throw new Error("a letter that no code has");
    bits = (bits << 5n) | BigInt(value);
  }
  const length = Math.floor((letters.length * 5) / 8);
  const hex = (bits >> BigInt(letters.length * 5 - length * 8)).toString(16).padStart(length * 2, "0");
  return Buffer.from(hex, "hex");
}

function toBase32(bytes) {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return bits.match(/.{5}/g).map((five) => LETTERS[Number.parseInt(five, 2)]).join("");
}

// Who answers there, believed only by the two fingerprints of the code: {tenant, authority, store, root}.
export async function whoIsThere(address, code) {
  const carriage = new Carriage(address, null);
  try {
    const answer = await carriage.ask("/v1/authority", { protocol: 1 });
    const [authority, store, root] = ["authority", "store", "tls_root"].map((name) => answer.get(name));
    if (!same(sha256("daybook/key/1", authority).subarray(0, 12), code.authority)) throw new Error("another authority");
    if (!same(rootFingerprint(root).subarray(0, 12), code.root)) throw new Error("another TLS root");
    if (store.get("professional") !== "store") throw new Error("a word that is not for a store");
    const tenant = answer.get("tenant");
    check(authority, store.get("signature"), "store approval", tenant, store.get("public"), store.get("given"));
    return { tenant, authority, store: store.get("public"), root };
  } finally {
    carriage.close();
  }
}

function same(one, other) {
  return one.length === other.length && timingSafeEqual(one, other);
}

// The professional once an administrator has approved this device, else null.
export async function enrol(carriage, about, key, secret) {
  const signature = key.sign("enrol", about.tenant, secret);
  const answer = await carriage.ask("/v1/enrol", { code: secret, public: key.public, signature });
  const approval = answer.get("approval");
  if (approval === null) return null;
  if (!approval.get("public").equals(key.public)) throw new Error("an approval of another device");
  checkApproval(about, approval);
  return approval.get("professional");
}

export function checkApproval(about, approval) {
  const parts = ["public", "professional", "given"].map((name) => approval.get(name));
  check(about.authority, approval.get("signature"), "approval", about.tenant, ...parts);
}

// Sets the carriage's token; the lease that came with it, or null.
export async function beginSession(carriage, about, key) {
  carriage.token = "";
  const given = (await carriage.ask("/v1/session/challenge", { device: key.device })).get("challenge");
  const signature = key.sign("session", about.tenant, key.device, given);
  const answer = await carriage.ask("/v1/session", { device: key.device, challenge: given, signature });
  const lease = answer.get("lease") ?? null;
  if (lease !== null) {
    if (lease.get("device") !== key.device) throw new Error("another device's lease");
    const parts = ["device", "issued", "days", "secret"].map((name) => lease.get(name));
    check(about.store, lease.get("signature"), "lease", about.tenant, ...parts);
  }
  carriage.token = answer.get("token");
  return lease;
}

export function leaseCode(lease, about, challenge, days) {
  const hash = createHmac("sha256", lease.get("secret"));
  hash.update(canonical(["daybook/lease code/1", about.tenant, lease.get("device"), challenge, days]));
  return LETTERS[days] + toBase32(hash.digest()).slice(0, 11);
}

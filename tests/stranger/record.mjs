// Changes and what they say together, as sections 5 and 10 of docs/protocol.md have them.

import { randomBytes } from "node:crypto";

import { decode } from "./msgpack.mjs";
import { byCodePoint, canonical, isCanonical, sha256 } from "./proof.mjs";

const HEAD = ["file", "record", "kind", "fields", "over", "author", "device", "happened", "written"];

export class Change {
  constructor(head, salt, body, hashOfBody) {
    this.head = head;
    this.salt = salt;
    this.body = body;
    this.hashOfBody = body === null ? hashOfBody : sha256("daybook/body/1", salt, body);
    this.hash = sha256(Buffer.of(0x92), head, Buffer.of(0xc4, 0x20), this.hashOfBody);
    this.id = this.hash.subarray(0, 16);
    this.name = this.id.toString("hex");
    this.header = decode(head);
    this.values = body === null ? new Map() : decode(body);
  }

  static fromWire([head, salt, body, hashOfBody = null]) {
    if (body === null && hashOfBody === null) throw new Error("a change without its words and without their hash");
    return new Change(head, salt, body, hashOfBody);
  }

  toWire(mark = "") {
    return [this.head, this.salt, this.body, this.body === null ? this.hashOfBody : null, mark];
  }

  get isErased() {
    return this.body === null;
  }

  erased() {
    return new Change(this.head, null, null, this.hashOfBody);
  }

  checkForm() {
    const { header } = this;
    if (!(header instanceof Map) || HEAD.some((name) => !header.has(name))) throw new Error("a head that is none");
    if (header.get("record").length !== 16 || header.get("over").some((id) => id.length !== 16)) throw new Error("ids");
    const names = [...header.get("fields")].sort(byCodePoint);
    const over = [...header.get("over")].sort(Buffer.compare);
    if (new Set(names).size !== names.length || names.join("\0") !== header.get("fields").join("\0")) {
      throw new Error("fields that are not in order");
    }
    if (Buffer.compare(Buffer.concat(over), Buffer.concat(header.get("over"))) !== 0) throw new Error("over, in disorder");
    if (this.isErased) return;
    if (this.salt.length !== 16 || !isCanonical(this.body)) throw new Error("a body that is not canonical");
    if ([...this.values.keys()].join("\0") !== names.join("\0")) throw new Error("a body with other fields");
  }
}

export function writeChange({ file, record, kind, values, over, author, device, when }) {
  const salt = randomBytes(16);
  const fields = [...values.keys()].sort(byCodePoint);
  const sorted = [...over].sort(Buffer.compare);
  const header = { file, record, kind, fields, over: sorted, author, device, happened: when, written: when };
  return new Change(canonical(header), salt, canonical(values), null);
}

// {kind and record: entry}, whatever the order of the changes. An entry: {kind, record, author, presence, fields: {name: versions}}.
export function fold(changes) {
  const entries = new Map();
  for (const change of new Map(changes.map((one) => [one.name, one])).values()) {
    const key = `${change.header.get("kind")} ${change.header.get("record").toString("hex")}`;
    entries.set(key, [...(entries.get(key) ?? []), change]);
  }
  return new Map([...entries].map(([key, its]) => [key, foldEntry(its)]));
}

function foldEntry(changes) {
  const names = new Set(changes.flatMap((change) => change.header.get("fields")).filter((name) => !name.startsWith("#")));
  const live = new Map();
  for (const name of names) {
    const setters = changes.filter((change) => change.header.get("fields").includes(name));
    const dead = new Set(setters.flatMap((change) => change.header.get("over").map((id) => id.toString("hex"))));
    live.set(name, setters.filter((change) => !dead.has(change.name)));
  }
  const fields = {};
  for (const [name, setters] of live) {
    const told = setters.filter((change) => !change.isErased).map((change) => change.values.get(name));
    fields[name] = [...new Map(told.map((value) => [canonical(value).toString("hex"), value])).values()];
  }
  const [first] = changes;
  const shown = Object.fromEntries([...live].map(([name, its]) => [name, its.map((change) => change.id)]));
  const entry = { kind: first.header.get("kind"), record: first.header.get("record"), fields, shown };
  return { ...entry, presence: presence(live) };
}

function presence(live) {
  const said = live.get("*") ?? [];
  const withdrawals = said.filter((change) => change.values.get("*") === "withdrawn");
  if (withdrawals.length === 0) return "kept";
  const named = new Set(withdrawals.flatMap((change) => change.header.get("over").map((id) => id.toString("hex"))));
  const others = [...live].filter(([name]) => name !== "*").flatMap(([, its]) => its);
  const isAllNamed = withdrawals.length === said.length && others.every((change) => named.has(change.name));
  return isAllNamed ? "withdrawn" : "two versions";
}

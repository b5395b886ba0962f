// A device of a stranger, written from docs/protocol.md alone. It is told what to do in lines of JSON on its standard input,
// {"do": ..., ...}, and answers each with one line: what came of it, or {"error": ..., "code": ...}.

import { createHash, randomBytes } from "node:crypto";
import { createInterface } from "node:readline";

import { open } from "./attachments.mjs";
import { Carriage, Trouble } from "./carriage.mjs";
import { Copy } from "./copy.mjs";
import { beginSession, enrol, leaseCode, readCode, whoIsThere } from "./joining.mjs";
import { check, checkHead, Key, makeSeal, NO_SEAL_BEFORE, rollUp, sealHash } from "./proof.mjs";
import { encode } from "./msgpack.mjs";
import { fold, writeChange } from "./record.mjs";

const BOOK = "authority";
const FILES_A_PULL = 40;

class Device {
  constructor() {
    this.key = new Key();
    this.unsent = new Map(); // {file: changes that no seal covers yet}
    this.sealed = new Map(); // {file: a batch that is on its way: {batch, changes}}
    this.taken = new Map(); // {file: changes that the store said it took, and has not shown yet}
    this.seals = new Map(); // {file: {number, hash} of the newest seal of this device}
    this.aside = []; // what the store refused: {file, reason}
    this.names = []; // of the files that the store named last
    this.declined = new Set(); // seals of others that a store from a backup would not take back
    this.lease = null;
  }

  // -- joining ----------------------------------------------------------------------------------------------------

  async show({ address, code }) {
    const told = readCode(code);
    this.about = await whoIsThere(address, told);
    this.secret = told.secret;
    this.copy = new Copy(this.about);
    this.carriage = new Carriage(address, this.about.root);
    return { tenant: this.about.tenant, device: this.key.device, ...(await this.approved()) };
  }

  async approved() {
    this.professional = await enrol(this.carriage, this.about, this.key, this.secret);
    return { professional: this.professional };
  }

  async session() {
    this.lease = await beginSession(this.carriage, this.about, this.key);
    return { days: this.lease.get("days") };
  }

  lease_code({ challenge, days }) {
    return { code: leaseCode(this.lease, this.about, challenge, days) };
  }

  whoami() {
    return { device: this.key.device, professional: this.professional, aside: this.aside };
  }

  // In a session; begins another where this one is over.
  async ask(path, message) {
    try {
      return await this.carriage.ask(path, message);
    } catch (error) {
      if (!(error instanceof Trouble) || error.code !== "session") throw error;
      await this.session();
      return this.carriage.ask(path, message);
    }
  }

  // -- writing ----------------------------------------------------------------------------------------------------

  add({ file, kind, values }) {
    return this.#write(file, kind, randomBytes(16), new Map([["*", "kept"], ...Object.entries(values)]), []);
  }

  edit({ file, kind, record, values }) {
    const { shown } = this.#entry(file, kind, record);
    const over = Object.keys(values).flatMap((name) => shown[name] ?? []);
    return this.#write(file, kind, Buffer.from(record, "hex"), new Map(Object.entries(values)), over);
  }

  withdraw({ file, kind, record, why }) {
    const over = Object.values(this.#entry(file, kind, record).shown).flat();
    const values = new Map([["*", "withdrawn"], ["#why", why]]);
    return this.#write(file, kind, Buffer.from(record, "hex"), values, over);
  }

  #entry(file, kind, record) {
    return fold(this.copy.changes(file)).get(`${kind} ${record}`);
  }

  #write(file, kind, record, values, over) {
    const when = `${new Date().toISOString().slice(0, 19)}Z`;
    const each = [...new Map(over.map((id) => [id.toString("hex"), id])).values()];
    const by = { author: this.professional, device: this.key.device, when };
    const change = writeChange({ file, record, kind, values, over: each, ...by });
    change.checkForm();
    this.copy.files.set(file, { ...this.copy.at(file), loose: [...this.copy.at(file).loose, change] });
    this.unsent.set(file, [...(this.unsent.get(file) ?? []), change]);
    return { id: change.name, record: record.toString("hex") };
  }

  show_entries({ file, kind }) {
    const entries = [...fold(this.copy.changes(file)).values()].filter((entry) => entry.kind === kind);
    return {
      entries: entries.map((one) => ({ record: one.record, presence: one.presence, fields: one.fields })),
      gone: this.copy.changes(file).filter((change) => change.isErased).length,
    };
  }

  // -- pushing ----------------------------------------------------------------------------------------------------

  #seal(file) {
    const changes = this.unsent.get(file) ?? [];
    if (this.sealed.has(file) || changes.length === 0) return;
    const held = this.copy.at(file);
    const before = this.seals.get(file) ?? { number: 0, hash: NO_SEAL_BEFORE };
    const number = Math.max(before.number + 1, held.epoch > 1 ? held.epoch : 0);
    const seen = new Map(["epoch", "number", "digest"].map((name) => [name, held[name]]));
    const seal = makeSeal(this.key, this.about.tenant, file, number, before.hash, changes, seen);
    this.sealed.set(file, { changes, batch: [seal, changes.map((change) => change.toWire()), 0] });
    this.unsent.delete(file);
  }

  async push() {
    for (const file of this.unsent.keys()) this.#seal(file);
    const results = [];
    if (this.sealed.size === 0) return { results };
    const pushes = [...this.sealed].map(([file, { batch }]) => ({ file, batch }));
    const answer = await this.ask("/v1/push", { pushes });
    this.lastPush = pushes;
    pushes.forEach(({ file }, place) => results.push(this.#answered(file, answer.get("results")[place])));
    return { results };
  }

  #answered(file, result) {
    if (result.get("file") !== file) throw new Error("an answer for another file");
    const { changes, batch } = this.sealed.get(file);
    this.sealed.delete(file);
    if (result.get("type") === "taken") {
      this.#checkHead(file, result.get("head"));
      this.seals.set(file, { number: batch[0].get("number"), hash: sealHash(batch[0]) });
      this.taken.set(file, [...(this.taken.get(file) ?? []), ...changes]);
      return { file, taken: result.get("number") };
    }
    const reason = result.get("reason");
    const atFault = new Set((result.get("changes") ?? []).map((id) => id.toString("hex")));
    const isForGood = reason !== "seal number";
    const rest = changes.filter((change) => !isForGood || (atFault.size > 0 && !atFault.has(change.name)));
    if (isForGood) {
      const gone = new Set(changes.filter((change) => !rest.includes(change)).map((change) => change.name));
      this.aside.push(...[...gone].map((id) => ({ file, id, reason })));
      const held = this.copy.at(file);
      this.copy.files.set(file, { ...held, loose: held.loose.filter((change) => !gone.has(change.name)) });
    }
    if (rest.length) this.unsent.set(file, [...rest, ...(this.unsent.get(file) ?? [])]);
    return { file, reason };
  }

  #checkHead(file, head) {
    if (head.get("file") !== file) throw new Error("another file's head");
    checkHead(this.about.store, this.about.tenant, head);
  }

  // The very same bytes once more, as after a broken connection.
  async push_again() {
    const answer = await this.ask("/v1/push", { pushes: this.lastPush });
    return { results: answer.get("results").map((one) => ({ file: one.get("file"), taken: one.get("number") ?? null })) };
  }

  // -- pulling ----------------------------------------------------------------------------------------------------

  async wait({ seconds, most_bytes: mostBytes = 0 }) {
    const cursors = this.names.map((file) => [file, this.copy.at(file)]);
    const answer = await this.ask("/v1/wait", { roll_up: rollUp(cursors), seconds, most_bytes: mostBytes });
    const told = { changed: answer.get("changed"), is_whole: answer.get("is_whole") ?? true, behind: [] };
    if (!told.changed) return { ...told, behind: this.#behind() };
    const heads = answer.get("heads") ?? [];
    heads.forEach((head) => this.#checkHead(head.get("file"), head));
    const named = heads.map((head) => head.get("file"));
    this.names = told.is_whole ? named : [...new Set([...this.names, ...named])];
    this.told = new Map([...(told.is_whole ? [] : (this.told ?? [])), ...heads.map((head) => [head.get("file"), head])]);
    for (const page of answer.get("pages") ?? []) {
      const held = this.copy.at(page.get("file"));
      const [first] = page.get("batches");
      const isNext = first !== undefined && first[2] === held.number + 1 && page.get("head").get("epoch") === held.epoch;
      if (isNext) this.copy.take(page);
    }
    return { ...told, behind: this.#behind() };
  }

  #behind() {
    const isBehind = ([file, head]) => {
      const held = this.copy.at(file);
      return head.get("epoch") > held.epoch || head.get("number") > held.number;
    };
    return [...(this.told ?? [])].filter(isBehind).map(([file]) => file);
  }

  async pull() {
    await this.wait({ seconds: 0 });
    const names = this.#behind();
    const troubled = {};
    await this.#fetch(names.filter((file) => file === BOOK), troubled);
    await this.#fetch(names.filter((file) => file !== BOOK), troubled);
    this.#settleUp(names.filter((file) => !(file in troubled)));
    return { files: Object.fromEntries(this.names.map((file) => [file, this.copy.at(file).number])), troubled };
  }

  async #fetch(names, troubled) {
    const beganAt = new Map(names.map((file) => [file, this.copy.files.get(file)]));
    let left = names;
    while (left.length) {
      const asked = left.slice(0, FILES_A_PULL);
      const cursors = Object.fromEntries(
        asked.map((file) => [file, ["epoch", "number", "digest"].map((name) => this.copy.at(file)[name])]),
      );
      const pages = (await this.ask("/v1/pull", { cursors })).get("pages");
      const answered = new Map(pages.map((page) => [page.get("file"), page]));
      const again = [];
      for (const [file, page] of answered) {
        if (!asked.includes(file)) throw new Error("what was not asked for");
        try {
          const before = this.copy.at(file).number;
          const isMore = this.copy.take(page);
          if (isMore && this.copy.at(file).number === before) throw new Error("more that is promised and does not come");
          if (isMore) again.push(file);
        } catch (error) {
          troubled[file] = error.message;
          if (beganAt.get(file) === undefined) this.copy.files.delete(file);
          else this.copy.files.set(file, beganAt.get(file));
        }
      }
      const isStuck = answered.size === 0;
      left = isStuck ? left.slice(FILES_A_PULL) : [...again, ...left.filter((file) => !answered.has(file))];
    }
  }

  // What the store shows of this device's own seals; and what it said it took and does not show waits again.
  #settleUp(names) {
    for (const file of names) {
      const held = this.copy.at(file);
      const numbered = new Set(held.numbered.map((one) => one.change.name));
      for (const { seal } of held.batches.values()) {
        const newest = this.seals.get(file)?.number ?? 0;
        if (seal.get("device") === this.key.device && seal.get("number") > newest) {
          this.seals.set(file, { number: seal.get("number"), hash: sealHash(seal) });
        }
      }
      const waiting = new Set((this.unsent.get(file) ?? []).map((change) => change.name));
      const isMine = (change) => change.header.get("device") === this.key.device && !waiting.has(change.name);
      const lost = held.loose.filter((change) => isMine(change) && !numbered.has(change.name));
      const onItsWay = new Set((this.sealed.get(file)?.changes ?? []).map((change) => change.name));
      const again = lost.filter((change) => !onItsWay.has(change.name));
      this.taken.delete(file);
      if (again.length) this.unsent.set(file, [...again, ...(this.unsent.get(file) ?? [])]);
    }
  }

  // One whole round. A store that was put back from a backup is given back what others wrote, the book before all else.
  async round() {
    await this.pull();
    const given = [await this.#giveBack(true)];
    const { results } = await this.push();
    given.push(await this.#giveBack(false));
    return { results, given: given[0] + given[1], ...(await this.pull()) };
  }

  async #giveBack(isBook) {
    let given = 0;
    for (const file of this.names.filter((name) => (name === BOOK) === isBook)) {
      const held = this.copy.at(file);
      if (held.epoch === 1) continue;
      const numbered = new Set(held.numbered.map((one) => one.change.name));
      const lost = [...held.batches.values()].filter(
        ({ seal, changes }) => seal.get("device") !== this.key.device && changes.some((one) => !numbered.has(one.name)),
      );
      for (const { seal, changes } of lost.sort((one, other) => one.first - other.first)) {
        const name = sealHash(seal).toString("hex");
        if (this.declined.has(name)) continue;
        const batch = [seal, changes.map((change) => change.toWire()), 0];
        const [result] = (await this.ask("/v1/push", { pushes: [{ file, batch }] })).get("results");
        if (result.get("type") === "taken") given += 1;
        else this.declined.add(name);
      }
    }
    return given;
  }

  // -- attachments ------------------------------------------------------------------------------------------------

  async put_piece({ file, bytes }) {
    const piece = Buffer.from(bytes, "hex");
    const name = createHash("sha256").update(piece).digest("hex");
    const missing = async () => (await this.ask("/v1/pieces/missing", { file, names: [name] })).get("missing");
    const before = await missing();
    await this.carriage.bytes("PUT", `/v1/pieces/${encodeURIComponent(file)}/${name}`, piece);
    return { name, before, after: await missing() };
  }

  async read_attachment({ file, attachment }) {
    const pieces = [];
    for (const name of attachment.pieces) {
      const piece = await this.carriage.bytes("GET", `/v1/pieces/${encodeURIComponent(file)}/${name}`, Buffer.alloc(0));
      if (createHash("sha256").update(piece).digest("hex") !== name) throw new Error("another piece than was asked for");
      pieces.push(piece);
    }
    return { bytes: open(Buffer.from(attachment.key.hex, "hex"), Buffer.concat(pieces), attachment.length) };
  }

  // -- a device that was revoked ----------------------------------------------------------------------------------

  // Hands over what was not sent, and gives the receipt for having destroyed the rest.
  async hand_over() {
    const { about, key, carriage } = this;
    carriage.token = "";
    const given = (await carriage.ask("/v1/session/challenge", { device: key.device })).get("challenge");
    const signature = key.sign("revoked", about.tenant, key.device, given);
    const answer = await carriage.ask("/v1/revoked", { device: key.device, challenge: given, signature });
    const order = answer.get("order");
    if (order.get("device") !== key.device) throw new Error("an order to another device");
    check(about.authority, order.get("signature"), "revocation", about.tenant, key.device, order.get("given"));
    carriage.token = answer.get("token");
    const { list, parts } = this.#leftOver();
    const { missing } = Object.fromEntries(await carriage.ask("/v1/quarantine/missing", { names: [...parts.keys()] }));
    for (const name of missing) await carriage.bytes("PUT", `/v1/quarantine/${name}`, parts.get(name));
    const hash = createHash("sha256").update("daybook/handed over/1").update(list).digest();
    const ask = { content: list, signature: key.sign("handed over", about.tenant, hash) };
    const word = (await carriage.ask("/v1/quarantine", ask)).get("signature");
    check(about.store, word, "held in quarantine", about.tenant, key.device, hash);
    this.copy = new Copy(about);
    carriage.token = "";
    const now = new Date().toISOString();
    const receipt = key.sign("wiped", about.tenant, key.device, hash, now);
    await carriage.ask("/v1/wiped", { device: key.device, list_hash: hash, given: now, signature: receipt });
    return { items: this.sealed.size };
  }

  #leftOver() {
    for (const file of this.unsent.keys()) this.#seal(file);
    const parts = new Map();
    const items = [...this.sealed].map(([file, { batch }]) => {
      const bytes = encode({ file, batch });
      const name = createHash("sha256").update(bytes).digest("hex");
      parts.set(name, bytes);
      return { what: "changes", file, parts: [name], length: bytes.length, name: "", begun: "", changed: "" };
    });
    return { list: encode({ tenant: this.about.tenant, device: this.key.device, items }), parts };
  }
}

// -- the line of JSON ------------------------------------------------------------------------------------------------

function told(_key, value) {
  if (value instanceof Map) return Object.fromEntries(value);
  if (value?.type === "Buffer") return { hex: Buffer.from(value.data).toString("hex") };
  return value;
}

const device = new Device();
for await (const line of createInterface({ input: process.stdin })) {
  const { do: what, ...arguments_ } = JSON.parse(line);
  let answer;
  try {
    answer = await device[what](arguments_);
  } catch (error) {
    answer = { error: error.message, code: error.code ?? "" };
  }
  process.stdout.write(`${JSON.stringify(answer, told)}\n`);
}
process.exit(0);

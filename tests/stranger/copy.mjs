// What a device holds of each file, and what it believes of what comes: sections 5, 6 and 7 of docs/protocol.md.

import { checkApproval } from "./joining.mjs";
import { check, checkHead, deviceId, firstDigest, holds, nextDigest, sealHash, sealParts } from "./proof.mjs";
import { Change } from "./record.mjs";

const BOOK = "authority";

export class Copy {
  constructor(about) {
    this.about = about;
    this.files = new Map(); // {file: {epoch, number, digest, numbered: [{change, seal, mark}], batches: {seal: {seal, changes, marks, first}}, loose}}
    this.people = new Map(); // {device: professional}, by the authority's word
    this.publics = new Map(); // {device: public key}
    this.earlier = new Map(); // {device: ids of those from which it took over}
    this.erased = new Set(); // "file id" of changes that an order names
    this.heads = new Map(); // the newest head that the store signed of each file
  }

  at(file) {
    const empty = { epoch: 1, number: 0, digest: firstDigest(this.about.tenant, file), numbered: [], batches: new Map(), loose: [] };
    return this.files.get(file) ?? empty;
  }

  changes(file) {
    const held = this.at(file);
    return [...held.numbered.map((one) => one.change), ...held.loose];
  }

  // A page whole, or nothing of it: throws where anything in it cannot be believed.
  take(page) {
    const [file, head] = [page.get("file"), page.get("head")];
    this.#believe(file, head);
    const held = this.at(file);
    let next = { ...held, numbered: [...held.numbered], batches: new Map(held.batches), loose: [...held.loose] };
    if (head.get("epoch") < held.epoch) throw new Error("an older store than was seen before");
    if (head.get("epoch") > held.epoch) next = this.#steppedBack(next, file, page.get("fork") ?? 0, head.get("epoch"));
    for (const [seal, wires, number] of page.get("batches")) this.#takeBatch(next, file, seal, wires, number);
    const isEnd = !page.get("more");
    if (isEnd && (next.number !== head.get("number") || !next.digest.equals(head.get("digest")))) {
      throw new Error("a file that does not add up to what the store signed");
    }
    this.files.set(file, next);
    this.heads.set(file, head);
    if (file === BOOK) this.#carryOut(next);
    return page.get("more");
  }

  #believe(file, head) {
    if (head.get("file") !== file) throw new Error("another file's head");
    checkHead(this.about.store, this.about.tenant, head);
    const known = this.heads.get(file);
    if (known === undefined || known.get("epoch") !== head.get("epoch")) return;
    if (head.get("number") < known.get("number")) throw new Error("the store takes back what it signed");
    if (head.get("number") === known.get("number") && !head.get("digest").equals(known.get("digest"))) {
      throw new Error("the store tells two histories");
    }
  }

  #takeBatch(held, file, seal, wires, number) {
    let changes = wires.map((wire) => Change.fromWire(wire));
    if (file === BOOK) changes.forEach((change) => this.#learn(change));
    this.#checkSeal(file, seal, changes);
    changes.forEach((change) => this.#checkChange(file, seal, change));
    changes = changes.map((change) => (this.erased.has(`${file} ${change.name}`) ? change.erased() : change));
    if (number !== held.number + 1) throw new Error("a gap in the numbers");
    const marks = wires.map((wire) => wire[4] ?? "");
    const hasNumber = new Set(held.numbered.map((one) => one.change.name));
    changes.forEach((change, place) => {
      if ((marks[place] === "known") !== hasNumber.has(change.name)) throw new Error("a change twice, or left out");
      if (marks[place] === "known") return;
      hasNumber.add(change.name);
      held.number += 1;
      held.digest = nextDigest(held.digest, held.number, change, sealHash(seal), marks[place]);
      held.numbered.push({ change, seal, mark: marks[place] });
      held.loose = held.loose.filter((one) => one.name !== change.name);
    });
    held.batches.set(sealHash(seal).toString("hex"), { seal, changes, marks, first: number });
  }

  #checkSeal(file, seal, changes) {
    const device = seal.get("device");
    const key = this.publics.get(device);
    if (key === undefined) throw new Error("work of a device that was never approved");
    if (!(seal.get("number") > 0) || changes.length === 0) throw new Error("a seal that cannot be");
    check(key, seal.get("signature"), "seal", ...sealParts(this.about.tenant, file, seal, changes));
  }

  #checkChange(file, seal, change) {
    change.checkForm();
    const { header } = change;
    const device = seal.get("device");
    const isOwn = header.get("device") === device || (this.earlier.get(device) ?? []).includes(header.get("device"));
    if (header.get("file") !== file || !isOwn || header.get("author") !== this.people.get(device)) {
      throw new Error("a change under another's name");
    }
    if (change.isErased && !this.erased.has(`${file} ${change.name}`)) throw new Error("words withheld without an order");
  }

  // Approvals, take-overs and orders to erase: each stands on the authority's signature alone.
  #learn(change) {
    const { about } = this;
    if (change.header.get("kind") === "device" && change.values.get("approval") instanceof Map) {
      const approval = change.values.get("approval");
      checkApproval(about, approval);
      const device = deviceId(approval.get("public"));
      this.people.set(device, approval.get("professional"));
      this.publics.set(device, approval.get("public"));
      const over = change.values.get("takes_over");
      if (over instanceof Map) {
        const parts = [approval.get("public"), over.get("devices"), over.get("given")];
        check(about.authority, over.get("signature"), "succession", about.tenant, ...parts);
        this.earlier.set(device, over.get("devices"));
      }
    }
    const order = change.header.get("kind") === "erasure" ? change.values.get("order") : null;
    if (order instanceof Map && this.#isOrder(order)) {
      for (const id of order.get("changes")) this.erased.add(`${order.get("file")} ${id.toString("hex")}`);
    }
  }

  #isOrder(order) {
    const by = new Set(order.get("by").map((name) => name.trim().replace(/\s+/g, " ").toLowerCase()));
    const file = order.get("file");
    if (by.size !== 2 || by.has("") || order.get("by").length !== 2 || !order.get("reason").trim()) return false;
    if (file === BOOK || file.startsWith("grants:")) return false;
    const [changes, pieces] = [order.get("changes"), order.get("pieces") ?? []];
    const parts = [file, changes, pieces, order.get("reason"), order.get("by"), order.get("given")];
    return holds(this.about.authority, order.get("signature"), "erasure", this.about.tenant, ...parts);
  }

  #carryOut() {
    for (const [file, held] of this.files) {
      const without = (change) => (this.erased.has(`${file} ${change.name}`) ? change.erased() : change);
      for (const one of held.numbered) one.change = without(one.change);
      for (const one of held.batches.values()) one.changes = one.changes.map(without);
      held.loose = held.loose.map(without);
    }
  }

  // The store was put back from a backup: what came after the fork keeps its words and loses its number.
  #steppedBack(held, file, fork, epoch) {
    const upTo = Math.min(fork, held.number);
    let digest = firstDigest(this.about.tenant, file);
    const kept = held.numbered.slice(0, upTo);
    kept.forEach(({ change, seal, mark }, place) => {
      digest = nextDigest(digest, place + 1, change, sealHash(seal), mark);
    });
    const loose = [...held.numbered.slice(upTo).map((one) => one.change), ...held.loose];
    return { ...held, epoch, number: upTo, digest, numbered: kept, loose };
  }
}

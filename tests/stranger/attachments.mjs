// Opening what was encrypted on another device: section 7 of docs/protocol.md, "Attachments".

import { createDecipheriv } from "node:crypto";

const SEGMENT = 64 * 1024;
const TAG = 16;
const PURPOSE = Buffer.from("daybook/attachment/1");

export function open(key, sealed, length) {
  const last = Math.max(1, Math.ceil(length / SEGMENT)) - 1;
  const parts = [];
  for (let number = 0; number <= last; number += 1) {
    const start = number * (SEGMENT + TAG);
    const segment = number === last ? sealed.subarray(start) : sealed.subarray(start, start + SEGMENT + TAG);
    const nonce = Buffer.alloc(12);
    nonce.writeUIntBE(number, 5, 6);
    nonce[11] = number === last ? 1 : 0;
    const cipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG });
    cipher.setAAD(PURPOSE);
    cipher.setAuthTag(segment.subarray(segment.length - TAG));
    parts.push(cipher.update(segment.subarray(0, segment.length - TAG)), cipher.final());
  }
  const whole = Buffer.concat(parts);
  if (whole.length !== length) throw new Error("an attachment of another length");
  return whole;
}

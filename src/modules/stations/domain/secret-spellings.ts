/**
 * A secret as programs are known to print it: as it is, in a URL or a form, in JSON, in Base64 wherever in the encoded
 * text it lies. Bytes as latin1 characters, as the mask reads them.
 */
export function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const percent = encodeURIComponent(bytes.toString());
  const form = new URLSearchParams({ '': secret }).toString().slice(1);
  const json = JSON.stringify(secret).slice(1, -1);
  const asciiJson = json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${hex4(unit)}`);
  const basic = Buffer.from(`x-access-token:${secret}`).toString('base64');
  const text = [secret, percent, lowerEscapes(percent), form, json, asciiJson, basic];
  const latin1 = text.map((spelling) => Buffer.from(spelling).toString('latin1'));
  return [...new Set([...latin1, ...base64(bytes)])];
}

/** Where a secret begins in what is encoded decides how it looks: its first byte is the first, second or third of three. */
function base64(secret: Buffer): string[] {
  const aligned = [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), secret]).toString('base64');
    // Without the characters that hold bits of what stands before and behind.
    return encoded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + secret.length) * 8) / 6));
  });
  const urlSafe = aligned.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  return [...aligned, secret.toString('base64'), ...urlSafe];
}

function lowerEscapes(text: string): string {
  return text.replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase());
}

function hex4(unit: string): string {
  return unit.charCodeAt(0).toString(16).padStart(4, '0');
}

/** What the service's Content-Security-Policy lets style elements in by; it is another one for each answer. */
export const cspNonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

/** Radix adds a style element while a dialog is open; its library takes the nonce from this name. */
export function allowOwnStyles(): void {
  Object.assign(globalThis, { __webpack_nonce__: cspNonce() });
}

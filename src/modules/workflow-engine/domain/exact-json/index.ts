export { ExactNumber, readKept, writeKept } from './exact-number.js';
export { plainJson } from './plain-json.js';

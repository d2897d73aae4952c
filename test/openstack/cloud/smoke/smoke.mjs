import { heatChecks } from './heat-checks.mjs';
import { keystoneChecks } from './keystone-checks.mjs';
import { mistralChecks } from './mistral-checks.mjs';

/**
 * Has every API of the cloud do real work, and says for each claim whether it holds. What it makes, it removes.
 *
 * @param {import('../credentials.mjs').Credentials} credentials
 * @param {(text: string) => void} say
 */
export async function smokeTest(credentials, say) {
  let failed = 0;
  const claims = Object.entries({ ...keystoneChecks, ...mistralChecks, ...heatChecks });
  for (const [claim, check] of claims) {
    const began = Date.now();
    try {
      await check(credentials);
      say(`ok      ${claim} (${Date.now() - began} ms)`);
    } catch (error) {
      failed += 1;
      say(
        `FAILED  ${claim} (${Date.now() - began} ms)\n        ${error.message.replaceAll('\n', '\n        ')}`,
      );
    }
  }
  say(`${claims.length - failed} passed, ${failed} failed`);
  return { passed: claims.length - failed, failed };
}

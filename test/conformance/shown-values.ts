import { JsonObject, JsonValue } from '../../src/shared/domain/json.js';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Writes what differs from run to run as the corpus's placeholders. */
export class ShownValues {
  constructor(private readonly baseUrl: string | undefined) {}

  text(text: string): string {
    const withUrl = this.baseUrl ? text.replaceAll(this.baseUrl, '$BASE_URL') : text;
    return withUrl.replace(UUID, '$UUID');
  }

  value(value: JsonValue): JsonValue {
    if (typeof value === 'string') return this.text(value);
    if (Array.isArray(value)) return value.map((item) => this.value(item));
    if (typeof value !== 'object' || value === null || value instanceof Number) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [this.text(key), this.value(item)]));
  }

  object(value: JsonObject): JsonObject {
    return this.value(value) as JsonObject;
  }

  /** An execution's output; a `result` that repeats its state_info is `$STATE_INFO`. */
  output(output: JsonObject, stateInfo: string | null): JsonObject {
    const { result } = output;
    const isInfo = typeof result === 'string' && stateInfo !== null && result.trim() === stateInfo.trim();
    return this.object(isInfo ? { ...output, result: '$STATE_INFO' } : output);
  }
}

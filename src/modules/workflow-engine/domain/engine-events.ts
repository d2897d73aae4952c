import type { KeyRing } from '../../../shared/domain/key-ring.js';
import { EngineEvent } from './workflow-engine.js';

/** Where the service takes hints: `POST <path>/<execution id>`, with the signature in the header. */
export const ENGINE_EVENTS_PATH = '/v1/engine/events';
export const EVENT_SIGNATURE_HEADER = 'X-Solum-Signature';

/**
 * Hints from an engine outside of this process. Whoever sends one must hold the signature of the execution it is about,
 * which the engine got when the execution was started; it opens nothing else, and a hint makes the service do no more
 * than ask the engine.
 */
export class EngineEvents {
  private readonly listeners = new Set<(event: EngineEvent) => void>();

  constructor(private readonly ring: KeyRing) {}

  signatureOf(executionId: string): string {
    return this.ring.sign(messageOf(executionId)).toString('base64url');
  }

  /** Tells the listeners; false, and nothing is told, where the signature is not that of the event's execution. */
  receive(event: EngineEvent, signature: string): boolean {
    const given = Buffer.from(signature, 'base64url');
    if (!this.ring.vouchesFor(messageOf(event.executionId), given)) return false;
    for (const listener of this.listeners) listener(event);
    return true;
  }

  onEvent(listener: (event: EngineEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

function messageOf(executionId: string): string {
  return `solum-engine-event:${executionId}`;
}

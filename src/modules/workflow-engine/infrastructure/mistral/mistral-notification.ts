import { ENGINE_EVENTS_PATH, EngineEvents, EVENT_SIGNATURE_HEADER } from '../../domain/engine-events.js';
import { Notification } from './mistral-executions.js';

/**
 * All but WORKFLOW_LAUNCHED and TASK_LAUNCHED: Mistral's engine posts each event itself and goes on only when it is answered,
 * and what has just been started needs no hint.
 */
const EVENT_TYPES = ['WORKFLOW', 'TASK'].flatMap((what) =>
  ['SUCCEEDED', 'FAILED', 'CANCELLED', 'PAUSED', 'RESUMED', 'RERUN'].map((event) => `${what}_${event}`),
);

/**
 * Mistral's webhook publisher POSTs the event to the URL with the headers, of which it adds none itself, and takes nothing
 * but 200 and 201 for an answer. It does not try again. Sub-workflows inherit it. The signature is in a header because
 * Mistral logs the URL.
 */
export function notificationTo(publicUrl: string, events: EngineEvents): Notification {
  return (executionId) => ({
    type: 'webhook',
    url: `${publicUrl}${ENGINE_EVENTS_PATH}/${executionId}`,
    event_types: EVENT_TYPES,
    headers: {
      'Content-Type': 'application/json',
      [EVENT_SIGNATURE_HEADER]: events.signatureOf(executionId),
    },
  });
}

export type { Event, EventFilter, EventType, NewEvent } from './domain/event.js';
export { EventLog } from './domain/event-log.js';
export { EventsModule } from './events.module.js';
export { AnswerEvents, ApiEvents } from './http/answer-events.js';
export { EventRecord } from './infrastructure/event.record.js';

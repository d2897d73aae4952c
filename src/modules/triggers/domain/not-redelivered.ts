import { DomainError } from '../../../shared/domain/domain-error.js';

/** A delivery that was not believed when it came, and is not by the trigger's present settings. */
export function notBelieved(): DomainError {
  return new DomainError(
    'conflict',
    'delivery.rejected',
    'The delivery was not believed, and is not now: have the git host sign it and send it again, or start an execution yourself.',
  );
}

/** Without them there is nothing to judge. */
export function payloadGone(): DomainError {
  return new DomainError(
    'conflict',
    'delivery.payload_gone',
    'The bytes of the delivery are not kept: have the git host send it again.',
  );
}

import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Clock } from '../../../shared/domain/clock.js';
import { newId } from '../../../shared/domain/ids.js';
import { type FoundTrigger, type PipelineTrigger, secretsAt } from '../../pipelines/index.js';
import { Delivery, DeliveryRule, keptHeaders } from '../domain/delivery.js';
import { arrivalsOf, onceKeyOf, stepKeysOf, subjectOf } from '../domain/delivery-keys.js';
import { GitHost, type GitHostName, GitHosts, SignatureVerdict, WebhookRequest } from '../domain/git-host.js';
import { judgeEvent } from '../domain/judge-event.js';

/** A delivery before it is written: nobody has claimed its keys yet. */
export interface JudgedDelivery {
  readonly delivery: Delivery;
  /** Whether it comes from who knows the secret, or from anybody where the pipeline lets anybody. */
  readonly believed: boolean;
  /** Where refs are by now, as far as it says. */
  readonly arrivals: readonly string[];
}

/** What is made of a webhook: from its bytes, the trigger's settings and nothing else. */
@Injectable()
export class JudgeWebhook {
  constructor(
    private readonly hosts: GitHosts,
    private readonly clock: Clock,
  ) {}

  async execute(
    { trigger, pipeline }: FoundTrigger,
    request: WebhookRequest,
    remoteAddress: string,
  ): Promise<JudgedDelivery> {
    const host = this.hosts.of(request);
    const { signature, rule } = await this.verify(host, trigger, request);
    const hostDeliveryId = host.deliveryId(request);
    const arrived = {
      id: newId(),
      projectId: pipeline.projectId,
      pipelineId: pipeline.id,
      triggerId: trigger.id,
      receivedAt: this.clock.now(),
      remoteAddress,
      host: host.name,
      hostDeliveryId,
      headers: keptHeaders(request),
      bodyDigest: createHash('sha256').update(request.rawBody).digest('hex'),
      bodySize: request.rawBody.length,
      signature,
      duplicateOf: null,
      redeliveryOf: null,
      actor: null,
      refusedMore: 0,
    };
    return rule.passed
      ? this.believed(arrived, rule, trigger, request, host)
      : { delivery: { ...arrived, ...rejection(rule) }, believed: false, arrivals: [] };
  }

  /** Judges bytes that were believed when they came, by the present filters. */
  again(trigger: PipelineTrigger, request: WebhookRequest): Judgement {
    return judge(this.hosts.of(request), request, trigger).judgement;
  }

  private believed(
    arrived: Arrived,
    rule: DeliveryRule,
    trigger: PipelineTrigger,
    request: WebhookRequest,
    host: GitHost,
  ): JudgedDelivery {
    const { judgement, keys, arrivals } = judge(host, request, trigger);
    const settings = judgement.verdict === 'ignored' ? trigger.version : undefined;
    const onceKey = onceKeyOf(arrived.hostDeliveryId, settings);
    const rules = [rule, ...judgement.rules];
    return { delivery: { ...arrived, ...judgement, rules, ...keys, onceKey }, believed: true, arrivals };
  }

  private async verify(
    host: GitHost,
    trigger: PipelineTrigger,
    request: WebhookRequest,
  ): Promise<{ signature: SignatureVerdict; rule: DeliveryRule }> {
    const secrets = secretsAt(trigger, this.clock.now());
    const signature = secrets.length === 0 ? 'missing' : await host.verify(request, secrets);
    const passed = signature === 'valid' || (signature === 'missing' && trigger.unsigned === 'allowed');
    return { signature, rule: { rule: 'signature', passed, detail: explain(signature, trigger, host) } };
  }
}

/** What its sender has to do with the secret. */
const SECRET_GOES: Readonly<Record<GitHostName, string>> = {
  github: 'set it at GitHub',
  gitlab: 'set it at GitLab',
  gitea: 'set it at Gitea',
  bitbucket: 'set it at Bitbucket',
  plain: 'sign with it, in the header X-Solum-Signature-256',
};

/** What is made of an event that is believed. */
export type Judgement = Pick<
  Delivery,
  'event' | 'verdict' | 'reason' | 'rules' | 'ref' | 'commit' | 'executionId'
>;
type Arrived = Omit<Delivery, keyof Judgement | 'onceKey' | 'stepKey' | 'stepFrom'>;

function judge(host: GitHost, request: WebhookRequest, { filters }: PipelineTrigger) {
  const event = host.read(request);
  const verdict = judgeEvent(event, filters);
  const builds = verdict.outcome === 'build';
  const { ref, commit } = builds ? verdict : subjectOf(event);
  const judgement: Judgement = {
    event: event.name.slice(0, 100),
    verdict: builds ? 'started' : 'ignored',
    reason: builds ? null : (verdict.rules.at(-1)?.detail ?? null),
    rules: verdict.rules,
    ref,
    commit,
    executionId: builds ? newId() : null,
  };
  return { judgement, keys: stepKeysOf(event, verdict), arrivals: arrivalsOf(event) };
}

function rejection(rule: DeliveryRule) {
  return {
    event: '',
    verdict: 'rejected',
    reason: rule.detail,
    rules: [rule],
    ref: null,
    commit: null,
    executionId: null,
    onceKey: null,
    stepKey: null,
    stepFrom: null,
  } as const;
}

function explain(
  signature: SignatureVerdict,
  { unsigned, secret }: PipelineTrigger,
  { name }: GitHost,
): string {
  if (signature === 'valid') return 'It is signed with the secret of the trigger.';
  const place = SECRET_GOES[name];
  if (signature === 'invalid')
    return `It is not signed with the secret of the trigger: ${place}, or make a new secret.`;
  if (unsigned === 'refused')
    return secret === null
      ? 'The trigger refuses unsigned webhooks and has no secret: make one, and set it at the git host.'
      : `It is not signed, and the trigger has a secret: ${place}.`;
  return secret === null
    ? 'The trigger has no secret to check a signature with, and takes unsigned webhooks.'
    : 'It is not signed, and the trigger takes unsigned webhooks.';
}

import { isUuid } from '../../../shared/domain/ids.js';
import { planNotFound } from '../domain/plan-not-found.js';

/**
 * The plan's id out of its uri. The uri must be ours: of the public URL, or of the host that the request was sent to; its
 * path must be exactly a plan's. It is taken apart, never called. Throws `invalid` (`plan.not_found`).
 */
export function planIdFrom(planUri: string, publicUrl: string, requestHost: string | undefined): string {
  const ours = [new URL(publicUrl).host, requestHost?.toLowerCase()];
  const base = new URL(publicUrl);
  const uri = URL.canParse(planUri) ? new URL(planUri) : undefined;
  const prefix = base.pathname.replace(/\/$/, '');
  const id =
    uri && new RegExp('^/v1/plans/([^/]+)/?$').exec(uri.pathname.replace(prefix, ''))?.[1]?.toLowerCase();
  const isWeb = uri?.protocol === 'http:' || uri?.protocol === 'https:';
  if (!uri || !id || !isWeb || !isUuid(id) || !ours.includes(uri.host) || uri.search || uri.hash)
    throw planNotFound();
  return id;
}

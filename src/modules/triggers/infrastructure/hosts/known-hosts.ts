import { Clock } from '../../../../shared/domain/clock.js';
import { GitHosts } from '../../domain/git-host.js';
import { BitbucketHost } from './bitbucket-host.js';
import { GiteaHost } from './gitea-host.js';
import { GitHubHost } from './github-host.js';
import { GitLabHost } from './gitlab-host.js';
import { PlainHost } from './plain-host.js';

/** Gitea stands before GitHub, whose headers it sends too. */
export function knownGitHosts(clock: Clock): GitHosts {
  const hosts = [new GiteaHost(), new GitHubHost(), new GitLabHost(clock), new BitbucketHost()];
  return new GitHosts(hosts, new PlainHost(clock));
}

/** A job that cost too much, or met what it cannot do; the message is for the workflow's author. */
export class JobFailed extends Error {}

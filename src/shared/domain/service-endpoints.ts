/** Where the cloud's services are: from Keystone's catalogue, unless the configuration overrides it. */
export abstract class ServiceEndpoints {
  /**
   * The endpoint of a service type (`workflowv2`, `orchestration`) for a project, without a trailing slash. Throws
   * `unavailable` (`catalogue.no_endpoint`) where the catalogue has none.
   */
  abstract of(serviceType: string, projectId: string): Promise<string>;
}

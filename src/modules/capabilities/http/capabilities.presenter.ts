import type { LanguagePack } from '../../language-packs/index.js';
import type { TemplateParameter } from '../../stacks/index.js';
import { presentGraph, type Workbook } from '../../workbooks/index.js';
import type { WorkflowDescription } from '../../workflow-engine/index.js';
import type { Capabilities } from '../application/capabilities.js';
import {
  CapabilitiesResponse,
  LanguagePackCapability,
  TemplateParameterCapability,
  WorkbookCapability,
  WorkflowCapability,
} from './capabilities.responses.js';

/** The station that a URL as a workbook has it leads to. */
type CalledAt = (url: string) => string | undefined;

export function presentCapabilities(
  capabilities: Capabilities,
  publicUrl: string,
  calledAt: CalledAt,
): CapabilitiesResponse {
  const { engines, workbooks, stackProviders, stackTemplates } = capabilities;
  return {
    engines: engines.map(({ name, version, unavailable }) => ({
      provider: name,
      version,
      available: unavailable === null,
      reason: unavailable,
    })),
    workbooks: workbooks.items.map((workbook) => presentWorkbook(workbook, publicUrl, calledAt)),
    workbooks_unavailable: workbooks.unavailable,
    language_packs: capabilities.languagePacks.map((pack) => presentPack(pack, publicUrl)),
    stations: capabilities.stations.map(({ id, description, input }) => ({ id, description, input })),
    runners: capabilities.runners.map((runner) => ({ ...runner, labels: [...runner.labels] })),
    image_formats: capabilities.imageFormats.map((format) => ({ ...format, tools: [...format.tools] })),
    stack_providers: stackProviders.map(({ name, unavailable }) => ({
      provider: name,
      available: unavailable === null,
      reason: unavailable,
    })),
    stack_templates: stackTemplates.map(({ name, description, parameters }) => ({
      name,
      description,
      parameters: Object.entries(parameters).map(presentParameter),
    })),
    git_hosts: capabilities.gitHosts.map((name) => ({ name })),
  };
}

function presentPack(
  { id, name, origin, description, image, detect, commands }: LanguagePack,
  publicUrl: string,
): LanguagePackCapability {
  const uri = `${publicUrl}/v1/language_packs/${id}`;
  const detected_by = detect.map(({ file }) => file);
  return { uri, name, origin, description, image, detected_by, commands: { ...commands } };
}

function presentParameter([name, parameter]: [string, TemplateParameter]): TemplateParameterCapability {
  const { type, description, default: fallback } = parameter;
  return { name, type, description, required: fallback === undefined, default: fallback ?? null };
}

function presentWorkbook(workbook: Workbook, publicUrl: string, calledAt: CalledAt): WorkbookCapability {
  const { description, tags } = workbook.description;
  const workflows = workbook.description.workflows.map((workflow) => presentWorkflow(workflow, calledAt));
  const called = workflows.flatMap(({ nodes }) => nodes.map(({ station }) => station));
  return {
    uri: `${publicUrl}/v1/workbooks/${encodeURIComponent(workbook.name)}`,
    name: workbook.name,
    origin: workbook.origin,
    description: description ?? '',
    tags: [...tags],
    stations: [...new Set(called.filter((station) => station !== null))].sort(),
    workflows,
  };
}

function presentWorkflow(workflow: WorkflowDescription, calledAt: CalledAt): WorkflowCapability {
  const { name, type, description, inputs, tasks } = workflow;
  const { nodes, edges } = presentGraph(workflow);
  const urls = new Map(tasks.map((task) => [task.name, task.url]));
  return {
    name,
    type,
    description,
    inputs: inputs.map((input) => ({ ...input })),
    nodes: nodes.map((node) => ({ ...node, station: stationAt(urls.get(node.id), calledAt) })),
    edges,
  };
}

function stationAt(url: string | null | undefined, calledAt: CalledAt): string | null {
  return typeof url === 'string' ? (calledAt(url) ?? null) : null;
}

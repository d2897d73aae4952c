import { randomUUID } from 'node:crypto';

/** The columns that the bodies are made of, by their names in the schema. */
export const PIPELINE_COLUMNS = `id, name, description, tags, project_id, user_id, plan_id, workbook_name, trigger_id,
  last_execution_id, status, stack_id, created_at, updated_at`;

export const FIND = `SELECT ${PIPELINE_COLUMNS} FROM pipelines
  WHERE id = ? AND project_id = 'development' AND status IN ('ready', 'deleting')`;

export const LIST = `SELECT ${PIPELINE_COLUMNS} FROM pipelines
  WHERE project_id = 'development' AND status IN ('ready', 'deleting') ORDER BY created_at DESC, id DESC LIMIT ?`;

export const FIND_TO_START = `SELECT pipelines.*, plans.document FROM pipelines JOIN plans ON plans.id = plan_id
  WHERE pipelines.id = ? AND pipelines.project_id = 'development' AND status = 'ready'`;

export const START_COLUMNS = `id, project_id, pipeline_id, delegation_id, workbook_name, state, trigger_kind, actor,
  offered_inputs, given_inputs, inputs, outputs, hand_over_at, watched_at, created_at, updated_at`;

export const NOTE_LAST = 'UPDATE pipelines SET last_execution_id = ? WHERE id = ?';

/**
 * @param {Record<string, any>} row
 * @param {string} publicUrl
 */
export function pipelineJson(row, publicUrl) {
  const uri = `${publicUrl}/v1/pipelines/${row.id}`;
  return {
    uri,
    uuid: row.id,
    name: row.name,
    type: 'pipeline',
    description: row.description,
    tags: JSON.parse(row.tags),
    project_id: row.project_id,
    user_id: row.user_id,
    plan_uri: `${publicUrl}/v1/plans/${row.plan_id}`,
    workbook_name: row.workbook_name,
    trigger_uri: `${publicUrl}/v1/triggers/${row.trigger_id}`,
    last_execution: row.last_execution_id,
    status: row.status,
    stack_id: row.stack_id,
    executions_uri: `${uri}/executions`,
    created_at: isoTime(row.created_at),
    updated_at: isoTime(row.updated_at),
  };
}

/**
 * The execution row of a pipeline's manual start.
 *
 * @param {Record<string, any>} row of FIND_TO_START
 * @param {object} inputs
 */
export function newExecution(row, inputs) {
  return {
    id: randomUUID(),
    projectId: row.project_id,
    pipelineId: row.id,
    delegationId: row.delegation_id,
    workbookName: row.workbook_name,
    actor: row.user_id,
    offeredInputs: offeredInputs(row),
    inputs,
    createdAt: new Date(),
  };
}

/**
 * @param {ReturnType<typeof newExecution>} execution
 * @param {unknown} time its time as the database keeps it
 */
export function executionValues(execution, time) {
  const { id, projectId, pipelineId, delegationId, workbookName, actor, offeredInputs: offered } = execution;
  const inputs = [JSON.stringify(offered), JSON.stringify(execution.inputs), '{}', '{}'];
  return [
    id,
    projectId,
    pipelineId,
    delegationId,
    workbookName,
    'IDLE',
    'manual',
    actor,
    ...inputs,
    ...Array(4).fill(time),
  ];
}

/**
 * @param {ReturnType<typeof newExecution>} execution
 * @param {string} publicUrl
 */
export function executionJson(execution, publicUrl) {
  const uri = `${publicUrl}/v1/executions/${execution.id}`;
  const time = execution.createdAt.toISOString();
  return {
    uri,
    uuid: execution.id,
    type: 'execution',
    pipeline_id: execution.pipelineId,
    pipeline_uri: `${publicUrl}/v1/pipelines/${execution.pipelineId}`,
    project_id: execution.projectId,
    state: 'IDLE',
    state_info: null,
    waiting_for: null,
    waiting_since: null,
    trigger: 'manual',
    started_by: execution.actor,
    ref: null,
    commit: null,
    workbook_name: execution.workbookName,
    workbook_digest: null,
    workflow_name: null,
    inputs: {},
    outputs: {},
    tasks_uri: `${uri}/tasks`,
    created_at: time,
    started_at: null,
    ended_at: null,
    duration: null,
    updated_at: time,
  };
}

/** @param {Record<string, any>} row */
function offeredInputs(row) {
  const plan = JSON.parse(row.document);
  const [artifact] = plan.artifacts;
  return {
    name: artifact.name,
    pipeline_id: row.id,
    pipeline_name: row.name,
    source: { href: artifact.content.href, ref: null, commit: null },
    source_uri: artifact.content.href,
    ref: null,
    commit: null,
    language_pack: artifact.language_pack ?? null,
    unittest_cmd: artifact.unittest_cmd ?? null,
    build_cmd: artifact.build_cmd ?? null,
    run_cmd: artifact.run_cmd ?? null,
    functionaltest_cmd: artifact.functionaltest_cmd ?? null,
    image_format: artifact.image_format ?? null,
    ports: artifact.ports ?? null,
    parameters: plan.parameters,
    stack_id: row.stack_id,
  };
}

/** @param {Date | string} time a Date from MariaDB, `YYYY-MM-DD HH:MM:SS.sss` from SQLite */
function isoTime(time) {
  return typeof time === 'string' ? `${time.slice(0, 10)}T${time.slice(11)}Z` : time.toISOString();
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch'];

/**
 * What of `before` (an OpenAPI document) clients can no longer rely on in `after`, a sentence each. Named schemas are
 * compared by name, as what is answered and, where a request's body leads to them, as what is sent too.
 */
export function breakingChanges(before, after) {
  const operations = operationsOf(before).flatMap(({ name, path, method, operation }) => {
    const now = after.paths[path]?.[method];
    return now ? operationChanges(name, operation, now) : [`${name} is gone`];
  });
  const sent = schemasSent(after);
  const schemas = Object.entries(before.components?.schemas ?? {}).flatMap(([name, schema]) => {
    const now = after.components?.schemas?.[name];
    return now ? schemaChanges(name, schema, now, sent.has(name)) : [`the schema ${name} is gone`];
  });
  return [...operations, ...schemas];
}

function operationsOf({ paths }) {
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]).map((method) => ({
      name: `${method.toUpperCase()} ${path}`,
      path,
      method,
      operation: item[method],
    })),
  );
}

/** The names of the schemas that requests' bodies lead to. */
function schemasSent(document) {
  const sent = new Set();
  const follow = (part) => {
    for (const [, name] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (sent.has(name)) continue;
      sent.add(name);
      follow(document.components?.schemas?.[name] ?? {});
    }
  };
  for (const { operation } of operationsOf(document)) follow(operation.requestBody ?? {});
  return sent;
}

function operationChanges(name, before, after) {
  const changes = [];
  if (before.operationId !== after.operationId)
    changes.push(`${name} is no longer called ${before.operationId}`);
  for (const status of Object.keys(before.responses).filter((code) => code.startsWith('2')))
    if (!after.responses[status]) changes.push(`${name} no longer answers ${status}`);
  if (after.requestBody?.required && !before.requestBody?.required) changes.push(`${name} needs a body now`);
  return [...changes, ...parameterChanges(name, before.parameters ?? [], after.parameters ?? [])];
}

function parameterChanges(name, before, after) {
  const key = (parameter) => `${parameter.in} parameter ${parameter.name}`;
  const known = new Map(before.map((parameter) => [key(parameter), parameter]));
  const now = new Set(after.map(key));
  return [
    ...[...known.keys()].filter((one) => !now.has(one)).map((one) => `${name} no longer takes the ${one}`),
    ...after
      .filter((parameter) => parameter.required && !known.get(key(parameter))?.required)
      .map((parameter) => `${name} needs the ${key(parameter)} now`),
  ];
}

/** A member that is answered may not go or become optional; one that is sent may not go or become required. */
function schemaChanges(name, before, after, isSent) {
  const changes = [];
  const required = new Set(before.required ?? []);
  const requiredNow = new Set(after.required ?? []);
  const members = after.properties ?? {};
  for (const [member, schema] of Object.entries(before.properties ?? {})) {
    const place = `${name}.${member}`;
    if (!members[member]) {
      changes.push(`${place} is gone`);
      continue;
    }
    if (required.has(member) && !requiredNow.has(member)) changes.push(`${place} may be missing now`);
    if (!required.has(member) && requiredNow.has(member)) changes.push(`${place} is required now`);
    changes.push(...valueChanges(place, schema, members[member]));
  }
  if (isSent) {
    const fresh = [...requiredNow].filter((member) => !before.properties?.[member]);
    changes.push(...fresh.map((member) => `${name}.${member} is new and required`));
  }
  return changes;
}

function valueChanges(place, before, after) {
  const type = (schema) => JSON.stringify([schema.type, schema.$ref, schema.format, schema.items?.$ref]);
  const changes = (before.enum ?? [])
    .filter((value) => after.enum && !after.enum.includes(value))
    .map((value) => `${place} no longer has the value ${value}`);
  return type(before) === type(after) ? changes : [...changes, `${place} is of another type`];
}

import type { ReactNode } from 'react';
import type { Schemas } from '../../shared/api/client.js';
import { Table, Tag } from '../../shared/ui/index.js';
import styles from './capabilities.module.css';

interface Property {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Property[];
}

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, Property>>;
  readonly required?: readonly string[];
}

/** One station, with the members of the body that calls it. */
export function StationCard({ station }: { station: Schemas['StationCapability'] }): ReactNode {
  const { id, description, input } = station;
  const { properties = {}, required = [] } = input as ObjectSchema;
  return (
    <details className={styles.card}>
      <summary>
        <strong>{id}</strong> {description}
      </summary>
      <Table label={`What ${id} takes`}>
        <thead>
          <tr>
            <th scope="col">Member</th>
            <th scope="col">Type</th>
            <th scope="col">What it is</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(properties).map(([name, property]) => (
            <tr key={name}>
              <th scope="row">
                {name} {required.includes(name) && <Tag tone="warn">required</Tag>}
              </th>
              <td>{typeOf(property)}</td>
              <td>{property.description}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </details>
  );
}

function typeOf({ type, enum: values, anyOf }: Property): string {
  if (values) return values.map((value) => JSON.stringify(value)).join(', ');
  if (anyOf) return [...new Set(anyOf.map(typeOf))].filter((each) => each !== 'null').join(' or ');
  return type === undefined ? 'any' : [type].flat().join(' or ');
}

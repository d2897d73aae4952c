import { queryOptions } from '@tanstack/react-query';
import { api, dataOf, type Schemas } from '../../shared/api/client.js';

/** The document goes as it is written. */
const AS_TEXT = { headers: { 'Content-Type': 'text/plain' }, bodySerializer: (body: string) => body };

export const workbooksQuery = queryOptions({
  queryKey: ['workbooks'],
  queryFn: ({ signal }) => dataOf(api.GET('/v1/workbooks', { signal })) as Promise<Schemas['Workbook'][]>,
});

export const workbookQuery = (name: string) =>
  queryOptions({
    queryKey: ['workbooks', name],
    queryFn: ({ signal }) =>
      dataOf(
        api.GET('/v1/workbooks/{workbook_name}', { signal, params: { path: { workbook_name: name } } }),
      ) as Promise<Schemas['Workbook']>,
  });

export const workbookVerdictQuery = (definition: string) =>
  queryOptions({
    queryKey: ['workbook verdict', definition],
    queryFn: ({ signal }) =>
      dataOf(api.POST('/v1/workbooks/validate', { ...AS_TEXT, signal, body: definition })) as Promise<
        Schemas['WorkbookVerdict']
      >,
    gcTime: 0,
  });

export const createWorkbook = (definition: string): Promise<Schemas['Workbook']> =>
  dataOf(api.POST('/v1/workbooks', { ...AS_TEXT, body: definition }));

export const replaceWorkbook = (name: string, definition: string): Promise<Schemas['Workbook']> =>
  dataOf(
    api.PUT('/v1/workbooks/{workbook_name}', {
      ...AS_TEXT,
      params: { path: { workbook_name: name } },
      body: definition,
    }),
  );

export const deleteWorkbook = async (name: string): Promise<void> => {
  await api.DELETE('/v1/workbooks/{workbook_name}', { params: { path: { workbook_name: name } } });
};

export const dryRun = (name: string, body: Schemas['DryRunRequest']): Promise<Schemas['DryRun']> =>
  dataOf(
    api.POST('/v1/workbooks/{workbook_name}/dry-run', { params: { path: { workbook_name: name } }, body }),
  );

/** The workflow that a pipeline runs. */
export function entryOf({
  workflows,
  entry_workflow: entry,
}: Pick<Schemas['Workbook'], 'workflows' | 'entry_workflow'>): Schemas['Workflow'] | undefined {
  return workflows.find(({ name }) => name === entry) ?? workflows[0];
}

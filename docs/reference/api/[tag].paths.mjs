import { apiIndex, apiPage, apiTags } from '../../../scripts/docs/api-reference.mjs';

export default {
  watch: ['../../api/openapi.json'],
  paths: () => [
    { params: { tag: 'operations' }, content: apiIndex() },
    ...apiTags().map((tag) => ({ params: { tag: tag.slug }, content: apiPage(tag) })),
  ],
};

export {
  type CreateStack,
  type Stack,
  type StackEvent,
  StackProvider,
  type StackScope,
  type StackStatus,
  type UpdateStack,
} from './domain/stack-provider.js';
export {
  type StackTemplate,
  TemplateCatalogue,
  type TemplateParameter,
} from './domain/template-catalogue.js';
export { stackRecords, StacksModule } from './stacks.module.js';

import { runAsPrinted } from './runs-as-printed.js';

runAsPrinted('docs/use/');

// The thread in which one script runs: an asset beside the compiled code, as a thread loads its file without a compiler.
import variant from '@jitl/quickjs-wasmfile-release-sync';
import { newQuickJSWASMModuleFromVariant, shouldInterruptAfterDeadline } from 'quickjs-emscripten-core';
import { parentPort, workerData } from 'node:worker_threads';

const STACK_BYTES = 262_144;
const deadline = Date.now() + workerData.milliseconds;

/** Answers the script's result as JSON, or undefined for a value that JSON has not. Throws what the script throws. */
function evaluate(vm, { script, context, longestResult }) {
  const json = vm.getProp(vm.global, 'JSON');
  const parse = vm.getProp(json, 'parse');
  // Taken before the script can put others in their places.
  const stringify = vm.getProp(json, 'stringify');
  vm.setProp(vm.global, '$', vm.unwrapResult(vm.callFunction(parse, json, vm.newString(context))));
  const returned = settled(vm, vm.unwrapResult(vm.evalCode(`function f() {\n${script}\n}\nf()`)));
  const text = vm.unwrapResult(vm.callFunction(stringify, json, returned));
  if (vm.typeof(text) !== 'string') return undefined;
  const length = vm.getNumber(vm.getProp(text, 'length'));
  if (length > longestResult) {
    throw new Error(`The result is ${length} characters of JSON, at most ${longestResult} are taken.`);
  }
  return vm.getString(text);
}

/** What a promise comes to, once nothing is left to be done. */
function settled(vm, value) {
  for (let jobs = 1; jobs > 0;) jobs = vm.unwrapResult(vm.runtime.executePendingJobs());
  const state = vm.getPromiseState(value);
  if (state.type === 'fulfilled') return state.value;
  if (state.type === 'rejected') vm.unwrapResult({ error: state.error });
  throw new Error('The promise that the script returned never settles.');
}

function inWords(error) {
  const { name, message, cause } = error;
  if (message === 'out of memory') return `It needs more than ${workerData.memoryBytes} bytes of memory.`;
  // Where the time is up, jobs are let go without a word, and what is interrupted may fail in words of its own.
  if (Date.now() > deadline) return `It takes longer than ${workerData.milliseconds} ms.`;
  const said = cause?.message ?? message;
  return cause?.name
    ? `${cause.name}: ${said}`
    : name && name !== 'Error'
      ? `${name}: ${said}`
      : String(said);
}

const quickjs = await newQuickJSWASMModuleFromVariant(variant);
const runtime = quickjs.newRuntime();
runtime.setMemoryLimit(workerData.memoryBytes);
runtime.setMaxStackSize(STACK_BYTES);
runtime.setInterruptHandler(shouldInterruptAfterDeadline(deadline));
try {
  parentPort.postMessage({ result: evaluate(runtime.newContext(), workerData) });
} catch (error) {
  parentPort.postMessage({ error: inWords(error) });
}

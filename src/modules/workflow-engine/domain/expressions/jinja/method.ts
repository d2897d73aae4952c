import { Budget } from '../python/budget.js';
import { PyValue } from '../python/values.js';
import { Arguments } from './runtime.js';

/** A method of one of Python's types: its receiver, and the arguments of the call. */
export type Method = (receiver: PyValue, args: Arguments, budget: Budget) => PyValue;

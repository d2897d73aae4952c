export { SimulatedClock as TestClock } from '../../src/shared/domain/simulated-clock.js';

import { Budget } from '../budget.js';
import { BudgetExceeded } from '../errors.js';
import { isWord, Position, RegexNode, RegexSyntax } from './syntax.js';

/** Start and end of a group, in characters; undefined where the group took no part. */
export type Span = readonly [number, number] | undefined;

type Continue = (index: number) => boolean;
type Step = (index: number, next: Continue) => boolean;

/**
 * Matches by backtracking, every step of it paid for from the budget: an expression that would explode runs out of
 * steps instead of holding up the service, which JavaScript's own engine cannot promise.
 */
export class Matcher {
  private readonly spans: Span[];
  private readonly step: Step;

  constructor(
    private readonly syntax: RegexSyntax,
    private readonly characters: readonly string[],
    private readonly ignoreCase: boolean,
    private readonly budget: Budget,
  ) {
    this.spans = new Array<Span>(syntax.groups + 1);
    this.step = this.compile(syntax.root);
  }

  /** The first match at or after `from`: its span, then those of the groups. */
  search(from: number): readonly Span[] | undefined {
    try {
      for (let start = from; start <= this.characters.length; start += 1) {
        if (this.matchAt(start)) return [...this.spans];
      }
      return undefined;
    } catch (error) {
      if (error instanceof RangeError) throw new BudgetExceeded('Regular expression needs too much memory');
      throw error;
    }
  }

  private matchAt(start: number): boolean {
    this.spans.fill(undefined);
    return this.step(start, (end) => {
      this.spans[0] = [start, end];
      return true;
    });
  }

  private compile(node: RegexNode): Step {
    switch (node.kind) {
      case 'empty':
        return (index, next) => next(index);
      case 'set':
        return (index, next) => this.isIn(node.matches, index) && next(index + 1);
      case 'sequence':
        return this.sequence(node.items.map((item) => this.compile(item)));
      case 'choice': {
        const options = node.options.map((option) => this.compile(option));
        return (index, next) => options.some((option) => option(index, next));
      }
      case 'group':
        return this.group(node.index, this.compile(node.inner));
      case 'reference':
        return (index, next) => this.repeats(node.index, index, next);
      case 'position':
        return (index, next) => this.isAt(node.at, index) && next(index);
      case 'look':
        return this.look(this.compile(node.inner), node.behind, node.negated);
      case 'repeat':
        return node.inner.kind === 'set' ? this.repeatSet(node, node.inner.matches) : this.repeat(node);
    }
  }

  private isIn(matches: (character: string) => boolean, index: number): boolean {
    this.budget.spend();
    const character = this.characters[index];
    return character !== undefined && matches(character);
  }

  private sequence(steps: readonly Step[]): Step {
    const from =
      (position: number): Step =>
      (index, next) => {
        const step = steps[position];
        return step === undefined ? next(index) : step(index, (after) => from(position + 1)(after, next));
      };
    return from(0);
  }

  private group(number: number, inner: Step): Step {
    return (index, next) => {
      const before = this.spans[number];
      const matched = inner(index, (end) => {
        const within = this.spans[number];
        this.spans[number] = [index, end];
        if (next(end)) return true;
        this.spans[number] = within;
        return false;
      });
      if (!matched) this.spans[number] = before;
      return matched;
    };
  }

  private repeats(number: number, index: number, next: Continue): boolean {
    const span = this.spans[number];
    if (span === undefined) return false;
    const fold = (text: string): string => (this.ignoreCase ? text.toLowerCase() : text);
    const wanted = this.characters.slice(...span);
    this.budget.spend(wanted.length + 1);
    const same = wanted.every(
      (character, offset) => fold(character) === fold(this.characters[index + offset] ?? ''),
    );
    return same && next(index + wanted.length);
  }

  private look(inner: Step, behind: boolean, negated: boolean): Step {
    const ahead = (index: number): boolean => inner(index, () => true);
    const back = (index: number): boolean => {
      for (let start = index; start >= 0; start -= 1) {
        this.budget.spend();
        if (inner(start, (end) => end === index)) return true;
      }
      return false;
    };
    return (index, next) => (behind ? back(index) : ahead(index)) !== negated && next(index);
  }

  /** One character over and over needs no stack. */
  private repeatSet(
    node: Extract<RegexNode, { kind: 'repeat' }>,
    matches: (character: string) => boolean,
  ): Step {
    const { minimum, maximum, greedy } = node;
    return (index, next) => {
      let count = 0;
      const wanted = greedy ? maximum : minimum;
      while (count < wanted && this.isIn(matches, index + count)) count += 1;
      if (count < minimum) return false;
      if (greedy) {
        for (; count >= minimum; count -= 1) if (next(index + count)) return true;
        return false;
      }
      for (; count <= maximum; count += 1) {
        if (next(index + count)) return true;
        if (!this.isIn(matches, index + count)) return false;
      }
      return false;
    };
  }

  private repeat(node: Extract<RegexNode, { kind: 'repeat' }>): Step {
    const inner = this.compile(node.inner);
    const { minimum, maximum, greedy } = node;
    const round = (count: number, index: number, next: Continue): boolean => {
      this.budget.spend();
      const again = (): boolean =>
        count < maximum &&
        inner(index, (after) =>
          after === index && count >= minimum ? false : round(count + 1, after, next),
        );
      if (count < minimum) return again();
      return greedy ? again() || next(index) : next(index) || again();
    };
    return (index, next) => round(0, index, next);
  }

  private isAt(position: Position, index: number): boolean {
    const { length } = this.characters;
    const boundary = (): boolean =>
      isWord(this.characters[index - 1] ?? '') !== isWord(this.characters[index] ?? '');
    switch (position) {
      case 'start':
        return index === 0;
      case 'end':
        return index === length;
      case 'last-end':
        return index === length || (index === length - 1 && this.characters[index] === '\n');
      case 'line-start':
        return index === 0 || this.characters[index - 1] === '\n';
      case 'line-end':
        return index === length || this.characters[index] === '\n';
      case 'word-boundary':
        return boundary();
      case 'no-boundary':
        return !boundary();
    }
  }
}

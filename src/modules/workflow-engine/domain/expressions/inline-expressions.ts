/** Where something written between two delimiters on one line begins and ends. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds every `open…close` of a text, each as short as can be and on one line: Mistral's pattern `open.*?close`, but
 * in one walk through the text, however it was made up.
 */
export function* shortestSpans(text: string, open: string, close: string): Generator<Span> {
  let from = text.indexOf(open);
  while (from >= 0) {
    const line = lineEnd(text, from);
    const closing = text.indexOf(close, from + open.length);
    if (closing < 0) return;
    const end = closing + close.length;
    if (end <= line) yield { start: from, end };
    from = text.indexOf(open, end <= line ? end : line);
  }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

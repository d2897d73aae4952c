const ADDRESS = /\/v1\/stations\/([^/?#]+)\/jobs$/;

/** The station that a URL calls; undefined where it is not a station's. */
export function stationAt(url: string): string | undefined {
  const station = URL.canParse(url) ? ADDRESS.exec(new URL(url).pathname)?.[1] : undefined;
  return station === undefined ? undefined : safelyDecoded(station);
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

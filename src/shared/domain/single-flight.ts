/** Work that is under way for a key is joined by whoever asks for it meanwhile. */
export class SingleFlight<K, V> {
  private readonly flights = new Map<K, Promise<V>>();

  join(key: K, work: () => Promise<V>): Promise<V> {
    const under = this.flights.get(key);
    if (under) return under;
    const flight = work().finally(() => this.flights.delete(key));
    this.flights.set(key, flight);
    return flight;
  }
}

/** The users, in memory, in the order they were added, up to a limit. */

/** What a client supplies about a user. */
export interface UserData {
  readonly name: string;
  /** In years. */
  readonly age: number;
}

/** A user as the store keeps it. */
export interface User extends UserData {
  /** From 1; never reused. */
  readonly id: number;
}

/** Keeps users until the process ends. */
export class UserStore {
  readonly #users = new Map<number, User>();
  readonly #capacity: number;
  #ids = 0;

  /** @param capacity how many fit */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#users.size;
  }

  /** Adds a user; null when there is no room left. */
  add(data: UserData): User | null {
    if (this.#users.size >= this.#capacity) return null;
    const user = { id: ++this.#ids, name: data.name, age: data.age };
    this.#users.set(user.id, user);
    return user;
  }

  get(id: number): User | undefined {
    return this.#users.get(id);
  }

  /** Replaces a user's data; undefined when there is no such user. */
  replace(id: number, data: UserData): User | undefined {
    if (!this.#users.has(id)) return undefined;
    const user = { id, name: data.name, age: data.age };
    this.#users.set(id, user);
    return user;
  }

  /** Whether there was one to remove. */
  remove(id: number): boolean {
    return this.#users.delete(id);
  }

  /** At most `limit` users, skipping the `offset` oldest. */
  list(offset: number, limit: number): readonly User[] {
    return [...this.#users.values()].slice(offset, offset + limit);
  }
}

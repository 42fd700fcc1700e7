// Asks the server's GraphQL endpoint, and turns every way in which that can fail into one kind of error with words for people.
import { signal } from '@preact/signals';
import type { TypedDocumentString } from './generated';

/** Why an answer did not come, in words that can be shown as they are. */
export class AskError extends Error {
  constructor(message: string, readonly code: 'offline' | 'late' | 'refused' | 'forbidden' | 'fault') {
    super(message);
  }
}

const tokenKey = 'onymous.token', patience = 20_000; // milliseconds

/** The editor's token, kept until the tab is closed. Empty: only reading. */
export const token = signal(sessionStorage.getItem(tokenKey) ?? '');

export function setToken(value: string): void {
  token.value = value.trim();
  if (token.value) sessionStorage.setItem(tokenKey, token.value);
  else sessionStorage.removeItem(tokenKey);
}

/** How many requests are on their way, for the sign that something is going on. */
export const asking = signal(0);

interface Answer<T> {
  data?: T | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/** Sends an operation and returns its data. It fails with an AskError, or with the reason of the signal if that ends it. */
export async function ask<T, V>(document: TypedDocumentString<T, V>, variables: V, end?: AbortSignal): Promise<T> {
  asking.value++;
  try {
    return await send(document, variables, end);
  } finally {
    asking.value--;
  }
}

async function send<T, V>(document: TypedDocumentString<T, V>, variables: V, end?: AbortSignal): Promise<T> {
  const late = AbortSignal.timeout(patience);
  let response: Response, answer: Answer<T>;
  try {
    response = await fetch('/graphql', {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json', Accept: 'application/graphql-response+json, application/json;q=0.9',
        ...(token.value ? { Authorization: `Bearer ${token.value}` } : {}),
      },
      body: JSON.stringify({ query: document.toString(), variables }),
      signal: end ? AbortSignal.any([end, late]) : late,
    });
  } catch {
    end?.throwIfAborted();
    if (late.aborted) throw new AskError('The server did not answer within 20 seconds. A smaller question may work.', 'late');
    throw new AskError('The server cannot be reached. Is it still running?', 'offline');
  }
  try {
    answer = (await response.json()) as Answer<T>;
  } catch {
    end?.throwIfAborted();
    throw new AskError(`The server answered with something that is no GraphQL (status ${response.status}).`, 'fault');
  }
  const first = answer.errors?.[0];
  if (first) throw new AskError(first.message, codeOf(response.status, first.extensions?.code));
  if (!answer.data) throw new AskError(`The server answered without data (status ${response.status}).`, 'fault');
  return answer.data;
}

function codeOf(status: number, code: string | undefined): AskError['code'] {
  if (status === 401 || status === 403 || code === 'UNAUTHENTICATED' || code === 'FORBIDDEN') return 'forbidden';
  return status >= 500 || code === 'INTERNAL_SERVER_ERROR' ? 'fault' : 'refused';
}

/** Words for any error, for the places that show one. */
export const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

// Reads an article, and files which ties it states.
import { effect } from '@preact/signals';
import { ask, words } from '../api/client';
import { ReadArticleDocument, type ReadArticleQuery } from '../api/generated';
import { articleSays, learnArticle } from '../graph/sources';
import { filter } from '../graph/view';
import { say } from '../page/message';

export type ArticleToRead = Extract<NonNullable<ReadArticleQuery['node']>, { __typename: 'Article' }>;

const claimsAtMost = 300;

/** The article with its text and what it says; null if there is none. */
export async function fetchArticle(id: string, end?: AbortSignal): Promise<ArticleToRead | null> {
  const { node } = await ask(ReadArticleDocument, { id, first: claimsAtMost }, end);
  if (node?.__typename !== 'Article') return null;
  learnArticle(id, node.title, node.claims.flatMap((c) => (c.relation ? [c.relation.id] : [])));
  return node;
}

// An address may ask for what one article says before anyone has read it.
effect(() => {
  const id = filter.value.article;
  if (id && !articleSays(id)) void fetchArticle(id).catch((fault) => say(words(fault), 'fault'));
});

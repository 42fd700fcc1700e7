// Where articles disagree about an entity, both sides together.
import { ask } from '../api/client';
import { ContradictionsDocument } from '../api/generated';
import { useAnswer } from '../page/question';
import { plural } from '../page/phrase';
import { ClaimCard } from './ClaimCard';

export function Contradictions({ id }: { id: string }) {
  const [state] = useAnswer(`contradictions of ${id}`, async (end) => (await ask(ContradictionsDocument, { entity: id, first: 10 }, end)).contradictions.nodes);
  if (state.at !== 'here' || state.data.length === 0) return null; // nothing to say about a list that most entities do not have
  return (
    <details class="small">
      <summary><span class="badge alleged">{plural(state.data.length, 'contradiction')}</span> Articles disagree</summary>
      {state.data.map((c) => <div><p>{c.explanation}</p>{c.claims.map((claim) => <ClaimCard claim={claim} about={claim.object ? <span>{claim.subject.name} → {claim.object.name}</span> : <span>{claim.value}</span>} />)}</div>)}
    </details>
  );
}

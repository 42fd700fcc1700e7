// Whether the article says so.
import { useState } from 'preact/hooks';
import { judgeClaim } from './judging';

export function JudgeClaim({ id, rejected, onJudged }: { id: string; rejected: boolean; onJudged?: () => void }) {
  const [busy, setBusy] = useState(false);
  const judge = async (accept: boolean) => {
    setBusy(true);
    if (await judgeClaim(id, accept, '')) onJudged?.();
    setBusy(false);
  };
  return (
    <p>
      {rejected
        ? <button class="solid" disabled={busy} onClick={() => void judge(true)}>The article does say so</button>
        : <button class="solid" disabled={busy} onClick={() => void judge(false)}>The article does not say so</button>}
    </p>
  );
}

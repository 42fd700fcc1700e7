// Taking an article back.
import { useState } from 'preact/hooks';
import { read } from '../graph/steps';
import { retract } from './judging';

export function RetractArticle({ id }: { id: string }) {
  const [sure, setSure] = useState(false);
  if (!sure) return <p><button class="plain small" onClick={() => setSure(true)}>Retract this article …</button></p>;
  return (
    <div class="fault-box">
      <p>Everything that only this article says leaves the graph. It can be loaded again.</p>
      <p class="actions"><button class="solid" onClick={() => void retract(id).then((done) => done && read(null))}>Retract it</button> <button onClick={() => setSure(false)}>Keep it</button></p>
    </div>
  );
}

// The name of an entity that opens it.
import { goToEntity } from '../graph/steps';
import { stage } from '../canvas/GraphCanvas';

export function EntityLink({ entity }: { entity: { id: string; name: string } }) {
  return <button class="plain" onClick={() => void goToEntity(entity.id, entity.name).then(() => stage.value?.fitIfOut(entity.id))}>{entity.name}</button>;
}

import type { Elevation, Face } from '../../../api/admin-types.ts';
import type { Change } from '../../../util/difference.ts';
import { RackDrawing } from './RackDrawing.tsx';

const FACES: readonly Face[] = ['FRONT', 'REAR'];
const NONE: readonly never[] = [];
const UNCHANGED: ReadonlyMap<number, Change> = new Map();

interface StillProps {
  readonly elevation: Elevation;
  readonly changes?: ReadonlyMap<number, Change>;
}

/** Both faces of a rack to look at: nothing in it is chosen, opened or moved. */
export function StillRack({ elevation, changes = UNCHANGED }: StillProps) {
  return (
    <div className="rack-faces">
      {FACES.map((face) => (
        <RackDrawing
          key={face}
          elevation={elevation}
          face={face}
          labels="name"
          changes={changes}
          gone={NONE}
          chosen={undefined}
          onChoose={() => {}}
          onOpen={() => {}}
        />
      ))}
    </div>
  );
}

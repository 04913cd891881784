import { ConsolesOverSsh } from './ConsolesOverSsh.tsx';
import { OwnProfile } from './OwnProfile.tsx';

/** Who one is here, and how one reaches the machines' consoles. */
export function Profile() {
  return (
    <div className="stack">
      <OwnProfile />
      <ConsolesOverSsh />
    </div>
  );
}

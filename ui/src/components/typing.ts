import { useSyncExternalStore } from 'react';
import { keep, kept, onKept } from '../util/kept.ts';

const STORED = 'confirm.typed';

/** Whether a name is typed before what bears it loses its data; so unless the person chose otherwise. */
export const typesNames = (): boolean => kept(STORED) !== 'no';

export const useTypedNames = (): boolean => useSyncExternalStore(onKept, typesNames);

export const chooseTypedNames = (on: boolean): void => keep(STORED, on ? undefined : 'no');

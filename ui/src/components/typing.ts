import { useSyncExternalStore } from 'react';
import { ApiFailure } from '../api/errors.ts';
import { keep, kept, onKept } from '../util/kept.ts';

const STORED = 'confirm.typed';

/** Whether a name is typed before what bears it loses its data; so unless the person chose otherwise. */
export const typesNames = (): boolean => kept(STORED) !== 'no';

export const useTypedNames = (): boolean => useSyncExternalStore(onKept, typesNames);

export const chooseTypedNames = (on: boolean): void => keep(STORED, on ? undefined : 'no');

/** Told at the field, as a refusal of the server would be. */
export const notTheName = (detail: string): ApiFailure =>
  new ApiFailure({ status: 400, code: 'client.NOT_THE_NAME', field: 'sure', detail });

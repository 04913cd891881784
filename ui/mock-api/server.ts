import type { Connect } from 'vite';
export function mockApi(): Connect.NextHandleFunction {
  return (_request, _response, next) => next();
}

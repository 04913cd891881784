import { missing, problem, type MockAnswer, type MockRequest } from './answers.ts';
import { routes } from './routes.ts';

export const PASSWORD = 'correct horse battery';
const people = {
  operator: {
    id: 1,
    username: 'operator',
    displayName: 'Operator',
    role: 'OPERATOR',
    restricted: false,
    secondFactor: false,
  },
  auditor: {
    id: 2,
    username: 'auditor',
    displayName: 'Auditor',
    role: 'AUDITOR',
    restricted: false,
    secondFactor: false,
  },
  'li.wei': {
    id: 3,
    username: 'li.wei',
    displayName: '李伟',
    role: 'TENANT',
    tenantId: 1,
    tenantName: '星河科技',
    restricted: false,
    secondFactor: false,
  },
} as const;

/** Answers a call as the portal would, for what the pages ask. */
export function handle(request: MockRequest): MockAnswer {
  if (request.path === '/auth/session') {
    if (request.method === 'DELETE') return { status: 200, body: {}, signIn: null };
    const name = request.method === 'POST' ? String(request.body['username']) : request.signedIn;
    const person = name === undefined ? undefined : people[name as keyof typeof people];
    if (request.method === 'POST' && (person === undefined || request.body['password'] !== PASSWORD))
      return problem(401, 'common.UNAUTHENTICATED', 'Wrong name or password');
    return person
      ? { status: 200, body: { person }, ...(request.method === 'POST' ? { signIn: person.username } : {}) }
      : problem(401, 'common.UNAUTHENTICATED', 'Not signed in');
  }
  if (request.signedIn === undefined) return problem(401, 'common.UNAUTHENTICATED', 'Not signed in');
  for (const [method, pattern, handler] of routes) {
    const match = method === request.method ? pattern.exec(request.path) : null;
    if (match) return handler(request, match.slice(1));
  }
  return missing;
}

import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { useTranslation } from 'react-i18next';
import { BrowserRouter } from 'react-router';
import { questions } from './api/again.ts';
import { onSignedOut } from './api/http.ts';
import { sessionKey } from './api/session.ts';
import { startWords } from './i18n/index.ts';
import { useScheme } from './layouts/preferences.tsx';
import { Routing } from './routes.tsx';
import { Theme } from './ui/Theme.tsx';
import './ui/base.css';
import './layouts/shell.css';
import './pages/pages.css';

const client = questions();

onSignedOut(() => client.setQueryData(sessionKey, null));

function Portal() {
  const { i18n } = useTranslation();
  return (
    <Theme scheme={useScheme()} locale={i18n.language}>
      <BrowserRouter>
        <Routing />
      </BrowserRouter>
    </Theme>
  );
}

await startWords();
const root = document.querySelector('#root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <Portal />
    </QueryClientProvider>
  </StrictMode>,
);

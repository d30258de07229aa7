import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import './components/base.css';
import './messages';
import { chooseHost } from './platform/choose';
import { installHost } from './platform/host';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
installHost(await chooseHost());
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

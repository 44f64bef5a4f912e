import './style/colours.css';
import './style/base.css';
import './style/parts.css';
import './style/shell.css';
import './style/screens.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ConsoleApp } from './app/ConsoleApp.tsx';
import './app/preferences.ts';

const place = document.getElementById('console');
if (place) {
  createRoot(place).render(
    <StrictMode>
      <ConsoleApp />
    </StrictMode>,
  );
}

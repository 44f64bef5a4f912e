import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';
import { forgetCalls } from '../api/calls.ts';
import { Toasts } from '../parts/toasts.tsx';
import { dropPortraits } from '../photo/portraits.ts';
import { SignInAgain } from '../session/SignInAgain.tsx';
import { SignInScreen } from '../session/SignInScreen.tsx';
import { useSession } from '../session/session.ts';
import { queryClient } from './queries.ts';
import { router } from './router.tsx';

/** The console: who is signed out sees the way in, everybody else the screens. */
export function ConsoleApp() {
  const session = useSession();
  const isOut = session.status === 'out';
  useEffect(() => {
    // What was read belongs to the account that left.
    if (!isOut) return;
    queryClient.clear();
    dropPortraits();
    forgetCalls();
  }, [isOut]);
  return (
    <QueryClientProvider client={queryClient}>
      {isOut ? <SignInScreen /> : <RouterProvider router={router} />}
      {session.status === 'expired' && <SignInAgain credentials={session.credentials} />}
      <Toasts />
    </QueryClientProvider>
  );
}

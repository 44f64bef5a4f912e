const LOOK_EACH_MS = 250;

/**
 * npm and npx run a command through a shell and pass SIGTERM to that shell alone, which dies of it and tells nobody: the service
 * would go on, and keep its port and database. So a process that npm started ends when its parent is gone, as by SIGTERM.
 * @returns stops looking; to be called when the process is ending anyway, where a second signal would cut it short
 */
export function endWithLauncher(environment: NodeJS.ProcessEnv): () => void {
  if (environment.npm_execpath === undefined) return () => {};
  const launcher = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === launcher) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, LOOK_EACH_MS);
  timer.unref();
  return () => clearInterval(timer);
}
